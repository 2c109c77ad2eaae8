// DEFLATE (RFC 1951), twice: whole runs by libdeflate, which is fast, and piece by piece by zlib, which needs no more
// memory than its window. Neither ever writes more than it was told; neither judges what it finds.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "scanners/bytes/view.hpp"

namespace formulary::bytes {

enum class Inflated {
  whole,      ///< exactly the expected size came out
  too_short,  ///< the stream ended early
  too_long,   ///< the stream would give more than expected
  corrupt,    ///< the stream is not DEFLATE, or ends in the middle
};

struct InflateResult {
  Inflated state = Inflated::corrupt;
  std::uint64_t consumed = 0;  ///< bytes of the compressed run up to the end of the stream
};

/// Fills all of `out` from `compressed`.
InflateResult inflate_whole(View compressed, std::span<std::byte> out);

/// Inflates what `next` gives (an empty View: no more) and hands it to `consume` in pieces of at most 64 KiB, at most
/// `size` bytes in all.
InflateResult inflate_pieces(const std::function<View()>& next, std::uint64_t size,
                             const std::function<void(View)>& consume);

/// Inflates the beginnings of many streams, one after the other, without setting up anew for each.
class BeginningInflater {
 public:
  BeginningInflater();
  ~BeginningInflater();
  BeginningInflater(const BeginningInflater&) = delete;
  BeginningInflater& operator=(const BeginningInflater&) = delete;

  /// What the start of a stream, `compressed`, gives: the filled part of `out`.
  View begin(View compressed, std::span<std::byte> out);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

/// CRC-32 as ZIP uses it; start with 0.
std::uint32_t crc32(std::uint32_t crc, View data);

/// Adler-32 (RFC 1950), as DEX files use it.
std::uint32_t adler32(View data);

}  // namespace formulary::bytes
