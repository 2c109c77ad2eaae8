#include "service/io/oidc/provider.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <stdexcept>

#include "service/domain/base64.hpp"
#include "service/io/oidc/client_assertion.hpp"
#include "service/io/oidc/jose.hpp"
#include "service/io/oidc/query_text.hpp"
#include "service/io/oidc/read_claims.hpp"

namespace formulary::io::oidc {
namespace {

using domain::refuse_sign_in;
using domain::SignInProblem;
using domain::SignInResult;
using namespace std::chrono_literals;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t document_fresh_ms = 60 * minute_ms;
constexpr std::int64_t document_lasts_ms = 24 * 60 * minute_ms;  ///< while the provider does not give a newer one
constexpr std::int64_t retry_ms = 5'000;
constexpr auto wait_for_other = 3s;  ///< who looks the document up already
constexpr int most_redemptions = 8;  ///< at a time: a slow provider must not hold up everybody else

/// What of the discovery document is used (Discovery 1.0 section 3, RFC 9207 section 3, RP-Initiated Logout 2.1).
struct Document {
  std::string authorization;
  std::string token;
  std::string keys;
  std::string end_session;
  bool names_itself = false;
};

bool is_https(const std::string& address) {
  return address.starts_with("https://") && address.size() <= 2000 &&
         std::ranges::all_of(address, [](char c) { return c > 0x20 && c < 0x7f && c != '#' && c != '"'; });
}

std::optional<Document> read_document(const std::string& text, const std::string& issuer) {
  const auto object = parse_object(text, {.bytes = std::size_t{256} * 1024, .depth = 16, .values = 20'000});
  if (!object || text_in(*object, "issuer") != issuer) return std::nullopt;
  Document document;
  document.authorization = text_in(*object, "authorization_endpoint").value_or("");
  document.token = text_in(*object, "token_endpoint").value_or("");
  document.keys = text_in(*object, "jwks_uri").value_or("");
  document.end_session = text_in(*object, "end_session_endpoint").value_or("");
  const auto names = object->find("authorization_response_iss_parameter_supported");
  document.names_itself = names != object->end() && names->is_boolean() && names->get<bool>();
  if (!is_https(document.authorization) || !is_https(document.token) || !is_https(document.keys)) return std::nullopt;
  if (!is_https(document.end_session)) document.end_session.clear();
  return document;
}

/// A document of the provider, looked up by one thread at a time. A stale one is better than none, for a day.
template <class T>
class Kept {
 public:
  using Look = std::function<std::shared_ptr<const T>()>;

  /// `at_least` asks for one that was looked up then or later, where the rules allow another look.
  std::shared_ptr<const T> get(std::int64_t now, const Look& look, std::int64_t at_least = 0) {
    std::unique_lock lock(mutex_, std::defer_lock);
    if (!lock.try_lock_for(wait_for_other)) return nullptr;
    const std::int64_t age = now - looked_up_;
    const bool wanted = !value_ || age >= document_fresh_ms || looked_up_ < at_least;
    if (wanted && now - tried_ >= (value_ ? minute_ms : retry_ms)) {
      tried_ = now;
      if (auto fresh = look()) {
        value_ = std::move(fresh);
        looked_up_ = now;
      } else if (age >= document_lasts_ms) {
        value_ = nullptr;
      }
    }
    return value_;
  }

 private:
  std::timed_mutex mutex_;
  std::shared_ptr<const T> value_;
  std::int64_t looked_up_ = 0;
  std::int64_t tried_ = 0;
};

using Keys = std::vector<VerificationKey>;

class Provider : public usecases::IdentityProvider {
 public:
  Provider(ProviderOptions options, Send send) : options_(std::move(options)), send_(std::move(send)) {
    const std::string& issuer = options_.terms.issuer;
    if (!is_https(issuer) || issuer.find('?') != std::string::npos) {
      throw std::invalid_argument("the issuer has to begin with https://, without a query.");
    }
    if (!options_.client_secret.empty() && !options_.private_key.empty()) {
      throw std::invalid_argument("give either a client secret or a private key.");
    }
    if (!options_.private_key.empty()) key_ = read_private_key(options_.private_key);
    options_.private_key.clear();
  }

  const usecases::ProviderTerms& terms() const override { return options_.terms; }

  SignInResult<std::string> authorization_address(const usecases::AuthorizationQuestion& question) override {
    const auto known = document();
    if (!known) return refuse_sign_in(SignInProblem::unreachable, "discovery");
    Fields fields{{"response_type", "code"},
                  {"client_id", options_.terms.client_id},
                  {"redirect_uri", options_.redirect_address},
                  {"scope", options_.scopes},
                  {"state", question.state},
                  {"nonce", question.nonce},
                  {"code_challenge", challenge_of(question.verifier_digest)},
                  {"code_challenge_method", "S256"}};
    const bool proof = question.manner == usecases::SignInManner::proof;
    const auto max_age = proof ? std::optional<std::int64_t>(0) : options_.terms.max_age_ms;
    if (max_age) fields.emplace_back("max_age", std::to_string(*max_age / 1000));
    if (!options_.contexts.empty()) fields.emplace_back("acr_values", options_.contexts);
    if (question.manner == usecases::SignInManner::silent) fields.emplace_back("prompt", "none");
    if (proof) fields.emplace_back("prompt", "login");
    return with_query(known->authorization, fields);
  }

  SignInResult<bool> names_itself() override {
    const auto known = document();
    if (!known) return refuse_sign_in(SignInProblem::unreachable, "discovery");
    return known->names_itself;
  }

  SignInResult<usecases::RedeemedCode> redeem(std::string_view code, std::string_view verifier) override {
    const auto known = document();
    if (!known) return refuse_sign_in(SignInProblem::unreachable, "discovery");
    const Place place(redeeming_);
    if (!place.taken) return refuse_sign_in(SignInProblem::busy, "token_endpoint");
    const Exchange answer = ask_for_tokens(known->token, code, verifier);
    // RFC 6749 section 5.2: 400 and 401 say that code or client are no good; everything else is no answer.
    if (answer.status == 400 || answer.status == 401) return refuse_sign_in(SignInProblem::refused, "token_endpoint");
    if (answer.status != 200) return refuse_sign_in(SignInProblem::unreachable, "token_endpoint");
    const auto object = parse_object(answer.body, {.bytes = std::size_t{128} * 1024});
    const auto token = object ? text_in(*object, "id_token") : std::nullopt;
    if (!token) return refuse_sign_in(SignInProblem::token, "malformed");
    auto claims = read(*token);
    if (!claims) return std::unexpected(claims.error());
    const std::string access_token = text_in(*object, "access_token").value_or("");
    return usecases::RedeemedCode{std::move(*claims),
                                  access_token.empty() ? std::string() : hash_of_access_token(access_token)};
  }

  SignInResult<domain::TokenClaims> read_logout_token(std::string_view token) override { return read(token); }

  std::optional<std::string> end_session_address() override {
    const auto known = document();
    if (!known || known->end_session.empty()) return std::nullopt;
    return with_query(known->end_session,
                      {{"client_id", options_.terms.client_id}, {"post_logout_redirect_uri", options_.after_logout}});
  }

 private:
  /// One of the few places for those who wait for the token endpoint.
  struct Place {
    explicit Place(std::atomic<int>& count) : count_(count), taken(count.fetch_add(1) < most_redemptions) {}
    ~Place() { count_.fetch_sub(1); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    std::atomic<int>& count_;
    const bool taken;
  };

  /// RFC 7636 section 4.2, from the digest in hexadecimal.
  static std::string challenge_of(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
      bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    }
    return domain::to_base64(bytes, domain::Base64::url);
  }

  std::shared_ptr<const Document> document() {
    return document_.get(options_.now(), [&]() -> std::shared_ptr<const Document> {
      // Discovery 1.0 section 4.1: a slash at the issuer's end is left out before the well-known path.
      std::string address = options_.terms.issuer;
      if (address.ends_with('/')) address.pop_back();
      const Exchange answer = send_("GET", address + "/.well-known/openid-configuration", {}, {});
      auto read = answer.status == 200 ? read_document(answer.body, options_.terms.issuer) : std::nullopt;
      return read ? std::make_shared<const Document>(std::move(*read)) : nullptr;
    });
  }

  std::shared_ptr<const Keys> keys(const std::string& address, std::int64_t at_least) {
    const auto look = [&]() -> std::shared_ptr<const Keys> {
      const Exchange answer = send_("GET", address, {}, {});
      auto read = answer.status == 200 ? read_key_set(answer.body) : std::nullopt;
      return read ? std::make_shared<const Keys>(std::move(*read)) : nullptr;
    };
    return keys_.get(options_.now(), look, at_least);
  }

  SignInResult<domain::TokenClaims> read(std::string_view text) {
    const auto token = read_token(text);
    if (!token) return refuse_sign_in(SignInProblem::token, to_text(token.error()));
    const auto known = document();
    if (!known) return refuse_sign_in(SignInProblem::unreachable, "discovery");
    auto list = keys(known->keys, 0);
    if (!list) return refuse_sign_in(SignInProblem::unreachable, "keys");
    auto defect = verify(*token, *list);
    if (defect == TokenDefect::unknown_key) {
      // The provider may have a new key: look once more, at most once a minute.
      list = keys(known->keys, options_.now());
      if (!list) return refuse_sign_in(SignInProblem::unreachable, "keys");
      defect = verify(*token, *list);
    }
    if (defect) return refuse_sign_in(SignInProblem::token, to_text(*defect));
    auto claims = read_claims(token->claims, token->type, options_.link_claim);
    if (!claims) return refuse_sign_in(SignInProblem::token, "claims");
    return std::move(*claims);
  }

  Exchange ask_for_tokens(const std::string& address, std::string_view code, std::string_view verifier) {
    Fields fields{{"grant_type", "authorization_code"},
                  {"code", std::string(code)},
                  {"redirect_uri", options_.redirect_address},
                  {"code_verifier", std::string(verifier)}};
    std::vector<std::pair<std::string, std::string>> headers{{"content-type", "application/x-www-form-urlencoded"},
                                                             {"accept", "application/json"}};
    if (key_) {
      fields.emplace_back("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      fields.emplace_back("client_assertion", sign_assertion({.client_id = options_.terms.client_id,
                                                              .audience = address,
                                                              .id = options_.new_id(),
                                                              .key_id = options_.key_id,
                                                              .now = options_.now() / 1000},
                                                             key_.get()));
    } else if (!options_.client_secret.empty()) {
      headers.emplace_back("authorization", basic());
    } else {
      fields.emplace_back("client_id", options_.terms.client_id);
    }
    return send_("POST", address, headers, query_text(fields));
  }

  /// RFC 6749 section 2.3.1: both parts are form-encoded first.
  std::string basic() const {
    std::string text = domain::to_base64(
        percent_encoded(options_.terms.client_id) + ":" + percent_encoded(options_.client_secret), domain::Base64::url);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    while (text.size() % 4 != 0) text += '=';
    return "Basic " + text;
  }

  ProviderOptions options_;
  Send send_;
  Key key_;
  Kept<Document> document_;
  Kept<Keys> keys_;
  std::atomic<int> redeeming_{0};
};

}  // namespace

std::unique_ptr<usecases::IdentityProvider> open(ProviderOptions options, Send send) {
  return std::make_unique<Provider>(std::move(options), std::move(send));
}

}  // namespace formulary::io::oidc
