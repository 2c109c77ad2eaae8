// Every check of an ID token and of a logout token, as a table: a good token with one thing changed, and the check that
// has to notice.
#include "service/domain/sign_in/check_token.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

constexpr std::int64_t now = 1'772'355'600'000;
constexpr std::int64_t minute = 60'000;

TokenExpectation expectation() {
  TokenExpectation expected;
  expected.issuer = "https://login.example";
  expected.client_id = "formulary";
  expected.nonce = "the-nonce";
  expected.max_age_ms = 60 * minute;
  expected.access_token_hash = "the-hash";
  expected.now = {now};
  return expected;
}

TokenClaims good_id_token() {
  TokenClaims claims;
  claims.type = "jwt";
  claims.issuer = "https://login.example";
  claims.subject = "nora";
  claims.audience = {"formulary"};
  claims.nonce = "the-nonce";
  claims.access_token_hash = "the-hash";
  claims.expires = Instant{now + 5 * minute};
  claims.issued = Instant{now};
  claims.authenticated = Instant{now - minute};
  return claims;
}

TokenClaims good_logout_token() {
  TokenClaims claims;
  claims.type = "logout+jwt";
  claims.issuer = "https://login.example";
  claims.subject = "nora";
  claims.session = "there";
  claims.token_id = "1";
  claims.audience = {"formulary"};
  claims.expires = Instant{now + 2 * minute};
  claims.issued = Instant{now};
  claims.events = true;
  claims.logout_event = true;
  return claims;
}

struct Row {
  std::string what;
  std::function<void(TokenClaims&)> change;
  std::string check;  ///< empty: still good
};

std::string word(std::optional<TokenCheck> failed) { return failed ? std::string(to_text(*failed)) : std::string(); }

const std::vector<Row>& id_token_rows() {
  static const std::vector<Row> rows = {
      {"as it should be", [](auto&) {}, ""},
      {"without a type", [](auto& c) { c.type.clear(); }, ""},
      {"a logout token", [](auto& c) { c.type = "logout+jwt"; }, "type"},
      {"an access token", [](auto& c) { c.type = "at+jwt"; }, "type"},
      {"with events", [](auto& c) { c.events = true; }, "event"},
      {"another issuer", [](auto& c) { c.issuer = "https://login.example.evil"; }, "issuer"},
      {"a slash more", [](auto& c) { c.issuer = "https://login.example/"; }, "issuer"},
      {"no issuer", [](auto& c) { c.issuer.reset(); }, "issuer"},
      {"for another client", [](auto& c) { c.audience = {"mail"}; }, "audience"},
      {"for nobody", [](auto& c) { c.audience.clear(); }, "audience"},
      {"for a client that begins like this one", [](auto& c) { c.audience = {"formulary2"}; }, "audience"},
      {"for two, given to nobody",
       [](auto& c) {
         c.audience = {"formulary", "mail"};
       },
       "authorized_party"},
      {"for two, given to the other",
       [](auto& c) {
         c.audience = {"mail", "formulary"};
         c.authorized_party = "mail";
       },
       "authorized_party"},
      {"for two, given to this one",
       [](auto& c) {
         c.audience = {"mail", "formulary"};
         c.authorized_party = "formulary";
       },
       ""},
      {"for this one, given to another", [](auto& c) { c.authorized_party = "mail"; }, "authorized_party"},
      {"about nobody", [](auto& c) { c.subject.reset(); }, "subject"},
      {"about an empty name", [](auto& c) { c.subject = ""; }, "subject"},
      {"about a very long name", [](auto& c) { c.subject = std::string(256, 's'); }, "subject"},
      {"about a name with a control character", [](auto& c) { c.subject = "nora\n"; }, "subject"},
      {"over for a minute", [](auto& c) { c.expires = Instant{now - minute}; }, "expiry"},
      {"over for less than a minute", [](auto& c) { c.expires = Instant{now - minute + 1}; }, ""},
      {"without an end", [](auto& c) { c.expires.reset(); }, "expiry"},
      {"not yet, by more than a minute", [](auto& c) { c.not_before = Instant{now + minute + 1}; }, "not_before"},
      {"not yet, by a minute", [](auto& c) { c.not_before = Instant{now + minute}; }, ""},
      {"made in the future", [](auto& c) { c.issued = Instant{now + minute + 1}; }, "issued"},
      {"made long ago", [](auto& c) { c.issued = Instant{now - 12 * minute}; }, "issued"},
      {"made nobody knows when", [](auto& c) { c.issued.reset(); }, "issued"},
      {"with another nonce", [](auto& c) { c.nonce = "another"; }, "nonce"},
      {"without a nonce", [](auto& c) { c.nonce.reset(); }, "nonce"},
      {"the person was seen too long ago", [](auto& c) { c.authenticated = Instant{now - 62 * minute}; }, "auth_time"},
      {"nobody says when the person was seen", [](auto& c) { c.authenticated.reset(); }, "auth_time"},
      {"the person will be seen", [](auto& c) { c.authenticated = Instant{now + 2 * minute}; }, "auth_time"},
      {"of another access token", [](auto& c) { c.access_token_hash = "another"; }, "at_hash"},
      {"says nothing of an access token", [](auto& c) { c.access_token_hash.reset(); }, ""},
  };
  return rows;
}

const std::vector<Row>& logout_token_rows() {
  static const std::vector<Row> rows = {
      {"as it should be", [](auto&) {}, ""},
      {"for a session only", [](auto& c) { c.subject.reset(); }, ""},
      {"for a person only", [](auto& c) { c.session.reset(); }, ""},
      {"for neither",
       [](auto& c) {
         c.subject.reset();
         c.session.reset();
       },
       "target"},
      {"for a session without a name", [](auto& c) { c.session = ""; }, "target"},
      {"of no type", [](auto& c) { c.type.clear(); }, "type"},
      {"an ID token", [](auto& c) { c.type = "jwt"; }, "type"},
      {"without the event", [](auto& c) { c.logout_event = false; }, "event"},
      {"with a nonce", [](auto& c) { c.nonce = "the-nonce"; }, "nonce"},
      {"with an empty nonce", [](auto& c) { c.nonce = ""; }, "nonce"},
      {"without a name of its own", [](auto& c) { c.token_id.reset(); }, "token_id"},
      {"with an empty name", [](auto& c) { c.token_id = ""; }, "token_id"},
      {"with a very long name", [](auto& c) { c.token_id = std::string(256, 'j'); }, "token_id"},
      {"another issuer", [](auto& c) { c.issuer = "https://evil.example"; }, "issuer"},
      {"for another client", [](auto& c) { c.audience = {"mail"}; }, "audience"},
      {"over", [](auto& c) { c.expires = Instant{now - minute}; }, "expiry"},
      {"without an end", [](auto& c) { c.expires.reset(); }, "expiry"},
      {"made long ago", [](auto& c) { c.issued = Instant{now - 12 * minute}; }, "issued"},
      {"made nobody knows when", [](auto& c) { c.issued.reset(); }, "issued"},
      {"not yet", [](auto& c) { c.not_before = Instant{now + 2 * minute}; }, "not_before"},
  };
  return rows;
}

TEST(IdToken, OneThingWrongIsEnough) {
  for (const Row& row : id_token_rows()) {
    TokenClaims claims = good_id_token();
    row.change(claims);
    EXPECT_EQ(word(check_id_token(claims, expectation())), row.check) << row.what;
  }
}

TEST(LogoutToken, OneThingWrongIsEnough) {
  for (const Row& row : logout_token_rows()) {
    TokenClaims claims = good_logout_token();
    row.change(claims);
    EXPECT_EQ(word(check_logout_token(claims, expectation())), row.check) << row.what;
  }
}

TEST(IdToken, EmptyExpectationsFitNothing) {
  TokenExpectation nothing;
  nothing.now = {now};
  TokenClaims claims = good_id_token();
  claims.issuer = "";
  claims.audience = {""};
  claims.nonce = "";
  EXPECT_EQ(word(check_id_token(claims, nothing)), "issuer");
  nothing.issuer = "https://login.example";
  claims.issuer = nothing.issuer;
  EXPECT_EQ(word(check_id_token(claims, nothing)), "audience");
  nothing.client_id = "formulary";
  claims.audience = {"formulary"};
  EXPECT_EQ(word(check_id_token(claims, nothing)), "nonce");
}

TEST(IdToken, AgeOfTheLogInIsLookedAtWhereItWasAskedFor) {
  TokenExpectation expected = expectation();
  expected.max_age_ms.reset();
  TokenClaims claims = good_id_token();
  claims.authenticated.reset();
  EXPECT_EQ(word(check_id_token(claims, expected)), "");
}

TEST(Tokens, OneKindIsNeverTheOther) {
  EXPECT_TRUE(check_logout_token(good_id_token(), expectation()));
  EXPECT_TRUE(check_id_token(good_logout_token(), expectation()));
}

TEST(Tokens, EveryCheckHasARowThatFailsIt) {
  std::set<std::string> seen;
  for (const auto* rows : {&id_token_rows(), &logout_token_rows()}) {
    for (const Row& row : *rows) seen.insert(row.check);
  }
#define TOKEN_CHECK(name, sentence) EXPECT_TRUE(seen.contains(#name)) << #name;
#include "service/domain/sign_in/token_checks.def"
#undef TOKEN_CHECK
}

}  // namespace
}  // namespace formulary::domain
