#include "service/io/store/judgement_json.hpp"

#include <nlohmann/json.hpp>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {

using Json = nlohmann::ordered_json;

std::string checks_json(const domain::ClaimJudgement& judgement) {
  Json list = Json::array();
  for (const domain::ClaimCheck& one : judgement.checks) {
    list.push_back({{"what", one.what}, {"result", to_text(one.result)}, {"sentence", one.sentence}});
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<domain::ClaimCheck> read_checks(std::string_view json) {
  std::vector<domain::ClaimCheck> list;
  for (const Json& one : Json::parse(json)) {
    list.push_back({.what = one.at("what").get<std::string>(),
                    .result = known(domain::parse_claim_state(one.at("result").get<std::string>()), "result"),
                    .sentence = one.at("sentence").get<std::string>()});
  }
  return list;
}

std::string evidence_json(const domain::ClaimJudgement& judgement) {
  Json list = Json::array();
  for (const domain::Snapshot& one : judgement.evidence) {
    list.push_back({{"dataset", one.dataset},
                    {"as_of", one.as_of ? Json(domain::to_text(*one.as_of)) : Json()},
                    {"dataset_sha256", one.dataset_sha256},
                    {"record_key", one.record_key},
                    {"record_sha256", one.record_sha256},
                    {"content", one.content}});
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<domain::Snapshot> read_evidence(std::string_view json) {
  std::vector<domain::Snapshot> list;
  for (const Json& one : Json::parse(json)) {
    const Json& as_of = one.at("as_of");
    list.push_back({.dataset = one.at("dataset").get<std::string>(),
                    .as_of = as_of.is_null() ? std::nullopt : domain::parse_day(as_of.get<std::string>()),
                    .dataset_sha256 = one.at("dataset_sha256").get<std::string>(),
                    .record_key = one.at("record_key").get<std::string>(),
                    .record_sha256 = one.at("record_sha256").get<std::string>(),
                    .content = one.at("content").get<std::string>()});
  }
  return list;
}

}  // namespace formulary::io::store
