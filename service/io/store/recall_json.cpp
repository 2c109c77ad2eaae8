#include "service/io/store/recall_json.hpp"

#include <nlohmann/json.hpp>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json day(const std::optional<domain::Day>& value) { return value ? Json(domain::to_text(*value)) : Json(); }

std::optional<domain::Day> read_day(const Json& json) {
  return json.is_null() ? std::nullopt : domain::parse_day(json.get<std::string>());
}

constexpr const char* class_early = "early_alert";

domain::RecallSeverity read_severity(const std::string& word) {
  if (word == class_early) return domain::RecallSeverity::early_alert;
  return domain::read_recall_severity(word, "");
}

domain::RecallSignal read_signal(const std::string& word) {
  for (int number = 1; number <= 10; ++number) {
    const auto signal = static_cast<domain::RecallSignal>(number);
    if (domain::to_text(signal) == word) return signal;
  }
  return known(std::optional<domain::RecallSignal>(), "signal of a recall");
}

}  // namespace

std::string notice_json(const domain::RecallNotice& notice) {
  return line({{"key", notice.key},
               {"number", notice.number},
               {"firm", notice.firm},
               {"name", notice.name},
               {"model", notice.model},
               {"catalogue", notice.catalogue},
               {"product", notice.product},
               {"text", notice.text},
               {"udis", notice.udis},
               {"submissions", notice.submissions},
               {"product_codes", notice.product_codes},
               {"company_numbers", notice.company_numbers},
               {"class", to_text(notice.severity)},
               {"status", to_text(notice.status)},
               {"initiated", day(notice.initiated)}});
}

domain::RecallNotice read_notice(std::string_view text) {
  const Json json = Json::parse(text);
  const auto word = [&](const char* name) { return json.at(name).get<std::string>(); };
  const auto words = [&](const char* name) { return json.at(name).get<std::vector<std::string>>(); };
  return {.key = word("key"),
          .number = word("number"),
          .firm = word("firm"),
          .name = word("name"),
          .model = word("model"),
          .catalogue = word("catalogue"),
          .product = word("product"),
          .text = word("text"),
          .udis = words("udis"),
          .submissions = words("submissions"),
          .product_codes = words("product_codes"),
          .company_numbers = words("company_numbers"),
          .severity = read_severity(word("class")),
          .status = domain::read_recall_status(word("status")),
          .initiated = read_day(json.at("initiated"))};
}

std::string sources_json(const std::vector<domain::RecallSource>& sources) {
  Json list = Json::array();
  for (const domain::RecallSource& one : sources) {
    list.push_back({{"dataset", one.dataset}, {"key", one.key}, {"sha256", one.sha256}, {"as_of", day(one.as_of)}});
  }
  return line(list);
}

std::vector<domain::RecallSource> read_sources(std::string_view json) {
  std::vector<domain::RecallSource> list;
  for (const Json& one : Json::parse(json)) {
    list.push_back({.dataset = one.at("dataset").get<std::string>(),
                    .key = one.at("key").get<std::string>(),
                    .sha256 = one.at("sha256").get<std::string>(),
                    .as_of = read_day(one.at("as_of"))});
  }
  return list;
}

std::string signals_json(const std::vector<domain::SignalEvidence>& signals) {
  Json list = Json::array();
  for (const domain::SignalEvidence& one : signals) {
    list.push_back({{"id", to_text(one.signal)},
                    {"field", one.field},
                    {"words", one.words},
                    {"attribute", one.attribute},
                    {"value", one.value}});
  }
  return line(list);
}

std::vector<domain::SignalEvidence> read_signals(std::string_view json) {
  std::vector<domain::SignalEvidence> list;
  for (const Json& one : Json::parse(json)) {
    list.push_back({.signal = read_signal(one.at("id").get<std::string>()),
                    .field = one.at("field").get<std::string>(),
                    .words = one.at("words").get<std::string>(),
                    .attribute = one.at("attribute").get<std::string>(),
                    .value = one.at("value").get<std::string>()});
  }
  return list;
}

}  // namespace formulary::io::store
