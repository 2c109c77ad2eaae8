// The payload of an age file (C2SP age, "Payload"): a nonce of 16 bytes, then chunks of 64 KiB, each of them sealed
// under its number and whether it is the last one. What a chunk says is not known before all of it is authentic.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/io/age/primitives.hpp"

namespace formulary::io::age {

inline constexpr std::size_t payload_nonce_size = 16;
inline constexpr std::size_t chunk_size = 64 * 1024;
inline constexpr std::size_t sealed_chunk_size = chunk_size + tag_size;

enum class Last { no, yes };

/// Seals and opens the chunks of one file. Whoever seals sees to it that no number is sealed twice with different
/// bytes, and that only the last chunk is short. Not for several threads at a time.
class Chunks {
 public:
  Chunks(const FileKey& file_key, std::string_view nonce);

  /// Appends to `out`.
  void seal(std::uint64_t number, Last last, std::string_view plain, std::string& out);
  /// Writes `sealed.size() - tag_size` bytes; false when it is not authentic.
  bool open(std::uint64_t number, Last last, std::string_view sealed, char* out);

 private:
  Aead aead_;
};

/// The bytes of content in a payload of `sealed` bytes, behind its nonce; throws BadFile (payload) when no payload has
/// that size. Says nothing about whether it is authentic.
std::uint64_t content_size(std::uint64_t sealed);

}  // namespace formulary::io::age
