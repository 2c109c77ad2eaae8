// One body, delimited by Content-Length or by chunks, gathered while it arrives. Boost.Beast does the framing: it is
// given the head once more, so that a head which the two readers understand differently is rejected. Trailers are read
// and dropped. Never holds more than the limit, and never looks beyond the body's last byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "service/io/http/rejection.hpp"

namespace formulary::io::http {

class BodyReader {
 public:
  enum class State { more, complete, rejected };

  /// `head` must have passed parse_head with a framing other than none.
  BodyReader(std::string_view head, std::uint64_t limit);

  /// Consumes what belongs to the body. Leaves at most `unread_limit` bytes when it needs more.
  State feed(boost::beast::flat_buffer& buffer);

  std::uint64_t size() const { return parser_.get().body().size(); }
  std::string take() { return std::move(parser_.get().body()); }
  const Rejection& rejection() const { return rejection_; }

  static constexpr std::size_t unread_limit = 8 * 1024;  ///< of a chunk's first line, or of the trailers

 private:
  State reject(boost::beast::error_code error);

  boost::beast::http::request_parser<boost::beast::http::string_body> parser_;
  Rejection rejection_;
  bool usable_ = true;
};

}  // namespace formulary::io::http
