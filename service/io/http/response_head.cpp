#include "service/io/http/response_head.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/status.hpp>

namespace formulary::io::http {
namespace {

constexpr std::array<std::string_view, 10> own_headers = {
    "connection",        "content-length",   "date",    "keep-alive",  "strict-transport-security", "trailer",
    "transfer-encoding", "proxy-connection", "upgrade", "x-request-id"};

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t') || byte == 0x7f;
  });
}

bool same_name(std::string_view name, std::string_view lower) {
  return boost::beast::iequals({name.data(), name.size()}, {lower.data(), lower.size()});
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 18 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::uint64_t body_size(const api::Response& response) {
  return response.stream ? response.stream->size() : response.body.size();
}

std::variant<std::string, Rejection> write_head(const api::Response& response, const AnswerFrame& frame) {
  const std::uint64_t size = body_size(response);
  const bool has_no_content = response.status == 204 || response.status == 304;
  if (response.status < 200 || response.status > 599) {
    return Rejection{500, "the handler's status " + std::to_string(response.status) + " is not a final one"};
  }
  if (has_no_content && size != 0) {
    return Rejection{500, "the handler gave a body to status " + std::to_string(response.status)};
  }

  const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(response.status));
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
  out.append(reason.data(), reason.size()).append("\r\n");
  bool counted = has_no_content;
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name)) return Rejection{500, "the handler gave a header whose name is not a token"};
    if (has_control_character(value)) {
      return Rejection{500, "the handler gave the header " + name + " a value with control characters"};
    }
    const auto own = [&name_of = name](std::string_view header) { return same_name(name_of, header); };
    if (std::any_of(own_headers.begin(), own_headers.end(), own)) {
      const bool for_head = frame.method == "HEAD" && size == 0 && !counted && same_name(name, "content-length");
      if (!for_head || !is_number(value)) {
        return Rejection{500, "the handler gave the header " + name + ", which is the transport's"};
      }
      counted = true;
    }
    out.append(name).append(": ").append(value).append("\r\n");
  }
  if (!counted) out.append("content-length: ").append(std::to_string(size)).append("\r\n");
  if (!frame.keep_alive) {
    out.append("connection: close\r\n");
  } else if (frame.minor_version == 0) {
    out.append("connection: keep-alive\r\n");
  }
  if (frame.is_secure) out.append("strict-transport-security: max-age=31536000; includeSubDomains\r\n");
  out.append("date: ").append(frame.date).append("\r\nx-request-id: ").append(frame.id).append("\r\n\r\n");
  return out;
}

std::string_view http_date() {
  // strftime follows the locale, a fixdate must not.
  constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  thread_local std::time_t second = -1;
  thread_local std::array<char, 64> text{};
  const std::time_t now = std::time(nullptr);
  if (now != second) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                  months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                  parts.tm_sec);
    second = now;
  }
  return text.data();
}

}  // namespace formulary::io::http
