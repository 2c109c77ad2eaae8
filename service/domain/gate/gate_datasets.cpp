#include <algorithm>

#include "service/domain/gate/gate_view.hpp"

namespace formulary::domain {
namespace {

/// `csv-recalls` is any of its kind, `csv-recalls:au` this one.
bool is_meant(std::string_view wanted, std::string_view id) {
  return id == wanted || (id.starts_with(wanted) && id[wanted.size()] == ':');
}

std::string age_of(const Dataset& dataset, Day today) {
  const DatasetKind* kind = find_dataset_kind(dataset.id);
  const std::string limit = kind == nullptr ? "" : " They count for " + std::to_string(kind->limit_days) + " days.";
  if (!dataset.source_date) return "do not say of which day they are.";
  const auto age = (today - *dataset.source_date).count();
  if (age < 0) return "are dated " + to_text(*dataset.source_date) + ", which is in the future.";
  return "are of " + to_text(*dataset.source_date) + ", " + std::to_string(age) + " days old." + limit;
}

}  // namespace

std::vector<GateFinding> weigh_datasets(const GateSubject& subject) {
  const ClassPolicy& terms = subject.terms();
  const Day today = subject.present.today;
  std::vector<GateFinding> findings;
  std::vector<std::string_view> missing(terms.required_datasets.begin(), terms.required_datasets.end());
  for (const Dataset& one : subject.records.datasets) {
    const bool watched = terms.recall_data == RecallData::imported && holds_recalls(one.id);
    const bool wanted =
        std::ranges::any_of(terms.required_datasets, [&](const auto& wish) { return is_meant(wish, one.id); });
    std::erase_if(missing, [&](std::string_view wish) { return is_meant(wish, one.id); });
    if ((!watched && !wanted) || !is_stale(one, today)) continue;
    findings.push_back({GateVerdict::unknown,
                        {one.id, "The data (" + one.name + ") " + age_of(one, today) + " Import newer ones.", one.name,
                         one.source_date.value_or(today)},
                        {},
                        wanted});
  }
  for (const std::string_view wish : missing) {
    const DatasetKind* kind = find_dataset_kind(wish);
    const std::string name(kind == nullptr ? wish : kind->name);
    findings.push_back(
        {GateVerdict::unknown,
         {subject.records.policy.id.value,
          "The policy asks for the data " + name + ", and they were never imported. Import them.", "policy", today},
         {},
         true});
  }
  return findings;
}

}  // namespace formulary::domain
