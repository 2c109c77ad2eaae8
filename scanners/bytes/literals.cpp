#include "scanners/bytes/literals.hpp"

#include <algorithm>
#include <numeric>

namespace formulary::bytes {

namespace {
constexpr std::size_t blocks = 65536;
}

Literals::Literals(std::span<const std::string_view> strings)
    : strings_(strings.begin(), strings.end()), first_(blocks + 1, 0), order_(strings.size()) {
  shortest_ = 255;
  for (const std::string_view one : strings_) shortest_ = std::min(shortest_, one.size());
  shift_.assign(blocks, static_cast<std::uint8_t>(shortest_ - 1));
  const auto last_block = [&](std::uint32_t index) { return block_at(strings_[index], shortest_ - 2); };
  for (std::uint32_t index = 0; index < strings_.size(); ++index) {
    for (std::size_t end = 2; end <= shortest_; ++end) {
      std::uint8_t& shift = shift_[block_at(strings_[index], end - 2)];
      shift = std::min(shift, static_cast<std::uint8_t>(shortest_ - end));
    }
    ++first_[last_block(index) + std::size_t{1}];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  std::iota(order_.begin(), order_.end(), 0U);
  std::ranges::stable_sort(order_, {}, last_block);
}

}  // namespace formulary::bytes
