// The provider over a network that the test plays: what is asked, what is believed, and how often.
#include "service/io/oidc/provider.hpp"

#include <map>
#include <stdexcept>
#include <tuple>

#include <gmock/gmock.h>
#include <openssl/pem.h>

#include "tests/service/io/oidc/token_maker.hpp"

namespace formulary::tests {
namespace {

using domain::SignInProblem;
using io::oidc::Exchange;
using testing::HasSubstr;

const std::string issuer = "https://login.example/hospital";
const std::string discovery = issuer + "/.well-known/openid-configuration";

class Network {
 public:
  Network() {
    document = {{"issuer", issuer},
                {"authorization_endpoint", issuer + "/authorize?tenant=1"},
                {"token_endpoint", issuer + "/token"},
                {"jwks_uri", issuer + "/keys"},
                {"end_session_endpoint", issuer + "/logout"},
                {"authorization_response_iss_parameter_supported", true}};
    answers[issuer + "/keys"] = {200, key_set({p256_jwk(key.get(), "e")})};
  }

  std::unique_ptr<usecases::IdentityProvider> open(const std::function<void(io::oidc::ProviderOptions&)>& change = {}) {
    if (!answers.contains(discovery)) answers[discovery] = {200, document.dump()};
    io::oidc::ProviderOptions options;
    options.terms.issuer = issuer;
    options.terms.client_id = "formulary";
    options.terms.max_age_ms = 3'600'000;
    options.redirect_address = "https://formulary.example/auth/callback";
    options.after_logout = "https://formulary.example/";
    options.client_secret = "s:cr t";
    options.new_id = [] { return "id"; };
    options.now = [this] { return now; };
    if (change) change(options);
    return io::oidc::open(std::move(options),
                          [this](const auto& method, const auto& address, const auto& headers, const auto& body) {
                            ++asked[address];
                            if (method == "POST") std::tie(last_post, last_body) = std::tie(address, body);
                            if (method == "POST") last_headers.clear();
                            for (const auto& [name, value] : headers) last_headers[name] = value;
                            const auto found = answers.find(address);
                            return found == answers.end() ? Exchange{} : found->second;
                          });
  }

  std::string token(const std::string& claims = "{}", const std::string& id = "e") {
    return signed_token(Json{{"alg", "ES256"}, {"kid", id}, {"typ", "JWT"}}.dump(), claims, key.get(), SignWith::es256);
  }
  void answer_tokens(const Json& body, int status = 200) { answers[issuer + "/token"] = {status, body.dump()}; }

  Key key = new_p256();
  Json document;
  std::map<std::string, Exchange> answers;
  std::map<std::string, int> asked;
  std::string last_post, last_body;
  std::map<std::string, std::string> last_headers;
  std::int64_t now = 1'772'355'600'000;
};

std::string word(const auto& result) {
  if (result) return "good";
  return std::string(to_text(result.error().problem)) + "." + result.error().check;
}

TEST(Provider, BrowserIsSentWithEverythingThatBindsTheAnswer) {
  Network network;
  const auto provider = network.open([](auto& options) { options.contexts = "strong stronger"; });
  const auto address = provider->authorization_address({.state = "st",
                                                        .nonce = "no",
                                                        .verifier_digest = std::string(64, 'f'),
                                                        .manner = usecases::SignInManner::silent});
  ASSERT_TRUE(address);
  EXPECT_EQ(*address, issuer +
                          "/authorize?tenant=1&response_type=code&client_id=formulary&redirect_uri="
                          "https%3A%2F%2Fformulary.example%2Fauth%2Fcallback&scope=openid%20profile&state=st&nonce=no&"
                          "code_challenge=__________________________________________8&code_challenge_method=S256&"
                          "max_age=3600&acr_values=strong%20stronger&prompt=none");
}

TEST(Provider, IsToldWhenThePersonHasToProveWhoTheyAre) {
  Network network;
  const auto address = network.open()->authorization_address(
      {.state = "st", .nonce = "no", .verifier_digest = std::string(64, 'f'), .manner = usecases::SignInManner::proof});
  ASSERT_TRUE(address);
  EXPECT_TRUE(address->ends_with("&max_age=0&prompt=login")) << *address;
}

TEST(Provider, CodeIsRedeemedWithVerifierAndSecret) {
  Network network;
  network.answer_tokens({{"id_token", network.token(R"({"sub":"nora"})")},
                         {"access_token", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"}});
  const auto redeemed = network.open()->redeem("c/1", "verifier");
  ASSERT_EQ(word(redeemed), "good");
  EXPECT_EQ(redeemed->claims.subject, "nora");
  EXPECT_EQ(redeemed->access_token_hash, "77QmUPtjPfzWtF2AnpK9RQ");
  EXPECT_EQ(network.last_post, issuer + "/token");
  EXPECT_EQ(network.last_body,
            "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fformulary.example%2Fauth%2Fcallback&"
            "code_verifier=verifier");
  // RFC 6749 section 2.3.1: `formulary:s%3Acr%20t`, so that the colon is unmistakable.
  EXPECT_EQ(network.last_headers["authorization"], "Basic Zm9ybXVsYXJ5OnMlM0FjciUyMHQ=");
}

TEST(Provider, DiscoveryDocumentHasToBeThatOfTheIssuer) {
  const std::pair<const char*, Json> changes[] = {
      {"another issuer", {{"issuer", "https://login.example"}}},
      {"a slash more", {{"issuer", issuer + "/"}}},
      {"other letters", {{"issuer", "https://LOGIN.example/hospital"}}},
      {"no issuer", {{"issuer", nullptr}}},
      {"keys in the open", {{"jwks_uri", "http://login.example/keys"}}},
      {"no token endpoint", {{"token_endpoint", nullptr}}},
      {"a page of scripts", {{"authorization_endpoint", "javascript:alert(1)"}}},
  };
  for (const auto& [what, change] : changes) {
    Network network;
    network.document.update(change);
    EXPECT_EQ(word(network.open()->authorization_address({})), "unreachable.discovery") << what;
  }
  for (const Exchange& answer : {Exchange{}, Exchange{302, ""}, Exchange{500, "{}"}, Exchange{200, "<html>"},
                                 Exchange{200, "{\"a\":" + std::string(50'000, '[')}}) {
    Network network;
    network.answers[discovery] = answer;
    EXPECT_EQ(word(network.open()->authorization_address({})), "unreachable.discovery") << answer.status;
  }
}

TEST(Provider, SilentOneIsNotAskedAgainAtOnce) {
  Network network;
  network.answers[discovery] = {};
  const auto provider = network.open();
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(provider->authorization_address({}));
  EXPECT_EQ(network.asked[discovery], 1);
  network.answers[discovery] = {200, network.document.dump()};
  network.now += 5'000;
  EXPECT_TRUE(provider->authorization_address({}));
  EXPECT_EQ(network.asked[discovery], 2);
  network.now += 59 * 60'000;
  EXPECT_TRUE(provider->authorization_address({}));
  EXPECT_EQ(network.asked[discovery], 2) << "kept for an hour";
}

TEST(Provider, StaleDocumentIsBetterThanNoneForADay) {
  Network network;
  const auto provider = network.open();
  EXPECT_TRUE(provider->authorization_address({}));
  network.answers[discovery] = {};
  network.now += 23 * 3'600'000LL;
  EXPECT_TRUE(provider->authorization_address({}));
  network.now += 2 * 3'600'000LL;
  EXPECT_FALSE(provider->authorization_address({}));
}

TEST(Provider, UnknownKeyMakesItLookAgainOnceAMinute) {
  Network network;
  const auto provider = network.open();
  const auto read = [&](const std::string& id) { return word(provider->read_logout_token(network.token("{}", id))); };
  EXPECT_EQ(read("e"), "good");
  EXPECT_EQ(network.asked[issuer + "/keys"], 1);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(read("new"), "token.unknown_key");
  EXPECT_EQ(network.asked[issuer + "/keys"], 1) << "within the minute since it looked";
  network.answers[issuer + "/keys"] = {200, key_set({p256_jwk(network.key.get(), "new")})};
  network.now += 60'000;
  EXPECT_EQ(read("new"), "good");
  EXPECT_EQ(network.asked[issuer + "/keys"], 2);
  EXPECT_EQ(read("e"), "token.unknown_key") << "the old key is gone with its set";
  for (int i = 0; i < 10; ++i) EXPECT_EQ(read("x"), "token.unknown_key");
  EXPECT_EQ(network.asked[issuer + "/keys"], 2);
}

TEST(Provider, WithoutKeysNothingIsBelieved) {
  for (const Exchange& answer : {Exchange{}, Exchange{302, ""}, Exchange{200, "[]"}}) {
    Network network;
    network.answers[issuer + "/keys"] = answer;
    EXPECT_EQ(word(network.open()->read_logout_token(network.token())), "unreachable.keys");
  }
  Network empty;
  empty.answers[issuer + "/keys"] = {200, R"({"keys":[]})"};
  EXPECT_EQ(word(empty.open()->read_logout_token(empty.token())), "token.unknown_key");
}

TEST(Provider, TokenEndpointThatSaysNoOrNonsense) {
  Network network;
  const auto provider = network.open();
  const auto answer = [&](int status, const std::string& body) {
    network.answers[issuer + "/token"] = {status, body};
    return word(provider->redeem("code", "verifier"));
  };
  EXPECT_EQ(answer(400, R"({"error":"invalid_grant"})"), "refused.token_endpoint");
  EXPECT_EQ(answer(401, R"({"error":"invalid_client"})"), "refused.token_endpoint");
  EXPECT_EQ(answer(302, ""), "unreachable.token_endpoint");
  EXPECT_EQ(answer(503, ""), "unreachable.token_endpoint");
  EXPECT_EQ(answer(0, ""), "unreachable.token_endpoint");
  EXPECT_EQ(answer(200, "{}"), "token.malformed");
  EXPECT_EQ(answer(200, R"({"id_token":1})"), "token.malformed");
  EXPECT_EQ(answer(200, "{\"a\":" + std::string(5000, '[') + std::string(5000, ']') + "}"), "token.malformed");
}

TEST(Provider, ProvesItselfWithAKeyWhereItHasOne) {
  Network network;
  network.answer_tokens({}, 400);
  BIO* memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(memory, network.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  const std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(memory);
  const auto provider = network.open([&](auto& options) {
    options.client_secret.clear();
    options.private_key = pem;
  });
  (void)provider->redeem("code", "verifier");
  EXPECT_THAT(network.last_body, HasSubstr("client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type"
                                           "%3Ajwt-bearer&client_assertion=ey"));
  EXPECT_FALSE(network.last_headers.contains("authorization"));
}

TEST(Provider, OptionsThatMakeNoSenseAreRefused) {
  Network network;
  EXPECT_THROW(network.open([](auto& options) { options.terms.issuer = "http://login.example"; }),
               std::invalid_argument);
  EXPECT_THROW(network.open([](auto& options) { options.private_key = "both"; }), std::invalid_argument);
}

TEST(Provider, LogoutThereLeadsBackHere) {
  Network network;
  EXPECT_EQ(network.open()->end_session_address(),
            issuer + "/logout?client_id=formulary&post_logout_redirect_uri=https%3A%2F%2Fformulary.example%2F");
  network.document["end_session_endpoint"] = nullptr;
  network.answers.erase(discovery);
  EXPECT_FALSE(network.open()->end_session_address());
}

}  // namespace
}  // namespace formulary::tests
