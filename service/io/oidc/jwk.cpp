#include "service/io/oidc/jwk.hpp"

#include <algorithm>

#include <openssl/core_names.h>

#include "service/domain/base64.hpp"

namespace formulary::io::oidc {
namespace {

constexpr int least_rsa_bits = 2048;  // RFC 7518 section 3.3
constexpr int most_rsa_bits = 8192;   // larger ones make each verification slow
constexpr std::size_t coordinate_size = 32;

Number number_in(const Json& object, std::string_view name) {
  const auto text = text_in(object, name);
  const auto bytes = text && text->size() <= 2048 ? domain::from_base64(*text, domain::Base64::url) : std::nullopt;
  if (!bytes || bytes->empty()) return nullptr;
  return Number(
      BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes->data()), static_cast<int>(bytes->size()), nullptr));
}

Key make_key(const char* kind, ParameterBuilder& builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* made = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  Key key(made);
  const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  return check && EVP_PKEY_public_check(check.get()) == 1 ? std::move(key) : nullptr;
}

bool is_power_of_65537(BN_ULONG value, BN_ULONG prime) {
  BN_ULONG power = 1;
  do {
    if (power == value) return true;
    power = power * (65537 % prime) % prime;
  } while (power != 1);
  return false;
}

/// Keys that a widespread chip made can be factored (CVE-2017-15361). Their modulus is a power of 65537 modulo each of
/// the first 39 primes, which one of others is with a chance of 1 in 2^27.
bool is_roca(const BIGNUM* modulus) {
  constexpr BN_ULONG primes[] = {3,   5,   7,   11,  13,  17,  19,  23,  29,  31,  37,  41,  43,
                                 47,  53,  59,  61,  67,  71,  73,  79,  83,  89,  97,  101, 103,
                                 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167};
  return std::ranges::all_of(primes,
                             [&](BN_ULONG prime) { return is_power_of_65537(BN_mod_word(modulus, prime), prime); });
}

/// RFC 7518 section 6.3.1.
Key read_rsa(const Json& object) {
  const Number modulus = number_in(object, "n");
  const Number exponent = number_in(object, "e");
  if (!modulus || !exponent) return nullptr;
  const int bits = BN_num_bits(modulus.get());
  if (bits < least_rsa_bits || bits > most_rsa_bits || BN_num_bits(exponent.get()) > 32 ||
      BN_is_odd(exponent.get()) == 0 || BN_is_one(exponent.get()) == 1 || is_roca(modulus.get())) {
    return nullptr;
  }
  ParameterBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1) {
    return nullptr;
  }
  return make_key("RSA", builder);
}

/// RFC 7518 section 6.2.1: both coordinates have the full length of the field.
Key read_p256(const Json& object) {
  const auto coordinate = [&](std::string_view name) -> std::optional<std::string> {
    const auto text = text_in(object, name);
    auto bytes = text ? domain::from_base64(*text, domain::Base64::url) : std::nullopt;
    return bytes && bytes->size() == coordinate_size ? bytes : std::nullopt;
  };
  const auto x = coordinate("x");
  const auto y = coordinate("y");
  if (text_in(object, "crv") != "P-256" || !x || !y) return nullptr;
  const std::string point = '\x04' + *x + *y;  // SEC 1 section 2.3.3, uncompressed
  ParameterBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1) {
    return nullptr;
  }
  return make_key("EC", builder);
}

/// RFC 7517 sections 4.2 and 4.3.
bool is_for_signatures(const Json& object) {
  if (object.contains("use") && text_in(object, "use") != "sig") return false;
  const auto uses = object.find("key_ops");
  if (uses == object.end()) return true;
  return uses->is_array() &&
         std::ranges::any_of(*uses, [](const Json& use) { return use.is_string() && use == "verify"; });
}

std::optional<VerificationKey> read_key(const Json& object) {
  if (!object.is_object() || !is_for_signatures(object)) return std::nullopt;
  VerificationKey key;
  if (object.contains("kid")) {
    const auto id = text_in(object, "kid");
    if (!id || id->empty()) return std::nullopt;
    key.id = *id;
  }
  if (object.contains("alg")) {
    key.algorithm = parse_algorithm(text_in(object, "alg").value_or(std::string()));
    if (!key.algorithm) return std::nullopt;
  }
  const std::string kind = text_in(object, "kty").value_or(std::string());
  if (kind == "RSA") {
    key.key = read_rsa(object);
  } else if (kind == "EC") {
    key.kind = KeyKind::p256;
    key.key = read_p256(object);
  }
  return key.key ? std::optional(std::move(key)) : std::nullopt;
}

}  // namespace

std::optional<Algorithm> parse_algorithm(std::string_view name) {
  for (const Algorithm algorithm : {Algorithm::rs256, Algorithm::ps256, Algorithm::es256}) {
    if (to_text(algorithm) == name) return algorithm;
  }
  return std::nullopt;
}

std::string_view to_text(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::rs256:
      return "RS256";
    case Algorithm::ps256:
      return "PS256";
    case Algorithm::es256:
      return "ES256";
  }
  return "unknown";
}

bool VerificationKey::fits(Algorithm wanted) const {
  return (kind == KeyKind::p256) == (wanted == Algorithm::es256) && (!algorithm || *algorithm == wanted);
}

std::optional<std::vector<VerificationKey>> read_key_set(std::string_view text) {
  const auto set = parse_object(text, {.bytes = std::size_t{512} * 1024, .depth = 8, .values = 20'000});
  if (!set) return std::nullopt;
  const auto list = set->find("keys");
  if (list == set->end() || !list->is_array() || list->size() > most_keys) return std::nullopt;
  std::vector<VerificationKey> keys;
  for (const Json& object : *list) {
    if (auto key = read_key(object)) keys.push_back(std::move(*key));
  }
  return keys;
}

}  // namespace formulary::io::oidc
