#include "service/domain/tlog/tile.hpp"

#include <algorithm>

#include "service/domain/tlog/lines.hpp"

namespace formulary::domain::tlog {
namespace {

constexpr std::string_view partial_mark = ".p/";

std::string three_digits(std::uint64_t number) {
  std::string text = std::to_string(number);
  return std::string(3 - text.size(), '0') + text;
}

/// `x001/x234/067` from 1234067: groups of three digits, all but the last marked with an x.
std::string grouped(std::uint64_t n) {
  std::string text = three_digits(n % 1000);
  for (n /= 1000; n > 0; n /= 1000) text = 'x' + three_digits(n % 1000) + '/' + text;
  return text;
}

/// The number behind the digits of `path`; whether they were grouped as they must be is compared afterwards.
std::optional<std::uint64_t> digits_of(std::string_view path) {
  std::uint64_t n = 0;
  for (const char c : path) {
    if (c == 'x' || c == '/') continue;
    if (c < '0' || c > '9' || n > (std::uint64_t{1} << 55)) return std::nullopt;
    n = n * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return n;
}

}  // namespace

std::string to_path(const Tile& tile) {
  std::string path = tile.kind == Tile::Kind::entries ? "entries" : std::to_string(tile.level);
  path += '/' + grouped(tile.n);
  if (!tile.full()) path += std::string(partial_mark) + std::to_string(tile.width);
  return path;
}

std::optional<Tile> parse_tile(std::string_view path) {
  constexpr std::string_view entries = "entries";
  constexpr std::uint64_t highest_level = 63;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || path.size() > 64) return std::nullopt;
  Tile tile;
  if (path.substr(0, slash) == entries) {
    tile.kind = Tile::Kind::entries;
  } else {
    const auto level = parse_decimal(path.substr(0, slash));
    if (!level || *level > highest_level) return std::nullopt;
    tile.level = static_cast<int>(*level);
  }
  std::string_view number = path.substr(slash + 1);
  if (const std::size_t mark = number.find(partial_mark); mark != std::string_view::npos) {
    const auto width = parse_decimal(number.substr(mark + partial_mark.size()));
    if (!width || *width == 0 || *width >= full_width) return std::nullopt;
    tile.width = static_cast<int>(*width);
    number = number.substr(0, mark);
  }
  const auto n = digits_of(number);
  if (!n) return std::nullopt;
  tile.n = *n;
  if (to_path(tile) != path) return std::nullopt;
  return tile;
}

int width_in(const Tile& tile, std::uint64_t size) {
  if (tile.shift() > 62) return 0;
  const std::uint64_t hashes = size >> tile.shift();
  if (tile.n > hashes / full_width) return 0;
  return static_cast<int>(std::min<std::uint64_t>(hashes - tile.begin(), full_width));
}

std::string bundled(std::string_view entry) {
  std::string text;
  text.reserve(entry.size() + 2);
  text += static_cast<char>(entry.size() >> 8 & 0xff);
  text += static_cast<char>(entry.size() & 0xff);
  text += entry;
  return text;
}

}  // namespace formulary::domain::tlog
