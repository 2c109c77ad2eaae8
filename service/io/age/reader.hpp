// Reads an age file anywhere in it, as if it lay there in plain. When it is opened its key is found, its header and its
// last chunk are checked, so that the size is known to be true; each further chunk is checked before anything of it is
// given out. Throws BadFile for what does not fit. Not for several threads at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "service/io/age/bad_file.hpp"
#include "service/io/age/chunks.hpp"
#include "service/io/age/header.hpp"
#include "service/io/age/keys.hpp"

namespace formulary::io::age {

/// A file as it lies somewhere. `read` gives fewer bytes than asked for only at the end.
struct Source {
  std::uint64_t size = 0;
  std::function<std::size_t(char* out, std::size_t size, std::uint64_t offset)> read;
};

/// The header that the file begins with, and its bytes.
std::pair<Header, std::string> header_of(const Source& source);

class Reader {
 public:
  Reader(Source source, std::span<const Identity> identities);
  /// With a key that is known already, of the payload that begins at `payload` (its nonce).
  Reader(Source source, const FileKey& file_key, std::uint64_t payload);

  std::uint64_t size() const { return size_; }
  /// Fewer bytes than asked for only at the end.
  std::size_t read_at(char* out, std::size_t size, std::uint64_t offset);
  /// All of it in order, a chunk at a time.
  void read_all(const std::function<void(std::string_view)>& sink);

 private:
  /// Makes `chunk_` the chunk of this number.
  void load(std::uint64_t number);

  Source source_;
  std::uint64_t payload_;  ///< where the first chunk begins
  std::uint64_t size_;
  std::uint64_t last_;  ///< number of the last chunk
  Chunks chunks_;
  std::string sealed_;  ///< memory that is used again
  std::string chunk_;
  std::uint64_t loaded_;  ///< number of `chunk_`
};

}  // namespace formulary::io::age
