#include "service/io/http/request_head.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "service/io/http/request_target.hpp"

namespace formulary::io::http {
namespace {

// Longest method plus the spaces and the version around a target: what the first line may have besides it.
constexpr std::size_t around_target = 32;

// Headers whose second appearance would be a second opinion. Others are lists by their definition (RFC 9110, 5.3).
constexpr std::array<std::string_view, 24> single_headers = {"authorization",
                                                             "content-length",
                                                             "content-location",
                                                             "content-range",
                                                             "content-type",
                                                             "cookie",
                                                             "date",
                                                             "expect",
                                                             "from",
                                                             "host",
                                                             "if-modified-since",
                                                             "if-range",
                                                             "if-unmodified-since",
                                                             "idempotency-key",
                                                             "max-forwards",
                                                             "origin",
                                                             "range",
                                                             "referer",
                                                             "transfer-encoding",
                                                             "tus-resumable",
                                                             "upload-checksum",
                                                             "upload-length",
                                                             "upload-offset",
                                                             "user-agent"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// RFC 9110, section 5.6.2: token = 1*tchar
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || is_letter(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

enum class Letters { exact, any_case };

bool lists(std::string_view value, std::string_view member, Letters letters) {
  while (true) {
    const std::size_t comma = value.find(',');
    const std::string_view item = trim(value.substr(0, comma));
    if (letters == Letters::exact ? item == member : lower(item) == member) return true;
    if (comma == std::string_view::npos) return false;
    value.remove_prefix(comma + 1);
  }
}

struct RequestLine {
  std::string_view method;
  std::string_view target;
  std::string_view version;
};

// RFC 9112, section 3: request-line = method SP request-target SP HTTP-version
std::variant<RequestLine, Rejection> parse_request_line(std::string_view line, const Limits& limits) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return Rejection{400, "The request line must be a method, a target and HTTP/1.1, with one space between them."};
  }
  const RequestLine result{line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)};
  if (!is_token(result.method)) return Rejection{400, "The method is not a token."};
  const std::string_view version = result.version;
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
      !is_digit(version[7])) {
    return Rejection{400, "The request line must end with HTTP/1.1."};
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return Rejection{505, "HTTP/1.1 and HTTP/1.0 are served."};
  if (result.target.size() > limits.target) return Rejection{414, "The target is too long."};
  if (result.target.find_first_of(" \t") != std::string_view::npos) {
    return Rejection{400, "The target must not contain white space."};
  }
  return result;
}

// RFC 9110, section 7.2: Host = uri-host [ ":" port ]
bool is_host(std::string_view value) {
  std::string_view name = value;
  std::string_view port;
  const std::size_t colon = value.starts_with('[') ? value.find("]:") : value.rfind(':');
  if (colon != std::string_view::npos) {
    const std::size_t cut = value.starts_with('[') ? colon + 1 : colon;
    name = value.substr(0, cut);
    port = value.substr(cut + 1);
  }
  if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) return false;
  if (name.starts_with('[')) {
    if (name.size() < 4 || !name.ends_with(']')) return false;
    name = name.substr(1, name.size() - 2);
    return std::all_of(name.begin(), name.end(), [](char c) {
      return is_digit(c) || c == ':' || c == '.' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
  }
  return !name.empty() && name.size() <= 255 && std::all_of(name.begin(), name.end(), [](char c) {
    return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_';
  });
}

std::optional<std::uint64_t> parse_length(std::string_view value) {
  if (value.empty() || value.size() > 18 || !std::all_of(value.begin(), value.end(), is_digit)) return std::nullopt;
  std::uint64_t result = 0;
  for (const char c : value) result = result * 10 + static_cast<std::uint64_t>(c - '0');
  return result;
}

std::optional<Rejection> add_field(std::string_view line, api::Headers& headers) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return Rejection{400, "A header line must be a name, a colon right after it, and a value."};
  }
  std::string name = lower(line.substr(0, colon));
  const std::string_view value = trim(line.substr(colon + 1));
  const auto same =
      std::find_if(headers.begin(), headers.end(), [&](const auto& entry) { return entry.first == name; });
  if (same == headers.end()) {
    headers.emplace_back(std::move(name), value);
  } else if (std::find(single_headers.begin(), single_headers.end(), name) != single_headers.end()) {
    return Rejection{400, "The header " + name + " may be sent once only."};
  } else {
    same->second.append(", ").append(value);
  }
  return std::nullopt;
}

// RFC 9112, section 6.3, with every ambiguity rejected.
std::optional<Rejection> read_framing(ParsedHead& parsed) {
  const auto has = [&](std::string_view name) {
    return std::any_of(parsed.head.headers.begin(), parsed.head.headers.end(),
                       [&](const auto& entry) { return entry.first == name; });
  };
  const bool has_length = has("content-length");
  if (has("transfer-encoding")) {
    if (has_length) return Rejection{400, "Content-Length and Transfer-Encoding must not be sent together."};
    if (parsed.minor_version == 0) return Rejection{400, "HTTP/1.0 has no Transfer-Encoding."};
    if (lower(parsed.head.header("transfer-encoding")) != "chunked") {
      return Rejection{400, "The only Transfer-Encoding that is read is chunked."};
    }
    parsed.framing = BodyFraming::chunked;
  } else if (has_length) {
    const auto length = parse_length(parsed.head.header("content-length"));
    if (!length) return Rejection{400, "Content-Length must be one decimal number."};
    parsed.content_length = *length;
    parsed.framing = *length == 0 ? BodyFraming::none : BodyFraming::length;
  }
  if (has("expect")) {
    if (lower(parsed.head.header("expect")) != "100-continue") {
      return Rejection{417, "The only expectation that is met is 100-continue."};
    }
    parsed.expects_continue = parsed.minor_version == 1 && parsed.framing != BodyFraming::none;
  }
  return std::nullopt;
}

}  // namespace

HeadScanner::State HeadScanner::reject(int status, std::string_view detail) {
  rejection_ = Rejection{status, std::string(detail)};
  return State::rejected;
}

HeadScanner::State HeadScanner::end_line(std::string_view line) {
  if (line.empty()) return lines_ == 0 ? reject(400, "A request must not begin with an empty line.") : State::complete;
  if (lines_ == 0) {
    auto result = parse_request_line(line, *limits_);
    if (const auto* bad = std::get_if<Rejection>(&result)) return reject(bad->status, bad->detail);
  } else if (line.front() == ' ' || line.front() == '\t') {
    return reject(400, "Header lines must not be folded.");
  }
  if (lines_++ > limits_->header_count) return reject(431, "There are too many headers.");
  return State::more;
}

HeadScanner::State HeadScanner::scan(std::string_view received) {
  while (position_ < received.size()) {
    const auto c = static_cast<unsigned char>(received[position_]);
    const bool after_return = position_ > line_begin_ && received[position_ - 1] == '\r';
    ++position_;
    if (position_ > limits_->head) return reject(431, "The request line and headers are too long.");
    if (lines_ == 0 && position_ > limits_->target + around_target) return reject(414, "The target is too long.");
    if (c == '\n') {
      if (!after_return) return reject(400, "Lines must end with CR LF.");
      const State state = end_line(received.substr(line_begin_, position_ - 2 - line_begin_));
      if (state != State::more) return state;
      line_begin_ = position_;
    } else if (after_return) {
      return reject(400, "Lines must end with CR LF.");
    } else if (c >= 0x7f || (c < 0x20 && c != '\t' && c != '\r')) {
      return reject(400, "Request line and headers must be printable ASCII.");
    }
  }
  return State::more;
}

std::variant<ParsedHead, Rejection> parse_head(std::string_view block, const Limits& limits) {
  std::size_t end = block.find("\r\n");
  auto line = parse_request_line(block.substr(0, end), limits);
  if (auto* bad = std::get_if<Rejection>(&line)) return std::move(*bad);
  const RequestLine& request = std::get<RequestLine>(line);

  ParsedHead parsed;
  parsed.head.method = request.method;
  parsed.target = request.target;
  parsed.minor_version = request.version.back() - '0';
  auto target = parse_target(request.target);
  if (auto* bad = std::get_if<Rejection>(&target)) return std::move(*bad);
  parsed.head.path = std::move(std::get<RequestTarget>(target).path);
  parsed.head.query = std::move(std::get<RequestTarget>(target).query);

  while (true) {
    const std::size_t begin = end + 2;
    end = block.find("\r\n", begin);
    if (end == begin || end == std::string_view::npos) break;
    if (auto bad = add_field(block.substr(begin, end - begin), parsed.head.headers)) return std::move(*bad);
  }
  if (!is_host(parsed.head.header("host"))) return Rejection{400, "A request needs exactly one valid Host header."};
  if (auto bad = read_framing(parsed)) return std::move(*bad);

  const std::string_view connection = parsed.head.header("connection");
  parsed.keep_alive = !lists(connection, "close", Letters::any_case) &&
                      (parsed.minor_version == 1 || lists(connection, "keep-alive", Letters::any_case));
  if (!lists(known_methods, parsed.head.method, Letters::exact)) {
    return Rejection{405, "No endpoint has this method."};
  }
  return parsed;
}

}  // namespace formulary::io::http
