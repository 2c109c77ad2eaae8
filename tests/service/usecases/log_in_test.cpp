// Logging in, where it touches the stored password: hashes with old parameters are made anew, others stay.
#include "service/usecases/log_in.hpp"

#include <gtest/gtest.h>

#include "tests/service/support/agreed.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::usecases {
namespace {

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

}  // namespace
}  // namespace formulary::usecases
