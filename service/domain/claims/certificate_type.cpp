#include "service/domain/claims/certificate_type.hpp"

#include <algorithm>

namespace formulary::domain {

bool is_certificate_type(std::string_view name) {
  constexpr std::string_view laws[] = {"MDR_", "IVDR_", "MDD_", "AIMDD_", "IVDD_"};
  return std::ranges::any_of(laws, [&](std::string_view law) { return name.starts_with(law); }) &&
         std::ranges::none_of(name, [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
}

}  // namespace formulary::domain
