#include "service/io/http/request_target.hpp"

#include <cstdint>
#include <optional>

namespace formulary::io::http {
namespace {

enum class Part { path, query };

bool is_unreserved_or_sub_delimiter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~!$&'()*+,;=").find(c) != std::string_view::npos;
}

// RFC 3986, section 3.3: pchar = unreserved / pct-encoded / sub-delims / ":" / "@"; section 3.4 adds "/" and "?".
bool is_allowed(char c, Part part) {
  if (is_unreserved_or_sub_delimiter(c) || c == ':' || c == '@' || c == '/') return true;
  return part == Part::query && c == '?';
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Decodes `text` onto the end of `out`; the reason when it cannot.
std::optional<Rejection> decode(std::string_view text, Part part, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        return Rejection{400, "A percent sign in the target must be followed by two hex digits."};
      const char byte = static_cast<char>(high * 16 + low);
      if (byte == 0) return Rejection{400, "The target must not contain %00."};
      if (part == Part::path && (byte == '/' || byte == '\\')) {
        return Rejection{400, "The path must not contain an encoded slash."};
      }
      if (part == Part::path && (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f)) {
        return Rejection{400, "The path must not contain control characters."};
      }
      out.push_back(byte);
      i += 2;
    } else if (c == '+' && part == Part::query) {
      out.push_back(' ');
    } else if (is_allowed(c, part)) {
      out.push_back(c);
    } else {
      return Rejection{400, "The target holds a character that must be percent-encoded."};
    }
  }
  return std::nullopt;
}

std::optional<Rejection> check_segments(std::string_view path) {
  std::size_t begin = 1;
  while (begin <= path.size()) {
    std::size_t end = path.find('/', begin);
    const bool last = end == std::string_view::npos;
    if (last) end = path.size();
    const std::string_view segment = path.substr(begin, end - begin);
    if (segment.empty() && !last) return Rejection{400, "The path must not contain doubled slashes."};
    if (segment == "." || segment == "..") return Rejection{400, "The path must not contain dot segments."};
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    std::size_t length = 1;
    std::uint32_t point = lead;
    if (lead >= 0x80) {
      if (lead >= 0xc2 && lead <= 0xdf) {
        length = 2, point = lead & 0x1fu;
      } else if (lead >= 0xe0 && lead <= 0xef) {
        length = 3, point = lead & 0x0fu;
      } else if (lead >= 0xf0 && lead <= 0xf4) {
        length = 4, point = lead & 0x07u;
      } else {
        return false;
      }
      if (bytes.size() - i < length) return false;
      for (std::size_t k = 1; k < length; ++k) {
        const auto next = static_cast<unsigned char>(bytes[i + k]);
        if ((next & 0xc0u) != 0x80u) return false;
        point = (point << 6) | (next & 0x3fu);
      }
      if (length == 3 && (point < 0x800 || (point >= 0xd800 && point <= 0xdfff))) return false;
      if (length == 4 && (point < 0x10000 || point > 0x10ffff)) return false;
    }
    i += length;
  }
  return true;
}

std::variant<RequestTarget, Rejection> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') {
    return Rejection{400,
                     "The target must be a path that begins with a slash; absolute addresses and * are not served."};
  }
  const std::size_t mark = target.find('?');
  const std::string_view raw_path = target.substr(0, mark);
  RequestTarget result;
  if (auto bad = decode(raw_path, Part::path, result.path)) return *bad;
  if (auto bad = check_segments(result.path)) return *bad;
  if (!is_utf8(result.path)) return Rejection{400, "The decoded path is not valid UTF-8."};
  if (mark == std::string_view::npos) return result;

  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    std::string name;
    std::string value;
    if (auto bad = decode(pair.substr(0, equals), Part::query, name)) return *bad;
    if (equals != std::string_view::npos) {
      if (auto bad = decode(pair.substr(equals + 1), Part::query, value)) return *bad;
    }
    if (!is_utf8(name) || !is_utf8(value)) return Rejection{400, "The decoded query is not valid UTF-8."};
    result.query.emplace_back(std::move(name), std::move(value));
  }
  return result;
}

}  // namespace formulary::io::http
