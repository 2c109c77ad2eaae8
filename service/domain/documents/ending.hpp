// What in the registry ends on a day, so that people are told before.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace formulary::domain {

enum class Ending : std::uint8_t { approval, authorization, document };
std::string_view to_text(Ending what);
std::optional<Ending> parse_ending(std::string_view text);

}  // namespace formulary::domain
