// Text that may be a signed token of the identity provider, or its key set.
#include "service/domain/base64.hpp"
#include "service/io/oidc/jose.hpp"
#include "service/io/oidc/read_claims.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::signed_token {
namespace {

constexpr std::string_view point =
    R"("kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")";

const std::vector<io::oidc::VerificationKey>& keys() {
  static const auto set = io::oidc::read_key_set("{\"keys\":[{" + std::string(point) + "}]}");
  return *set;
}

}  // namespace

void run(View data) {
  const std::string_view text = bytes::as_text(data);
  // Nobody here has the key: whatever is accepted was forged.
  if (const auto token = io::oidc::read_token(text)) {
    (void)io::oidc::read_claims(token->claims, token->type, "oid");
    if (!io::oidc::verify(*token, keys())) __builtin_trap();
  }
  (void)io::oidc::read_key_set(text);
  // There is one spelling for each value.
  const auto decoded = domain::from_base64(text, domain::Base64::url);
  if (decoded && domain::to_base64(*decoded, domain::Base64::url) != text) __builtin_trap();
}

std::vector<Bytes> seeds() {
  const auto token = [](std::string_view header, std::string_view claims) {
    return domain::to_base64(header, domain::Base64::url) + "." + domain::to_base64(claims, domain::Base64::url) + "." +
           domain::to_base64(std::string(64, 'x'), domain::Base64::url);
  };
  return {
      token(R"({"alg":"ES256","kid":"a","typ":"JWT"})", R"({"iss":"https://a","sub":"b","aud":["c"],"exp":1e9})"),
      token(R"({"alg":"none"})", "{}"),
      token(R"({"alg":"ES256","crit":["b64"],"b64":false})", R"({"events":{}})"),
      "{\"keys\":[{" + std::string(point) + R"(,"kid":"a","use":"sig"},{"kty":"RSA","n":"AQAB","e":"AQAB"}]})",
  };
}

}  // namespace formulary::fuzz::signed_token
