#include "service/io/store/policy_json.hpp"

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {
namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json words(const std::vector<Value>& values) {
  Json list = Json::array();
  for (const Value& value : values) list.push_back(to_text(value));
  return list;
}

template <class Value>
std::vector<Value> read_words(const Json& list, std::optional<Value> (*parse)(std::string_view),
                              std::string_view what) {
  std::vector<Value> values;
  for (const Json& word : list) values.push_back(known(parse(word.get<std::string>()), what));
  return values;
}

domain::ClassPolicy read_class(const Json& json) {
  domain::ClassPolicy rules;
  rules.risk = known(domain::parse_risk_class(json.at("risk").get<std::string>()), "risk class");
  rules.fails = read_words(json.at("fails"), &domain::parse_severity, "severity");
  rules.needs_attention = read_words(json.at("needs_attention"), &domain::parse_severity, "severity");
  rules.required_domains = read_words(json.at("required_domains"), &domain::parse_review_domain, "review domain");
  rules.required_reviewers = json.at("required_reviewers").get<int>();
  rules.validity_days = json.at("validity_days").get<int>();
  rules.scan_max_age_days = json.at("scan_max_age_days").get<int>();
  rules.conditions = json.at("conditions").get<std::vector<std::string>>();
  // Policies that were stored before there was such a thing have none.
  rules.required_authorizations = json.value("required_authorizations", std::vector<std::string>());
  rules.required_documents = json.value("required_documents", std::vector<std::string>());
  rules.required_datasets = json.value("required_datasets", std::vector<std::string>());
  rules.recall_data =
      known(domain::parse_recall_data(json.value("recall_data", std::string("imported"))), "recall data");
  rules.possible_recalls =
      known(domain::parse_possible_recall(json.value("possible_recalls", std::string("queue"))), "possible recalls");
  return rules;
}

std::vector<domain::ClassPolicy> read_list(const Json& list) {
  std::vector<domain::ClassPolicy> classes;
  for (const Json& json : list) classes.push_back(read_class(json));
  if (classes.empty()) throw std::runtime_error("a policy has no classes");
  return classes;
}

}  // namespace

std::string classes_json(const domain::Policy& policy) {
  Json list = Json::array();
  for (const domain::ClassPolicy& rules : policy.classes) {
    list.push_back({{"risk", to_text(rules.risk)},
                    {"fails", words(rules.fails)},
                    {"needs_attention", words(rules.needs_attention)},
                    {"required_domains", words(rules.required_domains)},
                    {"required_reviewers", rules.required_reviewers},
                    {"validity_days", rules.validity_days},
                    {"scan_max_age_days", rules.scan_max_age_days},
                    {"conditions", rules.conditions},
                    {"required_authorizations", rules.required_authorizations},
                    {"required_documents", rules.required_documents},
                    {"required_datasets", rules.required_datasets},
                    {"recall_data", to_text(rules.recall_data)},
                    {"possible_recalls", to_text(rules.possible_recalls)}});
  }
  return list.dump();
}

std::vector<domain::ClassPolicy> read_classes(std::string_view json) { return read_list(Json::parse(json)); }

domain::Policy read_policy(std::string_view text) {
  const Json json = Json::parse(text);
  domain::Policy policy;
  policy.name = json.at("name").get<std::string>();
  policy.classes = read_list(json.at("classes"));
  return policy;
}

}  // namespace formulary::io::store
