#include "service/domain/datasets/dataset.hpp"

#include <algorithm>

namespace formulary::domain {
namespace {

using enum Completeness;
#define DATASET(id, name, authority, completeness, limit) DatasetKind{id, name, authority, completeness, limit},
constexpr DatasetKind kinds[] = {
#include "service/domain/datasets/datasets.def"
};
#undef DATASET

}  // namespace

std::span<const DatasetKind> dataset_kinds() { return kinds; }

const DatasetKind* find_dataset_kind(std::string_view id) {
  const auto found = std::ranges::find(kinds, id.substr(0, id.find(':')), &DatasetKind::id);
  return found == std::end(kinds) ? nullptr : &*found;
}

bool holds_recalls(std::string_view id) {
  const std::string_view kind = id.substr(0, id.find(':'));
  return kind == "us-recall" || kind == "us-enforcement" || kind == "csv-recalls";
}

bool is_stale(const Dataset& dataset, Day today) {
  const DatasetKind* kind = find_dataset_kind(dataset.id);
  if (kind == nullptr || !dataset.source_date || *dataset.source_date > today) return true;
  return today - *dataset.source_date > std::chrono::days(kind->limit_days);
}

}  // namespace formulary::domain
