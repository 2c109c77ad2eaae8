// The names that EUDAMED's certificates have: their type, and no device.
#pragma once

#include <string_view>

namespace formulary::domain {

/// `MDR_QMS`, `MDD_II_EXCLUDING_4`: a legislation, and a word without blanks and small letters.
bool is_certificate_type(std::string_view name);

}  // namespace formulary::domain
