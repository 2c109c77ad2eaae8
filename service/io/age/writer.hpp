// Encrypts a stream for a set of recipients, in the format of age v1. What it gives to the sink is an age file once
// finish() was called, and before that none: readers refuse it.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "service/io/age/chunks.hpp"
#include "service/io/age/keys.hpp"

namespace formulary::io::age {

class Writer {
 public:
  using Sink = std::function<void(std::string_view)>;

  /// Gives the header to the sink.
  Writer(std::span<const Recipient> recipients, Sink sink);
  /// The same, with the header that `make` gives for the file's key.
  Writer(const std::function<std::string(const FileKey&)>& make, Sink sink);
  void write(std::string_view bytes);
  /// Once, at the end.
  void finish();

 private:
  struct Fresh;
  Writer(const Fresh& fresh, const std::function<std::string(const FileKey&)>& make, Sink sink);
  void seal(Last last, std::string_view plain);

  Sink sink_;
  Chunks chunks_;
  std::uint64_t number_ = 0;
  std::string held_;    ///< at most one chunk: only what comes after it says whether it is the last
  std::string sealed_;  ///< memory that is used again
};

}  // namespace formulary::io::age
