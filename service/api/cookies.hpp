// The session cookie. Its attributes make it a secret that only this host's own pages send, over TLS (or loopback), and
// that no script can read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::api {

inline constexpr std::string_view session_cookie = "__Host-fmly_sid";

/// Binds a sign-in with the identity provider to the browser that began it, for ten minutes.
inline constexpr std::string_view sign_in_cookie = "__Host-fmly_signin";

/// The value of a cookie in a Cookie header. Nothing when it is absent, or there more than once.
std::optional<std::string_view> cookie_value(std::string_view cookie_header, std::string_view name);

/// The session secret in a Cookie header, by the same rule.
std::optional<std::string_view> session_secret(std::string_view cookie_header);

/// Values of Set-Cookie.
std::string set_session_cookie(std::string_view secret);
std::string clear_session_cookie();
std::string set_sign_in_cookie(std::string_view secret);
std::string clear_sign_in_cookie();

}  // namespace formulary::api
