// The names that a native library imports and exports, found as a phone finds them: through the dynamic segment's
// addresses, never through the section table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scanners/bytes/elf.hpp"

namespace formulary::bytes {

struct ElfSegment {
  std::uint32_t type = 0;
  std::uint32_t flags = 0;
  std::uint64_t offset = 0;
  std::uint64_t address = 0;
  std::uint64_t file_size = 0;
};

/// Addresses from the dynamic segment; 0 where it has none.
struct ElfSymbolTables {
  std::uint64_t strings = 0;
  std::uint64_t strings_size = 0;
  std::uint64_t symbols = 0;
  std::uint64_t hash = 0;
  std::uint64_t gnu_hash = 0;
  std::uint64_t count_by_sections = 0;  ///< what the section table says, for libraries that export nothing
};

class ElfSymbols {
 public:
  ElfSymbols(const Source& source, std::string_view file, bool wide, std::span<const ElfSegment> segments,
             Budget& budget, Complaints& complaints)
      : source_(source), file_(file), wide_(wide), segments_(segments), budget_(budget), complaints_(complaints) {}

  /// Reads the strings. False, with an anomaly, when they cannot be had.
  bool open(const ElfSymbolTables& tables);

  /// Where in the file an address of the loaded library is; nothing when it is nowhere.
  std::optional<std::uint64_t> offset_of(std::uint64_t address) const;

  /// The string at an offset; empty when there is none.
  std::string_view string(std::uint64_t offset) const;

  /// Goes through the symbols and states in `image` what they say.
  void read(WantedExport wanted, ElfImage& image);

 private:
  std::uint64_t count() const;
  std::uint64_t gnu_count(std::uint64_t at) const;
  std::uint32_t u32_at(std::uint64_t offset) const;
  void object(std::uint64_t offset) const;

  const Source& source_;
  std::string_view file_;
  bool wide_;
  std::span<const ElfSegment> segments_;
  Budget& budget_;
  Complaints& complaints_;
  ElfSymbolTables tables_;
  std::vector<std::byte> strings_;
};

}  // namespace formulary::bytes
