// The session cookie. Its attributes make it a secret that only this host's own pages send, over TLS (or loopback), and
// that no script can read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::api {

inline constexpr std::string_view session_cookie = "__Host-fmly_sid";

/// The session secret in a Cookie header. Nothing when it is absent, or there more than once.
std::optional<std::string_view> session_secret(std::string_view cookie_header);

/// Values of Set-Cookie.
std::string set_session_cookie(std::string_view secret);
std::string clear_session_cookie();

}  // namespace formulary::api
