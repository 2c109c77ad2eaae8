// A View is a non-owning run of bytes. Whoever hands one out says how long it lives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace formulary::bytes {

using View = std::span<const std::byte>;

inline std::string_view as_text(View view) { return {reinterpret_cast<const char*>(view.data()), view.size()}; }
inline View as_view(std::string_view text) { return {reinterpret_cast<const std::byte*>(text.data()), text.size()}; }

}  // namespace formulary::bytes
