// Signed tokens: the three algorithms verify, and no forgery does. The forgeries are general: every one is a good token
// with one thing about it changed, so that what nobody has thought of yet falls to the same rules.
#include "service/io/oidc/jose.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>

#include "service/domain/base64.hpp"
#include "tests/service/io/oidc/token_maker.hpp"

namespace formulary::tests {
namespace {

using io::oidc::TokenDefect;
using io::oidc::VerificationKey;

const std::string claims = R"({"iss":"https://login.example","sub":"nora"})";

std::string pem_of(EVP_PKEY* key) {
  BIO* memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PUBKEY(memory, key);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(memory);
  return pem;
}

/// A provider with one RSA key and one on P-256; and keys of somebody else.
struct Keys {
  Key rsa = new_rsa();
  Key p256 = new_p256();
  Key foreign_rsa = new_rsa();
  Key foreign_p256 = new_p256();
  std::vector<VerificationKey> list;

  Keys() : list(std::move(*io::oidc::read_key_set(key_set({rsa_jwk(rsa.get(), "r"), p256_jwk(p256.get(), "e")})))) {}
};

const Keys& keys() {
  static const Keys made;
  return made;
}

/// `good`, or the word of what is wrong.
std::string judged(const std::string& token, std::span<const VerificationKey> list = keys().list) {
  const auto read = io::oidc::read_token(token);
  if (!read) return std::string(to_text(read.error()));
  const auto defect = io::oidc::verify(*read, list);
  return defect ? std::string(to_text(*defect)) : "good";
}

std::string header(const std::string& algorithm, const std::string& more) {
  return R"({"alg":")" + algorithm + "\"" + (more.empty() ? "" : "," + more) + "}";
}

TEST(Jose, ThreeAlgorithmsVerify) {
  EXPECT_EQ(judged(signed_token(header("RS256", R"("kid":"r")"), claims, keys().rsa.get(), SignWith::rs256)), "good");
  EXPECT_EQ(judged(signed_token(header("PS256", R"("kid":"r")"), claims, keys().rsa.get(), SignWith::ps256)), "good");
  EXPECT_EQ(judged(signed_token(header("ES256", R"("kid":"e")"), claims, keys().p256.get(), SignWith::es256)), "good");
  EXPECT_EQ(judged(signed_token(header("ES256", ""), claims, keys().p256.get(), SignWith::es256)), "good")
      << "the only key of its kind need not be named";
}

TEST(Jose, HeaderIsReadAsTheStandardSays) {
  const auto token = signed_token(header("RS256", R"("kid":"r","typ":"application/Logout+JWT")"), claims,
                                  keys().rsa.get(), SignWith::rs256);
  const auto read = io::oidc::read_token(token);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->type, "logout+jwt");
  EXPECT_EQ(read->claims["sub"], "nora");
}

struct Forgery {
  std::string what;
  std::string token;
  std::string defect;
};

std::vector<Forgery> forgeries() {
  EVP_PKEY* rsa = keys().rsa.get();
  EVP_PKEY* p256 = keys().p256.get();
  EVP_PKEY* other = keys().foreign_rsa.get();
  const auto own_key = [&](const char* member, const Json& value) {
    return signed_token(Json{{"alg", "RS256"}, {"kid", "r"}, {member, value}}.dump(), claims, other, SignWith::rs256);
  };
  const std::string good = signed_token(header("RS256", R"("kid":"r")"), claims, rsa, SignWith::rs256);
  const std::string good_p256 = signed_token(header("ES256", R"("kid":"e")"), claims, p256, SignWith::es256);
  const std::size_t first = good.find('.');
  const std::size_t second = good.rfind('.');
  const std::string unsigned_part =
      domain::to_base64(header("none", ""), domain::Base64::url) + good.substr(first, second - first);
  std::vector<Forgery> list = {
      {"no algorithm, no signature", unsigned_part + ".", "algorithm"},
      {"no algorithm, with a signature", unsigned_part + good.substr(second), "algorithm"},
      {"HS256 with the public key as its secret", hmac_token(header("HS256", R"("kid":"r")"), claims, pem_of(rsa)),
       "algorithm"},
      {"RS256 that is an HMAC", hmac_token(header("RS256", R"("kid":"r")"), claims, pem_of(rsa)), "signature"},
      {"RS256 with a key for ES256", signed_token(header("RS256", R"("kid":"e")"), claims, rsa, SignWith::rs256),
       "unknown_key"},
      {"ES256 with a key for RS256", signed_token(header("ES256", R"("kid":"r")"), claims, p256, SignWith::es256),
       "unknown_key"},
      {"PS256 that is RS256", signed_token(header("PS256", R"("kid":"r")"), claims, rsa, SignWith::rs256), "signature"},
      {"RS256 that is PS256", signed_token(header("RS256", R"("kid":"r")"), claims, rsa, SignWith::ps256), "signature"},
      {"a foreign RSA key", signed_token(header("RS256", R"("kid":"r")"), claims, other, SignWith::rs256), "signature"},
      {"a foreign key on P-256",
       signed_token(header("ES256", R"("kid":"e")"), claims, keys().foreign_p256.get(), SignWith::es256), "signature"},
      {"an unknown key", signed_token(header("RS256", R"("kid":"x")"), claims, rsa, SignWith::rs256), "unknown_key"},
      {"a key id that is a path",
       signed_token(header("RS256", R"("kid":"../../dev/null")"), claims, other, SignWith::rs256), "unknown_key"},
      {"a key id that is no text", signed_token(header("RS256", R"("kid":1)"), claims, rsa, SignWith::rs256),
       "malformed"},
      {"its own key in the header", own_key("jwk", rsa_jwk(other, "r")), "signature"},
      {"an address of its own keys", own_key("jku", "https://evil.example/keys"), "signature"},
      {"an address of its own certificate", own_key("x5u", "https://evil.example/certificate"), "signature"},
      {"its own certificate", own_key("x5c", Json::array({"MIIB"})), "signature"},
      {"something critical",
       signed_token(header("RS256", R"("kid":"r","crit":["exp"],"exp":1)"), claims, rsa, SignWith::rs256), "critical"},
      {"a payload that is not encoded",
       signed_token(header("RS256", R"("kid":"r","b64":false)"), claims, rsa, SignWith::rs256), "critical"},
      {"ES256 as DER", signed_token(header("ES256", R"("kid":"e")"), claims, p256, SignWith::es256_der), "signature"},
      {"ES256 of zeros",
       good_p256.substr(0, good_p256.rfind('.') + 1) + domain::to_base64(std::string(64, '\0'), domain::Base64::url),
       "signature"},
      {"no signature", good.substr(0, second + 1), "signature"},
      {"half a signature", good.substr(0, second + 1 + 172), "signature"},
      {"an algorithm in small letters", signed_token(header("rs256", R"("kid":"r")"), claims, rsa, SignWith::rs256),
       "algorithm"},
      {"two algorithms", signed_token(R"({"alg":"none","alg":"RS256","kid":"r"})", claims, rsa, SignWith::rs256),
       "malformed"},
      {"no algorithm at all", signed_token(R"({"kid":"r"})", claims, rsa, SignWith::rs256), "algorithm"},
      {"RS384", signed_token(header("RS384", R"("kid":"r")"), claims, rsa, SignWith::rs256), "algorithm"},
      {"a claim twice",
       signed_token(header("RS256", R"("kid":"r")"), R"({"sub":"nora","sub":"ada"})", rsa, SignWith::rs256),
       "malformed"},
      {"a header that is no object", signed_token("[]", claims, rsa, SignWith::rs256), "malformed"},
      {"claims that are no object", signed_token(header("RS256", R"("kid":"r")"), "\"nora\"", rsa, SignWith::rs256),
       "malformed"},
      {"claims that are not UTF-8",
       signed_token(header("RS256", R"("kid":"r")"), "{\"sub\":\"\xff\"}", rsa, SignWith::rs256), "malformed"},
      {"claims that are very deep",
       signed_token(header("RS256", R"("kid":"r")"), "{\"a\":" + std::string(8000, '[') + std::string(8000, ']') + "}",
                    rsa, SignWith::rs256),
       "malformed"},
      {"a huge token",
       signed_token(header("RS256", R"("kid":"r")"), "{\"a\":\"" + std::string(40'000, 'a') + "\"}", rsa,
                    SignWith::rs256),
       "malformed"},
      {"four parts", good + ".", "malformed"},
      {"two parts", good.substr(0, second), "malformed"},
      {"nothing", "", "malformed"},
      {"padding", good + "=", "malformed"},
      {"white space", good.substr(0, 10) + "\n" + good.substr(10), "malformed"},
      {"the other alphabet", good.substr(0, second + 1) + "+/+/", "malformed"},
  };
  return list;
}

TEST(Jose, NoForgeryIsAccepted) {
  for (const Forgery& forgery : forgeries()) EXPECT_EQ(judged(forgery.token), forgery.defect) << forgery.what;
}

TEST(Jose, NoBitOfATokenCanBeChanged) {
  const std::string good = signed_token(header("ES256", R"("kid":"e")"), claims, keys().p256.get(), SignWith::es256);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(judged(changed), "good") << "at " << i;
  }
}

TEST(Jose, AmongSeveralKeysATokenHasToNameItsOwn) {
  const auto list =
      io::oidc::read_key_set(key_set({rsa_jwk(keys().foreign_rsa.get(), "old"), rsa_jwk(keys().rsa.get(), "new")}));
  const std::string nameless = signed_token(header("RS256", ""), claims, keys().rsa.get(), SignWith::rs256);
  EXPECT_EQ(judged(nameless, *list), "ambiguous_key");
  const auto twice =
      io::oidc::read_key_set(key_set({rsa_jwk(keys().foreign_rsa.get(), "r"), rsa_jwk(keys().rsa.get(), "r")}));
  const std::string named = signed_token(header("RS256", R"("kid":"r")"), claims, keys().rsa.get(), SignWith::rs256);
  EXPECT_EQ(judged(named, *twice), "ambiguous_key");
}

TEST(KeySet, LeavesOutWhatIsNotForSignaturesOrTooWeak) {
  EVP_PKEY* rsa = keys().rsa.get();
  const auto with = [](Json key, const char* member, const Json& value) {
    key[member] = value;
    return key;
  };
  const auto count = [](const Json& key) { return io::oidc::read_key_set(key_set({key}))->size(); };
  const Json good = rsa_jwk(rsa, "r");
  const Json good_p256 = p256_jwk(keys().p256.get(), "e");
  EXPECT_EQ(count(good), 1);
  EXPECT_EQ(count(good_p256), 1);
  EXPECT_EQ(count(with(good, "key_ops", {"verify"})), 1);
  EXPECT_EQ(count(with(good, "x5c", {"MIIB"})), 1) << "a certificate beside it is not looked at";
  const Key weak = new_rsa(1024);
  const std::pair<const char*, Json> bad[] = {
      {"for encryption", with(good, "use", "enc")},
      {"for other operations", with(good, "key_ops", {"encrypt"})},
      {"operations that are no list", with(good, "key_ops", "verify")},
      {"of an unknown kind", with(good, "kty", "OKP")},
      {"symmetric", Json{{"kty", "oct"}, {"kid", "r"}, {"k", "c2VjcmV0"}}},
      {"for HS256", with(good, "alg", "HS256")},
      {"too short", rsa_jwk(weak.get(), "r")},
      {"with exponent 1", with(good, "e", "AQ")},
      {"with an even exponent", with(good, "e", "AQAC")},
      {"with a huge exponent", with(good, "e", domain::to_base64(std::string(256, '\x7f'), domain::Base64::url))},
      {"without a modulus", with(good, "n", "")},
      {"padded", with(good, "e", "AQAB=")},
      {"with an id that is a number", with(good, "kid", 1)},
      {"on another curve", with(good_p256, "crv", "P-384")},
      {"not on the curve", with(good_p256, "y", good_p256["x"])},
      {"at infinity", with(with(good_p256, "x", domain::to_base64(std::string(32, '\0'), domain::Base64::url)), "y",
                           domain::to_base64(std::string(32, '\0'), domain::Base64::url))},
      {"with a short coordinate", with(good_p256, "x", "AQAB")},
      {"no object", Json("key")},
  };
  for (const auto& [what, key] : bad) EXPECT_EQ(count(key), 0) << what;
}

TEST(KeySet, IsRefusedAsAWholeWhenItIsNone) {
  Json many;
  for (int i = 0; i < 1000; ++i) many["keys"].push_back(p256_jwk(keys().p256.get(), std::to_string(i)));
  EXPECT_FALSE(io::oidc::read_key_set(many.dump())) << "a thousand keys";
  EXPECT_FALSE(io::oidc::read_key_set("[]"));
  EXPECT_FALSE(io::oidc::read_key_set("{}"));
  EXPECT_FALSE(io::oidc::read_key_set(R"({"keys":{}})"));
  EXPECT_FALSE(io::oidc::read_key_set(R"({"keys":[],"keys":[]})"));
  EXPECT_FALSE(io::oidc::read_key_set("{\"keys\":[" + std::string(100'000, '[')));
  EXPECT_TRUE(io::oidc::read_key_set(R"({"keys":[]})"));
}

// The example of OpenID Connect Core 1.0, appendix A.3.
TEST(AccessTokenHash, IsThatOfTheStandard) {
  EXPECT_EQ(io::oidc::hash_of_access_token("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
}

}  // namespace
}  // namespace formulary::tests
