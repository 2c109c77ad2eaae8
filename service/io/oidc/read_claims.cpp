#include "service/io/oidc/read_claims.hpp"

#include <cmath>

namespace formulary::io::oidc {
namespace {

constexpr double last_second = 253'402'300'799;  // of the year 9999
constexpr std::string_view logout_event = "http://schemas.openid.net/event/backchannel-logout";

/// Reads one claim after the other, and remembers whether one was not what it should be.
class Reader {
 public:
  explicit Reader(const Json& claims) : claims_(claims) {}

  bool good() const { return good_; }

  void read(std::string_view name, std::optional<std::string>& out) {
    const Json* value = find(name);
    if (value == nullptr) return;
    if (!value->is_string()) return fail();
    out = value->get<std::string>();
  }

  /// NumericDate: seconds since 1970, also with a fraction.
  void read(std::string_view name, std::optional<domain::Instant>& out) {
    const Json* value = find(name);
    if (value == nullptr) return;
    if (!value->is_number()) return fail();
    const double seconds = value->get<double>();
    if (!std::isfinite(seconds) || seconds < 0 || seconds > last_second) return fail();
    out = domain::Instant{static_cast<std::int64_t>(seconds * 1000)};
  }

  void read(std::string_view name, std::vector<std::string>& out, bool one_will_do) {
    const Json* value = find(name);
    if (value == nullptr) return;
    if (one_will_do && value->is_string()) {
      out.push_back(value->get<std::string>());
      return;
    }
    if (!value->is_array() || value->size() > 100) return fail();
    for (const Json& one : *value) {
      if (!one.is_string()) return fail();
      out.push_back(one.get<std::string>());
    }
  }

  void read_events(domain::TokenClaims& out) {
    const Json* value = find("events");
    if (value == nullptr) return;
    out.events = true;
    if (!value->is_object()) return fail();
    const auto event = value->find(logout_event);
    out.logout_event = event != value->end() && event->is_object();
  }

 private:
  const Json* find(std::string_view name) const {
    const auto it = claims_.find(name);
    return it == claims_.end() ? nullptr : &*it;
  }
  void fail() { good_ = false; }

  const Json& claims_;
  bool good_ = true;
};

}  // namespace

std::optional<domain::TokenClaims> read_claims(const Json& claims, const std::string& type,
                                               const std::string& link_claim) {
  domain::TokenClaims out;
  out.type = type;
  Reader in(claims);
  in.read("iss", out.issuer);
  in.read("sub", out.subject);
  in.read("aud", out.audience, true);
  in.read("azp", out.authorized_party);
  in.read("nonce", out.nonce);
  in.read("at_hash", out.access_token_hash);
  in.read("acr", out.context);
  in.read("amr", out.methods, false);
  in.read("sid", out.session);
  in.read("jti", out.token_id);
  in.read("name", out.name);
  in.read("preferred_username", out.preferred_name);
  in.read("exp", out.expires);
  in.read("nbf", out.not_before);
  in.read("iat", out.issued);
  in.read("auth_time", out.authenticated);
  in.read_events(out);
  if (!link_claim.empty()) in.read(link_claim, out.link);
  return in.good() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace formulary::io::oidc
