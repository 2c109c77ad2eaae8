#include "service/api/shapes.hpp"

namespace formulary::api {

Json texts(const std::vector<std::string>& values) {
  Json list = Json::array();
  for (const std::string& value : values) list.push_back(value);
  return list;
}

Json instant(const std::optional<domain::Instant>& value) { return value ? Json(domain::to_rfc3339(*value)) : Json(); }
Json day(const std::optional<domain::Day>& value) { return value ? Json(domain::to_text(*value)) : Json(); }
Json id_or_null(const std::string& id) { return id.empty() ? Json() : Json(id); }

Json department_json(const domain::Department& department) {
  return {{"id", department.id.value}, {"name", department.name}};
}

Json Shapes::department(const domain::DepartmentId& id) {
  if (id.empty()) return nullptr;
  auto [it, fresh] = departments_.try_emplace(id.value);
  if (fresh) {
    const auto found = transaction_.people().find_department(id);
    it->second = found ? department_json(*found) : Json();
  }
  return it->second;
}

Json Shapes::person_name(const domain::PersonId& id) {
  if (id.empty()) return nullptr;
  auto [it, fresh] = people_.try_emplace(id.value);
  if (fresh) {
    const auto found = transaction_.people().find(id);
    it->second = found ? Json{{"id", id.value}, {"name", found->display_name}} : Json();
  }
  return it->second;
}

Json Shapes::person(const domain::Person& person) {
  Json json;
  json["id"] = person.id.value;
  json["login"] = person.login;
  json["name"] = person.display_name;
  json["department"] = department(person.department);
  json["roles"] = words(person.roles);
  json["domains"] = words(person.domains);
  json["created"] = domain::to_rfc3339(person.created);
  json["disabled"] = instant(person.disabled);
  return json;
}

Json Shapes::token(const usecases::Token& token) {
  Json json;
  json["id"] = token.id.value;
  json["name"] = token.name;
  json["owner"] = person_name(token.owner);
  json["scopes"] = words(token.scopes);
  json["created"] = domain::to_rfc3339(token.created);
  json["expires"] = domain::to_rfc3339(token.expires);
  json["last_used"] = instant(token.last_used);
  json["revoked"] = instant(token.revoked);
  json["networks"] = texts(token.networks);
  return json;
}

Json Shapes::conflict(const domain::Conflict& conflict) {
  const bool readable = domain::may_read_reason(call_.actor, conflict);
  const auto reason = [&](usecases::ConflictStep step) {
    return readable ? Json(transaction_.conflicts().reason(conflict.id, step)) : Json();
  };
  Json json;
  json["id"] = conflict.id.value;
  json["person"] = person_name(conflict.person);
  json["subject"] = domain::to_text(conflict.subject);
  json["tool"] = tool_ref(conflict.tool);
  json["vendor"] = conflict.vendor;
  json["submission"] = nullptr;
  if (const auto found = transaction_.submissions().find(conflict.submission)) {
    json["submission"] = {{"id", found->id.value}, {"number", found->number}};
  }
  json["reason"] = reason(usecases::ConflictStep::declared);
  json["declared"] = domain::to_rfc3339(conflict.declared);
  json["declarer"] = person_name(conflict.declarer);
  json["ended"] = instant(conflict.ended);
  json["ender"] = person_name(conflict.ender);
  json["end_reason"] = reason(usecases::ConflictStep::ended);
  json["may"] = {{"end", domain::may_end(call_.actor, conflict).has_value()}};
  return json;
}

Json Shapes::session(const SessionView& view) {
  usecases::Accounts& accounts = transaction_.accounts();
  Json json;
  json["id"] = id_or_null(view.id);
  json["person"] = person(view.person);
  json["csrf"] = view.csrf;
  json["expires"] = domain::to_rfc3339(view.expires);
  json["due"] = to_text(view.due);
  json["second_factor"] = accounts.standing(view.person.id).second_factor;
  json["recovery_codes_left"] = accounts.recovery_codes_left(view.person.id);
  Json emergency = emergency_access();
  if (!emergency.is_null()) {
    const auto own = transaction_.emergencies().access_of(view.person.id);
    emergency["mine"] = own && own->id.value == emergency["id"];
  }
  json["emergency"] = std::move(emergency);
  const int administrators = transaction_.people().active_administrators();
  json["second_administrator_missing"] = administrators < 2;
  json["administrators"] = administrators;
  json["account_rules"] = call_.services.rules == usecases::AccountRules::strict ? "strict" : "trial";
  json["restored"] = instant(transaction_.proposals().open_restoration());
  return json;
}

}  // namespace formulary::api
