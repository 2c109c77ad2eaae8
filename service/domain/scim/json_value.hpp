// Values from JSON and back, for whatever JSON type the caller has (the domain knows none). Numbers become numbers of
// double precision; no attribute is one.
#pragma once

#include "service/domain/scim/value.hpp"

namespace formulary::domain::scim {

/// The text has been read with a limit on its depth already.
template <class Json>
Value from_json(const Json& json) {
  if (json.is_boolean()) return Value(json.template get<bool>());
  if (json.is_number()) return Value(json.template get<double>());
  if (json.is_string()) return Value(json.template get<std::string>());
  if (json.is_array()) {
    Value list = Value::list();
    for (const auto& item : json) list.items().push_back(from_json(item));
    return list;
  }
  if (json.is_object()) {
    Value object = Value::object();
    for (const auto& item : json.items()) object.set(item.key(), from_json(item.value()));
    return object;
  }
  return {};
}

template <class Json>
Json to_json(const Value& value) {
  if (value.truth() != nullptr) return *value.truth();
  if (value.number() != nullptr) return static_cast<long long>(*value.number());  // only counts leave as numbers
  if (value.text() != nullptr) return *value.text();
  if (value.is_list()) {
    Json list = Json::array();
    for (const Value& item : value.items()) list.push_back(to_json<Json>(item));
    return list;
  }
  if (value.is_object()) {
    Json object = Json::object();
    for (const Member& member : value.members()) object[member.name] = to_json<Json>(member.value);
    return object;
  }
  return nullptr;
}

}  // namespace formulary::domain::scim
