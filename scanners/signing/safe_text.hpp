// Text from certificates, made safe to show: what is not UTF-8, controls a terminal, turns the writing direction, or is
// invisible becomes `\xNN` or `\u{NNNN}`, and the result has a length one can rely on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace formulary::signing {

/// At most `longest` bytes, and `…` when something was left out.
std::string safe_text(std::string_view text, std::size_t longest);

}  // namespace formulary::signing
