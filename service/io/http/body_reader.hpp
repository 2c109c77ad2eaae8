// One body, delimited by Content-Length or by chunks (RFC 9112, sections 6.2 and 7.1), gathered while it arrives. Never
// holds more than the limit and never takes a byte beyond the body's last. Extensions of chunks are dropped; trailers
// are rejected, because no client of ours sends any. Boost.Beast 1.74 is not used for this: its parser aborts on an
// empty chunked body that arrives byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "service/io/http/rejection.hpp"
#include "service/io/http/request_head.hpp"

namespace formulary::io::http {

class BodyReader {
 public:
  enum class State { more, complete, rejected };

  /// For a head whose framing is not none, and whose length, if it has one, is within the limit.
  BodyReader(const ParsedHead& head, std::uint64_t limit);

  /// Takes bytes from the front of `received`, all of them unless the body ends or is rejected; how many.
  std::size_t feed(std::string_view received);

  State state() const { return state_; }
  std::uint64_t size() const { return body_.size(); }
  std::string take() { return std::move(body_); }
  const Rejection& rejection() const { return rejection_; }

 private:
  /// What the next byte belongs to.
  enum class Place { size_begin, size, extension, size_lf, data, data_cr, data_lf, end_cr, end_lf };

  std::size_t take_data(std::string_view received);
  void take_framing(char byte);
  void begin_chunk();
  void reject(int status, std::string_view detail);

  const std::uint64_t limit_;
  const bool is_chunked_;
  Place place_;
  State state_ = State::more;
  std::uint64_t remaining_ = 0;  ///< of the body, or of this chunk
  std::size_t line_length_ = 0;  ///< of this chunk's first line
  std::string body_;
  Rejection rejection_;
};

}  // namespace formulary::io::http
