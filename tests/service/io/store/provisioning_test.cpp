// What an identity provider says, in the database: what is put in comes out, and what the database itself refuses.
#include <gmock/gmock.h>

#include "service/io/store/connection.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using domain::scim::Value;
using testing::ElementsAre;
using testing::IsEmpty;

class ProvisioningTest : public StoreTest {
 protected:
  ProvisioningTest() {
    add_people();
    write([](Transaction& t) {
      usecases::ProvisionedUser user;
      user.person = submitter;
      user.attributes = Value::object();
      user.attributes.set("userName", "Sue");
      user.attributes.set("externalId", "x-1");
      user.created = user.modified = {5000};
      t.provisioning().insert(user);
      t.provisioning().insert(usecases::ProvisionedGroup{uuid(1, 20), "Reviewers", "", {1}, {1}});
      t.provisioning().add_member(uuid(1, 20), submitter);
      t.provisioning().add_member(uuid(1, 20), submitter);
    });
  }

  void lock(const domain::PersonId& id) {
    write([&](Transaction& t) {
      domain::Person gone = *t.people().find(id);
      gone.disabled = Instant{9000};
      t.people().update(gone);
    });
  }

  usecases::Session session_of(const domain::PersonId& id, int number) {
    return {.digest = digest(number), .person = id, .csrf = "c", .created = {1}, .last_seen = {1}, .expires = {99999}};
  }
};

TEST_F(ProvisioningTest, UsersAndGroupsComeBackAsTheyWerePutIn) {
  read([](Transaction& t) {
    usecases::Provisioning& p = t.provisioning();
    EXPECT_EQ(p.find_user(submitter)->user_name(), "Sue");
    EXPECT_EQ(p.find_user_by_login("sue")->person, submitter);
    EXPECT_FALSE(p.find_user_by_login("rob")) << "an account of the registry's own";
    EXPECT_EQ(p.users_by_external_id("x-1").size(), 1U);
    EXPECT_EQ(p.count_users(), 1);
    EXPECT_EQ(p.find_group_by_name("REVIEWERS")->id, uuid(1, 20));
    EXPECT_THAT(p.members(uuid(1, 20)), ElementsAre(submitter));
    EXPECT_EQ(p.groups_of(submitter).size(), 1U);
    EXPECT_FALSE(p.has_left(submitter));
  });
}

TEST_F(ProvisioningTest, WhoIsRemovedIsNotFoundAndKnownToHaveLeft) {
  write([](Transaction& t) {
    t.provisioning().remove_member(uuid(1, 20), submitter);
    t.provisioning().rename(submitter, "sue#gone");
    t.provisioning().remove_user(submitter, {7000});
  });
  read([](Transaction& t) {
    EXPECT_FALSE(t.provisioning().find_user(submitter));
    EXPECT_TRUE(t.provisioning().has_left(submitter));
    EXPECT_EQ(t.provisioning().count_users(), 0);
    EXPECT_THAT(t.provisioning().users_by_external_id("x-1"), IsEmpty());
    EXPECT_TRUE(t.people().find(submitter)) << "what they did stays theirs";
  });
}

TEST_F(ProvisioningTest, AnAlarmWaitsOnceAndComesAgainAfterSomebodyLooked) {
  const auto raise = [](Transaction& t, int number) {
    return t.provisioning().raise({.id = uuid(number, 21), .kind = "lock_refused", .subject = "s", .at = {number}});
  };
  write([&](Transaction& t) {
    EXPECT_TRUE(raise(t, 1));
    EXPECT_FALSE(raise(t, 2));
    EXPECT_TRUE(t.provisioning().acknowledge(uuid(1, 21), administrator, {3}));
    EXPECT_FALSE(t.provisioning().acknowledge(uuid(1, 21), administrator, {3}));
    EXPECT_TRUE(raise(t, 4));
  });
}

TEST_F(ProvisioningTest, TheDatabaseItselfEndsWhatSomebodyLockedOutHad) {
  write([&](Transaction& t) { t.people().insert(session_of(reviewer, 50)); });
  lock(reviewer);
  read([](Transaction& t) { EXPECT_FALSE(t.people().find_session(digest(50))); });
  EXPECT_THROW(write([&](Transaction& t) { t.people().insert(session_of(reviewer, 51)); }),
               io::store::ConstraintFailed);
}

TEST_F(ProvisioningTest, OnlyTheProvidersPeopleAreRenamedAndTheyHaveNoPassword) {
  write([](Transaction& t) { t.provisioning().rename(submitter, "susan"); });
  read([](Transaction& t) { EXPECT_TRUE(t.people().find_by_login("susan")); });
  EXPECT_THROW(write([](Transaction& t) { t.provisioning().rename(reviewer, "robert"); }), io::store::ConstraintFailed);
  EXPECT_THROW(write([](Transaction& t) { t.people().set_password_hash(submitter, "$argon2id$x"); }),
               io::store::ConstraintFailed);
}

}  // namespace
}  // namespace formulary::test
