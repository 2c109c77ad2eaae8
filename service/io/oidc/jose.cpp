#include "service/io/oidc/jose.hpp"

#include <algorithm>
#include <array>

#include <openssl/rsa.h>

#include "service/domain/base64.hpp"

namespace formulary::io::oidc {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// RFC 7515 section 4.1.9: `application/` may be left out.
std::string short_type(std::string type) {
  std::ranges::transform(type, type.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  constexpr std::string_view prefix = "application/";
  return type.starts_with(prefix) ? type.substr(prefix.size()) : type;
}

/// RFC 7518 section 3.4: r and s with 32 bytes each; OpenSSL wants them as DER.
std::optional<std::string> der_of(const std::string& raw) {
  constexpr int half = 32;
  if (raw.size() != 2 * half) return std::nullopt;
  Number r(BN_bin2bn(bytes_of(raw), half, nullptr));
  Number s(BN_bin2bn(bytes_of(raw) + half, half, nullptr));
  const EcSignature pair(ECDSA_SIG_new());
  if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return std::nullopt;
  (void)r.release();  // the pair owns them now
  (void)s.release();
  unsigned char* out = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &out);
  if (size <= 0) return std::nullopt;
  std::string der(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return der;
}

bool is_signed_by(const UnverifiedToken& token, EVP_PKEY* key) {
  std::string signature = token.signature;
  if (token.algorithm == Algorithm::es256) {
    auto der = der_of(signature);
    if (!der) return false;
    signature = std::move(*der);
  }
  const Digesting context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;  // owned by the context
  if (!context || EVP_DigestVerifyInit(context.get(), &settings, EVP_sha256(), nullptr, key) != 1) return false;
  if (token.algorithm == Algorithm::rs256 && EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PADDING) != 1) {
    return false;
  }
  // RFC 7518 section 3.5: the salt is as long as the hash, and MGF1 uses the same hash.
  if (token.algorithm == Algorithm::ps256 && (EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) != 1 ||
                                              EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) != 1 ||
                                              EVP_PKEY_CTX_set_rsa_mgf1_md(settings, EVP_sha256()) != 1)) {
    return false;
  }
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(token.signed_part),
                          token.signed_part.size()) == 1;
}

}  // namespace

std::string_view to_text(TokenDefect defect) {
  switch (defect) {
    case TokenDefect::malformed:
      return "malformed";
    case TokenDefect::algorithm:
      return "algorithm";
    case TokenDefect::critical:
      return "critical";
    case TokenDefect::unknown_key:
      return "unknown_key";
    case TokenDefect::ambiguous_key:
      return "ambiguous_key";
    case TokenDefect::signature:
      return "signature";
  }
  return "unknown";
}

std::expected<UnverifiedToken, TokenDefect> read_signed(std::string_view text) {
  const auto malformed = std::unexpected(TokenDefect::malformed);
  if (text.size() > most_token_bytes) return malformed;
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) return malformed;
  const auto header_text = domain::from_base64(text.substr(0, first), domain::Base64::url);
  auto payload = domain::from_base64(text.substr(first + 1, second - first - 1), domain::Base64::url);
  auto signature = domain::from_base64(text.substr(second + 1), domain::Base64::url);
  if (!header_text || !payload || !signature) return malformed;
  const auto header = parse_object(*header_text);
  if (!header) return malformed;

  UnverifiedToken token;
  const auto algorithm = parse_algorithm(text_in(*header, "alg").value_or(std::string()));
  if (!algorithm) return std::unexpected(TokenDefect::algorithm);
  token.algorithm = *algorithm;
  // RFC 7515 section 4.1.11: what is critical has to be understood, and no extension is. `b64` (RFC 7797) would change
  // what is signed.
  if (header->contains("crit") || header->contains("b64")) return std::unexpected(TokenDefect::critical);
  for (const auto& [name, out] : {std::pair("kid", &token.key_id), std::pair("typ", &token.type)}) {
    if (!header->contains(name)) continue;
    const auto value = text_in(*header, name);
    if (!value || value->empty()) return malformed;
    *out = *value;
  }
  token.type = short_type(token.type);
  token.payload = std::move(*payload);
  token.signed_part = text.substr(0, second);
  token.signature = std::move(*signature);
  return token;
}

std::expected<UnverifiedToken, TokenDefect> read_token(std::string_view text) {
  auto token = read_signed(text);
  if (!token) return token;
  auto claims = parse_object(token->payload);
  if (!claims) return std::unexpected(TokenDefect::malformed);
  token->claims = std::move(*claims);
  return token;
}

std::optional<TokenDefect> verify(const UnverifiedToken& token, std::span<const VerificationKey> keys) {
  const VerificationKey* chosen = nullptr;
  for (const VerificationKey& key : keys) {
    if (!key.fits(token.algorithm) || (!token.key_id.empty() && key.id != token.key_id)) continue;
    // OpenID Connect Core 1.0, section 10.1: among several keys a token names its own.
    if (chosen != nullptr) return TokenDefect::ambiguous_key;
    chosen = &key;
  }
  if (chosen == nullptr) return TokenDefect::unknown_key;
  return is_signed_by(token, chosen->key.get()) ? std::nullopt : std::optional(TokenDefect::signature);
}

std::string hash_of_access_token(std::string_view access_token) {
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  if (EVP_Digest(access_token.data(), access_token.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  return domain::to_base64({reinterpret_cast<const char*>(digest.data()), digest.size() / 2}, domain::Base64::url);
}

}  // namespace formulary::io::oidc
