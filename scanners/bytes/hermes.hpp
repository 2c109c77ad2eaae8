// The strings of JavaScript that was compiled for Hermes, the engine of React Native (BytecodeFileFormat.h of Hermes,
// `BytecodeFileHeader`, `SmallStringTableEntry`, `OverflowStringTableEntry`). They lie in one storage, without ends and
// partly within each other, so that they cannot be told apart without the table. Reads nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

class HermesStrings {
 public:
  /// Whether the file begins as compiled JavaScript does.
  static bool begins(View file);

  /// `file` must outlive the strings. Nothing when its tables do not fit.
  static std::optional<HermesStrings> read(View file);

  std::uint32_t size() const { return count_; }
  /// String number `index` as UTF-8.
  std::string at(std::uint32_t index) const;
  /// Where it lies in the file.
  std::uint64_t offset(std::uint32_t index) const;

 private:
  struct Place {
    std::uint64_t start = 0, length = 0;  ///< within the storage; the length in units
    bool utf16 = false;
  };
  std::optional<Place> place(std::uint32_t index) const;
  bool fits() const;

  View table_, overflow_, storage_;
  std::uint32_t count_ = 0;
  std::uint64_t storage_offset_ = 0;
};

}  // namespace formulary::bytes
