// Policies as JSON, in the shape of schemas/policy.json, for the database and for the default policy that ships.
#pragma once

#include <string>
#include <string_view>

#include "service/domain/policy.hpp"

namespace formulary::io::store {

std::string classes_json(const domain::Policy& policy);

/// Reads what classes_json wrote. Throws std::runtime_error that names the field for anything else.
std::vector<domain::ClassPolicy> read_classes(std::string_view json);

/// Reads a whole policy file: name and classes. Id and version are the caller's.
domain::Policy read_policy(std::string_view json);

/// schemas/default-policy.json, embedded at build.
std::string_view default_policy_text();

}  // namespace formulary::io::store
