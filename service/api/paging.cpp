#include "service/api/paging.hpp"

#include <charconv>

#include "service/api/encoding.hpp"
#include "service/domain/base64.hpp"

namespace formulary::api {
namespace {

constexpr std::string_view cursor_version = "1:";

/// Percent-encodes all but unreserved characters (RFC 3986, section 2.3).
std::string escape(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string cursor_of(const std::string& next) {
  return domain::to_base64(std::string(cursor_version) + next, domain::Base64::url);
}

}  // namespace

std::string next_link(const Request& request, const std::string& next) {
  std::string link = "<" + request.path + "?";
  for (const auto& [name, value] : request.query) {
    if (name != "cursor") link += escape(name) + "=" + escape(value) + "&";
  }
  return link + "cursor=" + cursor_of(next) + ">; rel=\"next\"";
}

domain::Result<Page> page_of(const Request& request, int most) {
  Page page;
  if (const auto limit = request.parameter("limit")) {
    const auto [end, error] = std::from_chars(limit->data(), limit->data() + limit->size(), page.limit);
    if (error != std::errc() || end != limit->data() + limit->size() || page.limit < 1 || page.limit > most) {
      return domain::refuse(domain::RefusalCode::invalid,
                            "`limit` is a whole number from 1 to " + std::to_string(most) + ".", "/limit");
    }
  }
  if (const auto cursor = request.parameter("cursor")) {
    const auto decoded = domain::from_base64(*cursor, domain::Base64::url);
    if (!decoded || !decoded->starts_with(cursor_version) || decoded->size() == cursor_version.size()) {
      return domain::refuse(domain::RefusalCode::invalid,
                            "`cursor` is not one of this registry's. Use `next` of the page before as it came.",
                            "/cursor");
    }
    page.cursor = decoded->substr(cursor_version.size());
  }
  return page;
}

Response page_response(const Request& request, Json items, const std::optional<std::string>& next) {
  Json body;
  body["items"] = std::move(items);
  body["next"] = nullptr;
  if (next) body["next"] = cursor_of(*next);
  Response response = json_response(200, body);
  if (next) response.set("link", next_link(request, *next));
  return response;
}

}  // namespace formulary::api
