#include "service/api/cookies.hpp"

#include <algorithm>

namespace formulary::api {
namespace {

constexpr std::string_view attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax";

}  // namespace

std::optional<std::string_view> session_secret(std::string_view header) {
  std::optional<std::string_view> found;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    std::string_view pair = header.substr(0, end);
    header.remove_prefix(end == header.size() ? end : end + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    while (!pair.empty() && pair.back() == ' ') pair.remove_suffix(1);
    if (!pair.starts_with(session_cookie) || pair.size() <= session_cookie.size()) continue;
    if (pair[session_cookie.size()] != '=') continue;
    if (found) return std::nullopt;
    found = pair.substr(session_cookie.size() + 1);
  }
  return found;
}

std::string set_session_cookie(std::string_view secret) {
  std::string value(session_cookie);
  value.append("=").append(secret).append(attributes);
  return value;
}

std::string clear_session_cookie() { return set_session_cookie({}).append("; Max-Age=0"); }

}  // namespace formulary::api
