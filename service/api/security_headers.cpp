#include "service/api/security_headers.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace formulary::api {
namespace {

constexpr std::pair<std::string_view, std::string_view> always[] = {
    {"content-security-policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
     "'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
     "require-trusted-types-for 'script'"},
    {"x-content-type-options", "nosniff"},
    {"referrer-policy", "no-referrer"},
    {"cross-origin-opener-policy", "same-origin"},
    {"cross-origin-resource-policy", "same-origin"},
    {"permissions-policy",
     "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), fullscreen=(), geolocation=(), "
     "gyroscope=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()"},
};

}  // namespace

void add_security_headers(Response& response) {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(response.headers, [&](const auto& one) { return one.first == name; });
  };
  for (const auto& [name, value] : always) {
    if (!has(name)) response.headers.emplace_back(name, value);
  }
  if (!has("cache-control")) response.set("cache-control", "no-store");
}

}  // namespace formulary::api
