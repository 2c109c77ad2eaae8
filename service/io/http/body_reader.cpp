#include "service/io/http/body_reader.hpp"

#include <algorithm>

namespace formulary::io::http {
namespace {

constexpr std::size_t longest_line = 256;  ///< a chunk's size with its extensions

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

BodyReader::BodyReader(const ParsedHead& head, std::uint64_t limit)
    : limit_(limit),
      is_chunked_(head.framing == BodyFraming::chunked),
      place_(is_chunked_ ? Place::size_begin : Place::data),
      remaining_(head.content_length) {}

void BodyReader::reject(int status, std::string_view detail) {
  state_ = State::rejected;
  rejection_ = {status, std::string(detail)};
}

std::size_t BodyReader::feed(std::string_view received) {
  std::size_t used = 0;
  while (used < received.size() && state_ == State::more) {
    if (place_ == Place::data) {
      used += take_data(received.substr(used));
    } else {
      take_framing(received[used++]);
    }
  }
  return used;
}

std::size_t BodyReader::take_data(std::string_view received) {
  if (!is_chunked_ && body_.empty()) body_.reserve(remaining_);
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(received.size(), remaining_));
  body_.append(received.substr(0, size));
  remaining_ -= size;
  if (remaining_ == 0) {
    if (is_chunked_) {
      place_ = Place::data_cr;
    } else {
      state_ = State::complete;
    }
  }
  return size;
}

// chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF; the last one has size 0 and is followed by CRLF.
void BodyReader::take_framing(char byte) {
  const auto must_be = [&](char expected, Place next) {
    if (byte != expected) return reject(400, "A chunk of the body is malformed.");
    place_ = next;
  };
  switch (place_) {
    case Place::size_begin:
    case Place::size: {
      const int digit = hex_digit(byte);
      if (digit >= 0) {
        if (remaining_ >> 56 != 0) return reject(413, "The body is larger than this endpoint takes.");
        remaining_ = remaining_ * 16 + static_cast<std::uint64_t>(digit);
        place_ = Place::size;
        break;
      }
      if (place_ == Place::size_begin) return reject(400, "A chunk's size must be a hexadecimal number.");
      if (byte == ';') {
        place_ = Place::extension;
        break;
      }
      return must_be('\r', Place::size_lf);
    }
    case Place::extension:
      if (byte == '\r') {
        place_ = Place::size_lf;
      } else if (static_cast<unsigned char>(byte) >= 0x7f ||
                 (static_cast<unsigned char>(byte) < 0x20 && byte != '\t')) {
        return reject(400, "A chunk's extension must be printable ASCII.");
      }
      break;
    case Place::size_lf:
      must_be('\n', Place::data);
      return state_ == State::more ? begin_chunk() : void();
    case Place::data_cr:
      return must_be('\r', Place::data_lf);
    case Place::data_lf:
      return must_be('\n', Place::size_begin);
    case Place::end_cr:
      if (byte != '\r') return reject(400, "Trailers are not read.");
      place_ = Place::end_lf;
      return;
    case Place::end_lf:
      must_be('\n', Place::data);
      if (state_ == State::more) state_ = State::complete;
      return;
    case Place::data:
      return;
  }
  if (++line_length_ > longest_line) reject(400, "A chunk's first line is too long.");
}

void BodyReader::begin_chunk() {
  line_length_ = 0;
  if (remaining_ == 0) {
    place_ = Place::end_cr;
  } else if (remaining_ > limit_ - body_.size()) {
    reject(413, "The body is larger than this endpoint takes.");
  }
}

}  // namespace formulary::io::http
