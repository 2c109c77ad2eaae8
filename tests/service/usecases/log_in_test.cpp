// Logging in, where it touches the stored password: hashes with old parameters are made anew, others stay. And guesses
// that are made all at once.
#include "service/usecases/log_in.hpp"

#include <functional>
#include <utility>

#include <gtest/gtest.h>

#include "tests/service/support/agreed.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::usecases {
namespace {

/// Where other things happen while a password is verified.
class BusyWorld : public tests::SetWorld {
 public:
  bool verify_password(std::string_view password, std::string_view phc) override {
    if (auto now = std::exchange(meanwhile, nullptr)) now();
    return SetWorld::verify_password(password, phc);
  }
  std::function<void()> meanwhile;
};

class LogInTest : public testing::Test {
 protected:
  void SetUp() override {
    person.id = {place.world.new_id()};
    person.login = "maria";
    person.roles = {domain::Role::submitter};
    person.created = place.world.present().now;
  }
  void keep(const std::string& phc) {
    place.store->write([&](Transaction& transaction) {
      test::insert_agreed(transaction, person);
      transaction.people().set_password_hash(person.id, phc);
      return Commit::yes;
    });
  }
  auto log_in_with(std::string_view password) {
    return log_in({*place.store, place.world, place.cipher, AccountRules::strict}, {}, {"maria", password});
  }
  std::string kept() {
    std::string phc;
    place.store->read([&](Transaction& transaction) { phc = transaction.people().password_hash(person.id).value(); });
    return phc;
  }

  tests::Place place;
  domain::Person person;
};

TEST_F(LogInTest, MakesAHashWithOldParametersAnew) {
  const std::string old = "$argon2id$slow$" + place.world.sha256("saltthe right words");
  keep(old);
  EXPECT_FALSE(log_in_with("other words"));
  EXPECT_EQ(kept(), old) << "a wrong password changes nothing";
  ASSERT_TRUE(log_in_with("the right words"));
  EXPECT_EQ(kept(), place.world.hash_password("the right words"));
  EXPECT_TRUE(log_in_with("the right words"));
}

TEST_F(LogInTest, LeavesAHashOfNowAlone) {
  keep(place.world.hash_password("the right words"));
  ASSERT_TRUE(log_in_with("the right words"));
  EXPECT_EQ(kept(), place.world.hash_password("the right words"));
}

// Verifying takes its time, so that many guesses can be under way before the first of them is counted.
TEST_F(LogInTest, GuessesAtOnceAreNoMoreThanOneAfterTheOther) {
  keep(place.world.hash_password("the right words"));
  const auto five_guesses = [this] {
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(log_in_with("other words " + std::to_string(i)));
  };
  BusyWorld busy;
  for (const std::string_view password : {"the right words", "other words"}) {
    busy.meanwhile = five_guesses;
    const auto sixth = log_in({*place.store, busy, place.cipher, AccountRules::strict}, {}, {"maria", password});
    ASSERT_FALSE(sixth) << password;
    EXPECT_EQ(sixth.error().refusal.code, domain::RefusalCode::too_many) << "it is not told which one it was";
    place.world.now_ms += 3'600'000;
    busy.now_ms = place.world.now_ms;
  }
}

TEST_F(LogInTest, GuessesAtAProofAtOnceAreNoMoreThanOneAfterTheOther) {
  keep(place.world.hash_password("the right words"));
  const auto in = log_in_with("the right words");
  ASSERT_TRUE(in);
  std::optional<Authenticated> who;
  place.store->read([&](Transaction& transaction) {
    who = authenticate_session(transaction, place.world, AccountRules::strict, in->secret);
  });
  ASSERT_TRUE(who);
  const auto prove = [&](World& world, std::string_view password) {
    return confirm({*place.store, world, place.cipher, AccountRules::strict}, *who, {"maria", password});
  };
  BusyWorld busy;
  busy.meanwhile = [&] {
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(prove(place.world, "other words"));
  };
  const auto sixth = prove(busy, "the right words");
  ASSERT_FALSE(sixth);
  EXPECT_EQ(sixth.error().refusal.code, domain::RefusalCode::too_many);
}

}  // namespace
}  // namespace formulary::usecases
