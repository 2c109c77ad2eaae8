#include "service/domain/policy_alterations.hpp"

#include <algorithm>
#include <charconv>

namespace formulary::domain {
namespace {

using Texts = std::vector<std::string>;

constexpr RiskClass risks[] = {RiskClass::low, RiskClass::moderate, RiskClass::high};

struct Field {
  std::string_view name;
  Texts (*read)(const ClassPolicy&);
  bool (*write)(ClassPolicy&, const Texts&);
};

template <class Value>
bool read_words(std::vector<Value>& values, const Texts& texts, std::optional<Value> (*parse)(std::string_view)) {
  values.clear();
  for (const std::string& text : texts) {
    const auto value = parse(text);
    if (!value) return false;
    values.push_back(*value);
  }
  return true;
}

template <class Value>
bool read_word(Value& value, const Texts& texts, std::optional<Value> (*parse)(std::string_view)) {
  const auto read = texts.size() == 1 ? parse(texts.front()) : std::nullopt;
  if (read) value = *read;
  return read.has_value();
}

Texts number(int value) { return {std::to_string(value)}; }

bool read_number(int& value, const Texts& texts) {
  if (texts.size() != 1) return false;
  const std::string& text = texts.front();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool take(Texts& list, const Texts& texts) {
  list = texts;
  return true;
}

// clang-format off
constexpr Field fields[] = {
    {"fails", [](const ClassPolicy& c) { return texts_of(c.fails); },
     [](ClassPolicy& c, const Texts& t) { return read_words(c.fails, t, &parse_severity); }},
    {"needs_attention", [](const ClassPolicy& c) { return texts_of(c.needs_attention); },
     [](ClassPolicy& c, const Texts& t) { return read_words(c.needs_attention, t, &parse_severity); }},
    {"required_domains", [](const ClassPolicy& c) { return texts_of(c.required_domains); },
     [](ClassPolicy& c, const Texts& t) { return read_words(c.required_domains, t, &parse_review_domain); }},
    {"required_reviewers", [](const ClassPolicy& c) { return number(c.required_reviewers); },
     [](ClassPolicy& c, const Texts& t) { return read_number(c.required_reviewers, t); }},
    {"validity_days", [](const ClassPolicy& c) { return number(c.validity_days); },
     [](ClassPolicy& c, const Texts& t) { return read_number(c.validity_days, t); }},
    {"scan_max_age_days", [](const ClassPolicy& c) { return number(c.scan_max_age_days); },
     [](ClassPolicy& c, const Texts& t) { return read_number(c.scan_max_age_days, t); }},
    {"conditions", [](const ClassPolicy& c) { return c.conditions; },
     [](ClassPolicy& c, const Texts& t) { return take(c.conditions, t); }},
    {"required_authorizations", [](const ClassPolicy& c) { return c.required_authorizations; },
     [](ClassPolicy& c, const Texts& t) { return take(c.required_authorizations, t); }},
    {"required_documents", [](const ClassPolicy& c) { return c.required_documents; },
     [](ClassPolicy& c, const Texts& t) { return take(c.required_documents, t); }},
    {"required_datasets", [](const ClassPolicy& c) { return c.required_datasets; },
     [](ClassPolicy& c, const Texts& t) { return take(c.required_datasets, t); }},
    {"recall_data", [](const ClassPolicy& c) { return Texts{std::string(to_text(c.recall_data))}; },
     [](ClassPolicy& c, const Texts& t) { return read_word(c.recall_data, t, &parse_recall_data); }},
    {"possible_recalls", [](const ClassPolicy& c) { return Texts{std::string(to_text(c.possible_recalls))}; },
     [](ClassPolicy& c, const Texts& t) { return read_word(c.possible_recalls, t, &parse_possible_recall); }},
};
// clang-format on

bool write_field(Policy& policy, const Alteration& change) {
  if (change.field == "name") {
    if (change.after.size() != 1) return false;
    policy.name = change.after.front();
    return true;
  }
  const std::size_t dot = change.field.find('.');
  const auto risk = parse_risk_class(change.field.substr(0, dot));
  if (dot == std::string::npos || !risk) return false;
  const auto field = std::ranges::find(fields, std::string_view(change.field).substr(dot + 1), &Field::name);
  const auto rules = std::ranges::find(policy.classes, *risk, &ClassPolicy::risk);
  return field != std::end(fields) && rules != policy.classes.end() && field->write(*rules, change.after);
}

}  // namespace

std::vector<Alteration> alterations(const Policy& before, const Policy& after) {
  std::vector<Alteration> changes;
  alter(changes, "name", {before.name}, {after.name});
  for (const RiskClass risk : risks) {
    for (const Field& field : fields) {
      alter(changes, std::string(to_text(risk)) + "." + std::string(field.name), field.read(before.of(risk)),
            field.read(after.of(risk)));
    }
  }
  return changes;
}

Result<Policy> altered(const Policy& before, const std::vector<Alteration>& changes) {
  Policy policy = before;
  policy.classes.clear();
  for (const RiskClass risk : risks) {
    policy.classes.push_back(before.of(risk));
    policy.classes.back().risk = risk;
  }
  for (const Alteration& change : changes) {
    if (!write_field(policy, change)) {
      return refuse(RefusalCode::conflict,
                    "This program does not know `" + change.field + "` of a policy as proposed.");
    }
  }
  return policy;
}

}  // namespace formulary::domain
