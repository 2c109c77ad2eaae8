// Request line and headers of HTTP/1.0 and HTTP/1.1 (RFC 9112, sections 2 to 6), read so strictly that no proxy in
// front can see another message than we do. HeadScanner finds the end of a head while it arrives and rejects bad bytes
// at once; parse_head turns the complete block into a RequestHead and its framing, or says why not. Neither reads
// bodies nor knows endpoints. Deliberately narrower than the RFC: exactly one Host in HTTP/1.0, too; no line folding,
// no bare LF, no byte from 0x7f up, no transfer coding but `chunked`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "service/api/request.hpp"
#include "service/io/http/limits.hpp"
#include "service/io/http/rejection.hpp"

namespace formulary::io::http {

/// The methods that any endpoint may have; all others, lower-case spellings too, get 405 with this list as Allow.
inline constexpr std::string_view known_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/// Looks at each byte once, however slowly they come.
class HeadScanner {
 public:
  enum class State { more, complete, rejected };

  explicit HeadScanner(const Limits& limits) : limits_(&limits) {}

  /// `received` is all that has come since the head's first byte; what was seen before must not have changed.
  State scan(std::string_view received);
  std::size_t length() const { return position_; }  ///< of the complete head, with its empty line
  const Rejection& rejection() const { return rejection_; }

 private:
  State reject(int status, std::string_view detail);
  State end_line(std::string_view line);

  const Limits* limits_;
  std::size_t position_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t lines_ = 0;
  Rejection rejection_;
};

/// How the body is delimited.
enum class BodyFraming { none, length, chunked };

struct ParsedHead {
  api::RequestHead head;  ///< without `id` and `remote`
  std::string target;     ///< as sent
  BodyFraming framing = BodyFraming::none;
  std::uint64_t content_length = 0;
  int minor_version = 1;
  bool keep_alive = true;
  bool expects_continue = false;
};

/// `block` is what HeadScanner found complete.
std::variant<ParsedHead, Rejection> parse_head(std::string_view block, const Limits& limits);

}  // namespace formulary::io::http
