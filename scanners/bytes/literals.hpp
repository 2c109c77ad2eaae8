// Finds many fixed strings in one pass, mostly without looking at every byte: the algorithm of Wu and Manber ("A fast
// algorithm for multi-pattern searching", TR-94-17, University of Arizona, 1994) with blocks of two bytes. Time grows
// with the text and not with the number of strings. Promises every occurrence, overlapping ones too, in order of
// position.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

class Literals {
 public:
  /// Every string has at least two bytes; the shortest decides how fast the search is. They must outlive the object.
  explicit Literals(std::span<const std::string_view> strings);

  /// Calls `found(index of the string, position in text)`.
  template <typename Found>
  void search(std::string_view text, Found&& found) const {
    for (std::size_t end = shortest_; end <= text.size();) {
      const std::uint16_t block = block_at(text, end - 2);
      const std::uint8_t shift = shift_[block];
      if (shift != 0) {
        end += shift;
        continue;
      }
      const std::size_t start = end - shortest_;
      for (std::uint32_t i = first_[block]; i < first_[block + std::size_t{1}]; ++i) {
        const std::string_view one = strings_[order_[i]];
        if (text.substr(start, one.size()) == one) found(order_[i], start);
      }
      ++end;
    }
  }

 private:
  static std::uint16_t block_at(std::string_view text, std::size_t at) {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(text[at]) | static_cast<unsigned char>(text[at + 1])
                                                                                 << 8);
  }

  std::vector<std::string_view> strings_;
  std::size_t shortest_ = 0;
  std::vector<std::uint8_t> shift_;   // by block: how far the window may move
  std::vector<std::uint32_t> first_;  // by block: where its strings begin in order_
  std::vector<std::uint32_t> order_;  // strings, by the last block of their first `shortest_` bytes
};

}  // namespace formulary::bytes
