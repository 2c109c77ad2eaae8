// Small texts that resemble each other, deflated (RFC 1951) with one of them as dictionary: a record of an authority
// takes a fifth of its room. Used by one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace formulary::io::store {

/// A dictionary longer than this costs more time than it saves room.
inline constexpr std::size_t largest_dictionary = 4096;

class Deflater {
 public:
  explicit Deflater(std::string dictionary);
  ~Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;

  std::string deflate(std::string_view text);
  const std::string& dictionary() const { return dictionary_; }

 private:
  struct Stream;
  std::string dictionary_;
  std::unique_ptr<Stream> stream_;
};

/// The text of `size` bytes; throws when it does not come out as that.
std::string inflated(std::string_view deflated, std::string_view dictionary, std::size_t size);

}  // namespace formulary::io::store
