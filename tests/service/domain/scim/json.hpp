// Resources as JSON texts, so that tests read like what identity providers send.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "service/domain/scim/json_value.hpp"

namespace formulary::domain::scim {

inline Value value_of(const std::string& json) { return from_json(nlohmann::ordered_json::parse(json)); }
/// With sorted names: the order in which attributes were set does not matter.
inline std::string text_of(const Value& value) { return to_json<nlohmann::json>(value).dump(); }
inline std::string sorted(const std::string& json) { return nlohmann::json::parse(json).dump(); }

}  // namespace formulary::domain::scim
