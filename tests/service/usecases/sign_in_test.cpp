// Signing in as time goes by: answers that come too late, people whom the provider has to be asked about again,
// sign-ins that strangers begin and never finish. The provider is played; what it may not get away with, tests/oidc
// tells.
#include "service/usecases/sign_in.hpp"

#include <gtest/gtest.h>

#include "tests/service/support/place.hpp"

namespace formulary::tests {
namespace {

using domain::Role;
using domain::SignInProblem;

constexpr std::int64_t minute = 60'000;

class PlayedProvider : public usecases::IdentityProvider {
 public:
  explicit PlayedProvider(const SetWorld& world) : world_(world) {
    terms_.name = "Account";
    terms_.issuer = "https://login.example";
    terms_.client_id = "formulary";
    terms_.strong_methods = {"mfa"};
  }

  const usecases::ProviderTerms& terms() const override { return terms_; }
  domain::SignInResult<std::string> authorization_address(const usecases::AuthorizationQuestion& question) override {
    asked = question;
    return "https://login.example/authorize";
  }
  domain::SignInResult<bool> names_itself() override { return true; }
  domain::SignInResult<usecases::RedeemedCode> redeem(std::string_view, std::string_view) override {
    if (away) return domain::refuse_sign_in(SignInProblem::unreachable, "token_endpoint");
    domain::TokenClaims claims;
    claims.issuer = terms_.issuer;
    claims.subject = subject;
    claims.audience = {terms_.client_id};
    claims.nonce = asked.nonce;
    claims.methods = {"mfa"};
    claims.session = "there";
    claims.issued = world_.present().now;
    claims.expires = world_.present().now.plus(std::chrono::minutes(5));
    return usecases::RedeemedCode{claims, {}};
  }
  domain::SignInResult<domain::TokenClaims> read_logout_token(std::string_view token) override {
    domain::TokenClaims claims;
    claims.type = "logout+jwt";
    claims.issuer = terms_.issuer;
    claims.audience = {terms_.client_id};
    claims.session = "there";
    claims.token_id = std::string(token);
    claims.events = claims.logout_event = true;
    claims.issued = {made_ms};
    claims.expires = {made_ms + 2 * minute};
    return claims;
  }
  std::optional<std::string> end_session_address() override { return std::nullopt; }

  usecases::AuthorizationQuestion asked;
  std::string subject = "rita";
  std::int64_t made_ms = 0;
  bool away = false;

 private:
  const SetWorld& world_;
  usecases::ProviderTerms terms_;
};

class SignIn : public testing::Test {
 protected:
  SignIn() {
    add("rita", Role::reviewer);
    add("nora", Role::submitter);
  }

  void add(const std::string& login, Role role) {
    domain::Person person;
    person.id = {place.world.new_id()};
    person.login = person.display_name = login;
    person.roles = {role};
    if (role == Role::reviewer) person.domains = {domain::ReviewDomain::security};
    person.created = place.world.present().now;
    place.store->write([&](usecases::Transaction& transaction) {
      transaction.people().insert(person);
      transaction.sign_ins().link({"https://login.example", login, person.id, person.created});
      return usecases::Commit::yes;
    });
  }

  std::string begin(bool silent = false, const std::string& session = {}) {
    const auto begun = usecases::begin_sign_in(door, place.world, {}, "#/", silent, session);
    return begun ? begun->browser_secret : std::string();
  }
  domain::SignInResult<usecases::SignedIn> finish(const std::string& browser) {
    return usecases::finish_sign_in(door, *place.store, place.world, {},
                                    {.state = provider.asked.state,
                                     .code = "code",
                                     .issuer = "https://login.example",
                                     .error = {},
                                     .browser_secret = browser});
  }
  std::string sign_in(const std::string& subject) {
    provider.subject = subject;
    const auto in = finish(begin());
    return in ? in->open.secret : std::string();
  }
  std::string who(const std::string& secret) {
    std::string login;
    place.store->read([&](usecases::Transaction& transaction) {
      const auto found = usecases::authenticate_session(transaction, place.world, secret);
      if (!found) return;
      login = found->person.login;
    });
    return login;
  }
  /// Somebody works in the session, minute after minute.
  void work(const std::string& secret, int minutes) {
    for (int i = 0; i < minutes; ++i) {
      place.world.now_ms += minute;
      place.store->write([&](usecases::Transaction& transaction) {
        transaction.people().touch_session(place.world.sha256(secret), place.world.present().now);
        return usecases::Commit::yes;
      });
    }
  }
  std::string word(const auto& result) { return result ? "good" : std::string(to_text(result.error().problem)); }

  Place place;
  PlayedProvider provider{place.world};
  usecases::PendingSignIns pending;
  usecases::SignInDoor door{.provider = &provider, .pending = &pending};
};

TEST_F(SignIn, TakesLessThanTenMinutes) {
  std::string browser = begin();
  place.world.now_ms += 10 * minute - 1;
  EXPECT_EQ(word(finish(browser)), "good");
  browser = begin();
  place.world.now_ms += 10 * minute;
  EXPECT_EQ(word(finish(browser)), "state");
}

TEST_F(SignIn, ProviderIsAskedAgainAboutAReviewerEveryQuarterOfAnHour) {
  const std::string rita = sign_in("rita");
  work(rita, 14);
  EXPECT_EQ(who(rita), "rita");
  work(rita, 1);
  EXPECT_EQ(who(rita), "") << "nothing is possible until the provider was asked";
  const auto again = finish(begin(true, rita));
  ASSERT_EQ(word(again), "good");
  EXPECT_EQ(who(again->open.secret), "rita");
  EXPECT_EQ(again->open.session.expires.ms, place.world.now_ms - 15 * minute + usecases::session_absolute_ms)
      << "looking again makes no session longer";
}

TEST_F(SignIn, SubmittersAreNotAskedAbout) {
  const std::string nora = sign_in("nora");
  work(nora, 60);
  EXPECT_EQ(who(nora), "nora");
}

TEST_F(SignIn, ProviderThatIsAwayEndsNobodysSession) {
  const std::string rita = sign_in("rita");
  work(rita, 15);
  provider.away = true;
  EXPECT_EQ(word(finish(begin(true, rita))), "unreachable");
  EXPECT_EQ(who(rita), "");
  provider.away = false;
  EXPECT_EQ(word(finish(begin(true, rita))), "good");
}

TEST_F(SignIn, LogoutTokenCountsOnceForAsLongAsItWouldBeGood) {
  const std::string nora = sign_in("nora");
  provider.made_ms = place.world.now_ms;
  const auto end = [&](const std::string& token) {
    return word(usecases::end_by_provider(door, *place.store, place.world, {}, token));
  };
  EXPECT_EQ(end("a"), "good");
  EXPECT_EQ(who(nora), "");
  for (int i = 0; i < 15; ++i) {
    EXPECT_EQ(end("a"), "token") << "after " << i << " minutes";
    place.world.now_ms += minute;
  }
  provider.made_ms = place.world.now_ms;
  EXPECT_EQ(end("b"), "good");
}

TEST_F(SignIn, UnlinkedAccountIsNobodys) {
  place.store->write([&](usecases::Transaction& transaction) {
    transaction.sign_ins().unlink(transaction.people().find_by_login("nora")->id);
    return usecases::Commit::yes;
  });
  EXPECT_EQ(sign_in("nora"), "");
}

TEST(PendingSignIns, AreBoundedForEachAddressAndInAll) {
  usecases::PendingSignIns few(5, 2);
  const auto add = [&](const std::string& name, const std::string& remote, std::int64_t at) {
    return few.add(name, {.remote = remote, .begun = {at}});
  };
  EXPECT_TRUE(add("a1", "a", 0));
  EXPECT_TRUE(add("a2", "a", 0));
  EXPECT_TRUE(add("a3", "a", 0)) << "makes room by forgetting the oldest of its own";
  EXPECT_TRUE(add("b1", "b", 0));
  EXPECT_TRUE(add("c1", "c", 0));
  EXPECT_TRUE(add("d1", "d", 0));
  EXPECT_FALSE(add("e1", "e", 0)) << "others lose nothing by strangers who begin and begin";
  EXPECT_FALSE(few.take("a1", {1}));
  EXPECT_TRUE(few.take("a2", {1}));
  EXPECT_FALSE(few.take("a2", {1})) << "once";
  EXPECT_TRUE(add("e2", "e", 0));
  EXPECT_FALSE(add("f1", "f", 9 * minute));
  EXPECT_TRUE(add("f2", "f", 10 * minute)) << "what is too old makes room";
}

}  // namespace
}  // namespace formulary::tests
