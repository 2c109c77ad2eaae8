#include "service/io/http/body_reader.hpp"

#include <limits>

#include <boost/asio/buffer.hpp>

namespace formulary::io::http {
namespace beast = boost::beast;

BodyReader::BodyReader(std::string_view head, std::uint64_t limit) {
  parser_.header_limit(std::numeric_limits<std::uint32_t>::max());
  parser_.body_limit(std::numeric_limits<std::uint64_t>::max());
  parser_.eager(true);
  beast::error_code error;
  const std::size_t used = parser_.put(boost::asio::buffer(head.data(), head.size()), error);
  if (error || used != head.size() || !parser_.is_header_done() || parser_.is_done()) {
    usable_ = false;
    return;
  }
  parser_.body_limit(limit);
}

BodyReader::State BodyReader::feed(beast::flat_buffer& buffer) {
  if (!usable_) {
    rejection_ = {400, "The head of the request is ambiguous."};
    return State::rejected;
  }
  while (buffer.size() > 0) {
    beast::error_code error;
    const std::size_t used = parser_.put(buffer.data(), error);
    buffer.consume(used);
    if (error && error != beast::http::error::need_more) return reject(error);
    if (parser_.is_done()) return State::complete;
    if (error || used == 0) break;
  }
  if (buffer.size() <= unread_limit) return State::more;
  rejection_ = {400, "A chunk's first line or the trailers are too long."};
  return State::rejected;
}

BodyReader::State BodyReader::reject(beast::error_code error) {
  if (error == beast::http::error::body_limit) {
    rejection_ = {413, "The body is larger than this endpoint takes."};
  } else {
    rejection_ = {400, "The body's chunks are malformed."};
  }
  return State::rejected;
}

}  // namespace formulary::io::http
