#include "service/api/cookies.hpp"

#include <algorithm>

namespace formulary::api {
namespace {

constexpr std::string_view attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax";

std::string set_cookie(std::string_view name, std::string_view secret) {
  std::string value(name);
  value.append("=").append(secret).append(attributes);
  return value;
}

}  // namespace

std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name) {
  std::optional<std::string_view> found;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    std::string_view pair = header.substr(0, end);
    header.remove_prefix(end == header.size() ? end : end + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    while (!pair.empty() && pair.back() == ' ') pair.remove_suffix(1);
    if (!pair.starts_with(name) || pair.size() <= name.size() || pair[name.size()] != '=') continue;
    if (found) return std::nullopt;
    found = pair.substr(name.size() + 1);
  }
  return found;
}

std::optional<std::string_view> session_secret(std::string_view header) { return cookie_value(header, session_cookie); }

std::string set_session_cookie(std::string_view secret) { return set_cookie(session_cookie, secret); }
std::string clear_session_cookie() { return set_session_cookie({}).append("; Max-Age=0"); }

std::string set_sign_in_cookie(std::string_view secret) {
  return set_cookie(sign_in_cookie, secret).append("; Max-Age=600");
}
std::string clear_sign_in_cookie() { return set_cookie(sign_in_cookie, {}).append("; Max-Age=0"); }

}  // namespace formulary::api
