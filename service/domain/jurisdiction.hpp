// Where law applies: a country by its two letters (ISO 3166-1 alpha-2, upper case), or `EU` for the Union.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace formulary::domain {

bool is_jurisdiction(std::string_view code);

/// A member state of the European Union. Not the EEA, not Northern Ireland, not Switzerland.
bool in_union(std::string_view country);

/// What holds in `granted` holds in `wanted`: the same place, or a member of the Union where `granted` is `EU`.
bool covers(std::string_view granted, std::string_view wanted);
bool covers(std::span<const std::string> granted, std::string_view wanted);

}  // namespace formulary::domain
