#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/change_policy.hpp"

namespace formulary::api::handlers {
namespace {

domain::ClassPolicy read_class(const InputJson& json, Mistakes& mistakes, const std::string& pointer) {
  ObjectReader in(json, mistakes, pointer);
  domain::ClassPolicy one;
  one.risk = in.word("risk", domain::parse_risk_class, risk_class_words).value_or(domain::RiskClass::high);
  one.fails = in.words("fails", domain::parse_severity, severity_words);
  one.needs_attention = in.words("needs_attention", domain::parse_severity, severity_words);
  one.required_domains = in.words("required_domains", domain::parse_review_domain, review_domain_words);
  const auto number = [&](const char* name, std::int64_t most) {
    return in.required(name) ? static_cast<int>(in.optional_number(name, 1, most).value_or(1)) : 1;
  };
  one.required_reviewers = number("required_reviewers", 20);
  one.validity_days = number("validity_days", 1826);
  one.scan_max_age_days = number("scan_max_age_days", 1826);
  one.conditions = in.texts("conditions", 50, {1, 1000});
  one.required_authorizations =
      in.optional_texts("required_authorizations", 50, {2, 2}).value_or(std::vector<std::string>());
  std::ranges::sort(one.required_authorizations);
  one.required_documents = in.optional_texts("required_documents", 50, {1, 50}).value_or(std::vector<std::string>());
  std::ranges::sort(one.required_documents);
  one.required_datasets = in.optional_texts("required_datasets", 50, {1, 80}).value_or(std::vector<std::string>());
  std::ranges::sort(one.required_datasets);
  one.recall_data =
      in.optional_word("recall_data", domain::parse_recall_data, recall_data_words).value_or(one.recall_data);
  one.possible_recalls = in.optional_word("possible_recalls", domain::parse_possible_recall, possible_recall_words)
                             .value_or(one.possible_recalls);
  in.close();
  return one;
}

}  // namespace

Response create_policy(const Call& call) {
  BodyReader body(call);
  domain::Policy policy;
  policy.name = body.in().text("name", {1, 200});
  const std::int64_t based_on =
      body.in().required("based_on") ? body.in().optional_number("based_on", 1, 1'000'000'000).value_or(0) : 0;
  const InputJson* classes = body.in().required("classes") ? body.in().child("classes") : nullptr;
  if (classes != nullptr && (!classes->is_array() || classes->size() != 3)) {
    body.in().complain("classes", "Name each of the three classes once: low, moderate, high.");
  } else if (classes != nullptr) {
    for (std::size_t i = 0; i < classes->size(); ++i) {
      policy.classes.push_back(
          read_class((*classes)[i], body.mistakes(), body.in().pointer("classes") + "/" + std::to_string(i)));
    }
  }
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto filed =
        usecases::change_policy(transaction, call.world(), call.services.rules, call.actor, policy, based_on);
    if (!filed) return std::unexpected(filed.error());
    return waits(call, transaction, filed->proposal);
  });
}

}  // namespace formulary::api::handlers
