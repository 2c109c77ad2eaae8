// A string pool (ResourceTypes.h, struct ResStringPool_header): numbered strings in UTF-8 or UTF-16, decoded when asked
// for. Gives UTF-8 that may hold anything a hostile file can encode, NUL included; what is not well formed is marked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scanners/bytes/android_chunk.hpp"

namespace formulary::bytes {

class StringPool {
 public:
  static constexpr std::uint16_t chunk_type = 0x0001;

  StringPool() = default;

  /// `chunk` must outlive the pool. Nothing when its offsets or strings lie outside of it.
  static std::optional<StringPool> read(const Chunk& chunk);

  std::uint32_t size() const { return count_; }
  bool utf8() const { return utf8_; }
  /// Whether the header has its usual size and the strings lie behind the offsets.
  bool tidy() const { return tidy_; }

  struct Text {
    std::string value;
    bool well_formed = true;  ///< false: bad encoding, no final zero, or two lengths that contradict each other
  };

  static constexpr std::uint32_t longest = 1'000'000;  ///< units of a string; longer ones are not given

  /// What decoding string number `index` costs: its length, as it says itself; at least 1.
  std::uint32_t length(std::uint32_t index) const;

  /// String number `index`; nothing when there is none, it leaves the pool or is longer than `longest`.
  std::optional<Text> at(std::uint32_t index) const;

 private:
  std::optional<std::uint32_t> offset_of(std::uint32_t index) const;
  std::optional<Text> utf8_at(std::uint32_t offset) const;
  std::optional<Text> utf16_at(std::uint32_t offset) const;

  View offsets_;
  View strings_;
  std::uint32_t count_ = 0;
  bool utf8_ = false;
  bool tidy_ = true;
};

}  // namespace formulary::bytes
