// Some libraries say their version only through a function that returns a constant. This reads the constant out of the
// function's few instructions, without running them, for the processors that phones have.
#pragma once

#include <cstdint>
#include <optional>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

/// How many bytes of a function are enough.
inline constexpr std::size_t constant_function_length = 20;

/// What a function returns whose code is `code`; nothing when it is not one that loads a constant and returns.
/// `machine` as in ElfImage.
std::optional<std::uint32_t> returned_constant(std::uint16_t machine, View code);

}  // namespace formulary::bytes
