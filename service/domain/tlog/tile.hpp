// Tiles: the tree's hashes and the log's entries cut into files of up to 256, as C2SP's tlog-tiles names them. A tile
// of level L has the hashes of the tree's level 8 * L; a bundle has the entries themselves, each behind its length in
// two bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formulary::domain::tlog {

inline constexpr int tile_height = 8;
inline constexpr int full_width = 256;

struct Tile {
  enum class Kind : bool { hashes, entries };
  Kind kind = Kind::hashes;
  int level = 0;  ///< 0 to 63; 0 for entries
  std::uint64_t n = 0;
  int width = full_width;  ///< fewer: a partial tile

  bool operator==(const Tile&) const = default;

  /// What one hash or entry of it covers, as a power of two of entries.
  int shift() const { return tile_height * level; }
  bool full() const { return width == full_width; }
  /// Of its level: the first hash or entry of it.
  std::uint64_t begin() const { return n * full_width; }
};

/// `0/x001/x234/067.p/8`, `entries/000`: what stands behind `tile/`.
std::string to_path(const Tile& tile);
/// Nothing for anything that to_path() does not write.
std::optional<Tile> parse_tile(std::string_view path);

/// How many hashes the tile has in a log of `size` entries: 0 to 256.
int width_in(const Tile& tile, std::uint64_t size);

/// An entry as a bundle has it. `entry` has at most 65535 bytes.
std::string bundled(std::string_view entry);

}  // namespace formulary::domain::tlog
