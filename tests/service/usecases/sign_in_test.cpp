// Signing in as time goes by: answers that come too late, people whom the provider has to be asked about again,
// sign-ins that strangers begin and never finish. The provider is played; what it may not get away with, tests/oidc
// tells.
#include "service/usecases/sign_in.hpp"

#include <gtest/gtest.h>

#include "tests/service/support/agreed.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::tests {
namespace {

using domain::Role;
using domain::SignInProblem;
using usecases::SignInManner;

constexpr std::int64_t minute = 60'000;

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
      test::insert_agreed(transaction, person);
      transaction.sign_ins().link({"https://login.example", login, person.id, person.created});
      return usecases::Commit::yes;
    });
  }

  std::string begin(SignInManner manner = SignInManner::ordinary, const std::string& session = {}) {
    const auto begun = usecases::begin_sign_in(door, place.world, {}, "#/", manner, session);
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
      const auto found =
          usecases::authenticate_session(transaction, place.world, usecases::AccountRules::strict, secret);
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
  PlayedProvider& provider = place.provider;
  usecases::SignInDoor door{.provider = &place.provider, .pending = &place.pending};
};

TEST_F(SignIn, TakesLessThanTenMinutes) {
  provider.subject = "nora";
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
  const auto again = finish(begin(SignInManner::silent, rita));
  ASSERT_EQ(word(again), "good");
  EXPECT_EQ(who(again->open.secret), "rita");
  EXPECT_EQ(again->open.session.expires.ms, place.world.now_ms - 15 * minute + usecases::session_absolute_ms)
      << "looking again makes no session longer";
}

// A proof of who somebody is is as old as the provider says, whenever they come from there.
TEST_F(SignIn, ComingFromTheProviderIsNoFreshProof) {
  const domain::Instant morning = place.world.present().now;
  provider.subject = "rita";
  provider.seen = morning;
  place.world.now_ms += 60 * minute;
  const auto in = finish(begin());
  ASSERT_EQ(word(in), "good");
  EXPECT_EQ(in->open.session.confirmed.ms, morning.ms);
  const auto silent = finish(begin(SignInManner::silent));
  ASSERT_EQ(word(silent), "good");
  EXPECT_EQ(silent->open.session.confirmed.ms, morning.ms) << "also without a session that is looked at again";
  provider.says_when = false;
  const auto unknown = finish(begin());
  ASSERT_EQ(word(unknown), "good");
  EXPECT_EQ(unknown->open.session.confirmed.ms, 0) << "nothing is proved where the provider does not say when";
}

TEST_F(SignIn, FreshProofIsAskedOfThePersonAndSaidByTheProvider) {
  const std::string rita = sign_in("rita");
  work(rita, 10);
  provider.seen = place.world.present().now.plus(-std::chrono::minutes(9));
  EXPECT_EQ(word(finish(begin(SignInManner::proof, rita))), "token") << "`prompt` was left out on the way";
  EXPECT_EQ(who(rita), "rita") << "the session goes on, without the proof";
  provider.says_when = false;
  EXPECT_EQ(word(finish(begin(SignInManner::proof, rita))), "token");
  provider.says_when = true;
  provider.seen.reset();
  const auto proved = finish(begin(SignInManner::proof, rita));
  ASSERT_EQ(word(proved), "good");
  EXPECT_EQ(provider.asked.manner, SignInManner::proof);
  EXPECT_EQ(proved->open.session.confirmed.ms, place.world.now_ms);
  EXPECT_EQ(proved->open.session.expires.ms, place.world.now_ms - 10 * minute + usecases::session_absolute_ms);
  EXPECT_EQ(who(rita), "");
  provider.subject = "nora";
  EXPECT_EQ(word(finish(begin(SignInManner::proof, proved->open.secret))), "other_person");
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
  EXPECT_EQ(word(finish(begin(SignInManner::silent, rita))), "unreachable");
  EXPECT_EQ(who(rita), "");
  provider.away = false;
  EXPECT_EQ(word(finish(begin(SignInManner::silent, rita))), "good");
}

TEST_F(SignIn, LogoutTokenCountsOnceForAsLongAsItWouldBeGood) {
  const std::string nora = sign_in("nora");
  provider.logout_made = place.world.present().now;
  const auto end = [&](const std::string& token) {
    return word(usecases::end_by_provider(door, *place.store, place.world, {}, token));
  };
  EXPECT_EQ(end("a"), "good");
  EXPECT_EQ(who(nora), "");
  for (int i = 0; i < 15; ++i) {
    EXPECT_EQ(end("a"), "token") << "after " << i << " minutes";
    place.world.now_ms += minute;
  }
  provider.logout_made = place.world.present().now;
  EXPECT_EQ(end("b"), "good");
}

TEST_F(SignIn, ProvisionedPersonIsJoinedByTheExternalIdWhenItIsOnePersons) {
  const auto provision = [&](const std::string& login, const std::string& external_id) {
    place.store->write([&](usecases::Transaction& transaction) {
      domain::Person person;
      person.id = {place.world.new_id()};
      person.login = person.display_name = login;
      person.roles = {Role::submitter};
      person.created = place.world.present().now;
      test::insert_agreed(transaction, person);
      usecases::ProvisionedUser user{
          .person = person.id, .attributes = {}, .created = person.created, .modified = person.created};
      user.attributes.set("userName", login);
      user.attributes.set("externalId", external_id);
      transaction.provisioning().insert(user);
      return usecases::Commit::yes;
    });
  };
  provision("otto", "object-1");
  provision("anna", "object-2");
  provision("anne", "object-2");
  provider.link = "object-1";
  EXPECT_EQ(who(sign_in("account-of-otto")), "otto");
  EXPECT_EQ(sign_in("another-account"), "") << "joined once";
  provider.link = "object-2";
  EXPECT_EQ(sign_in("account-of-anna"), "") << "which of the two?";
  provider.link = "object-3";
  EXPECT_EQ(sign_in("account-of-nobody"), "");
}

TEST_F(SignIn, UnlinkedAccountIsNobodys) {
  place.store->write([&](usecases::Transaction& transaction) {
    transaction.sign_ins().unlink(transaction.people().find_by_login("nora")->id);
    return usecases::Commit::yes;
  });
  EXPECT_EQ(sign_in("nora"), "");
}

// Whoever has one IPv6 network has more addresses than there is room for sign-ins.
TEST_F(SignIn, StrangersOfOneNetworkTakeTheRoomOfOneVisitor) {
  usecases::PendingSignIns few(5, 2);
  door.pending = &few;
  domain::Actor stranger;
  for (int i = 0; i < 50; ++i) {
    stranger.remote = "2001:db8::" + std::to_string(i);
    EXPECT_TRUE(usecases::begin_sign_in(door, place.world, stranger, "#/", SignInManner::ordinary, ""));
  }
  EXPECT_NE(sign_in("nora"), "");
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
