// People in the database: what is put in comes out, and what may not be is refused.
#include "service/io/store/connection.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using domain::Role;
using PeopleTest = StoreTest;

TEST_F(PeopleTest, PersonComesBackAsItWasPutIn) {
  add_people();
  read([](Transaction& t) {
    const auto rob = t.people().find(reviewer);
    ASSERT_TRUE(rob);
    EXPECT_EQ(rob->login, "rob");
    EXPECT_EQ(rob->display_name, "Dr. rob");
    EXPECT_EQ(rob->department, cardiology);
    EXPECT_EQ(rob->roles, (std::vector{Role::reviewer, Role::submitter}));
    EXPECT_EQ(rob->domains, (std::vector{domain::ReviewDomain::security, domain::ReviewDomain::privacy}));
    EXPECT_EQ(rob->created.ms, 1000);
    EXPECT_TRUE(rob->active());
    EXPECT_EQ(rob->revision, 1);
    EXPECT_EQ(t.people().find_by_login("rob")->id, reviewer);
    EXPECT_FALSE(t.people().find_by_login("ROB"));
    EXPECT_FALSE(t.people().find({uuid(999)}));
  });
}

TEST_F(PeopleTest, ListIsOrderedByLogin) {
  add_people();
  std::string logins;
  read([&](Transaction& t) {
    for (const auto& each : t.people().list()) logins += each.login + " ";
  });
  EXPECT_EQ(logins, "ada ann rob script sue ");
}

TEST_F(PeopleTest, UpdateChangesAllButLoginAndCreationAndCountsUp) {
  add_people();
  write([](Transaction& t) {
    domain::Person changed = *t.people().find(submitter);
    changed.display_name = "Susan";
    changed.department = {};
    changed.roles = {Role::approver};
    changed.disabled = Instant{9000};
    changed.login = "other";
    update_agreed(t, changed);
  });
  read([](Transaction& t) {
    const auto sue = t.people().find(submitter);
    EXPECT_EQ(sue->login, "sue");
    EXPECT_EQ(sue->display_name, "Susan");
    EXPECT_TRUE(sue->department.empty());
    EXPECT_EQ(sue->roles, std::vector{Role::approver});
    EXPECT_EQ(sue->disabled, Instant{9000});
    EXPECT_EQ(sue->revision, 2);
  });
}

TEST_F(PeopleTest, ALoginIsUnique) {
  add_people();
  EXPECT_THROW(write([](Transaction& t) { t.people().insert(person({uuid(50, 2)}, "sue", {Role::submitter})); }),
               io::store::ConstraintFailed);
}

TEST_F(PeopleTest, OnlyActiveAdministratorsCount) {
  add_people();
  write([](Transaction& t) {
    insert_agreed(t, person({uuid(6, 2)}, "alf", {Role::administrator}));
    domain::Person gone = person({uuid(7, 2)}, "gus", {Role::administrator});
    gone.disabled = Instant{2000};
    insert_agreed(t, gone);
  });
  read([](Transaction& t) { EXPECT_EQ(t.people().active_administrators(), 2); });
}

TEST_F(PeopleTest, PasswordHashIsSetAndReplaced) {
  add_people();
  read([](Transaction& t) { EXPECT_FALSE(t.people().password_hash(submitter)); });
  write([](Transaction& t) {
    t.people().set_password_hash(submitter, "$argon2id$v=19$first");
    t.people().set_password_hash(submitter, "$argon2id$v=19$second");
  });
  read([](Transaction& t) { EXPECT_EQ(t.people().password_hash(submitter), "$argon2id$v=19$second"); });
  EXPECT_THROW(write([](Transaction& t) { t.people().set_password_hash(submitter, "plain"); }),
               io::store::ConstraintFailed);
}

TEST_F(PeopleTest, DepartmentsAreFoundByIdAndName) {
  add_people();
  write([](Transaction& t) { t.people().insert(domain::Department{{uuid(2, 1)}, "Anaesthesia"}); });
  read([](Transaction& t) {
    EXPECT_EQ(t.people().find_department(cardiology)->name, "Cardiology");
    EXPECT_EQ(t.people().find_department_by_name("Cardiology")->id, cardiology);
    EXPECT_FALSE(t.people().find_department_by_name("cardiology "));
    ASSERT_EQ(t.people().departments().size(), 2U);
    EXPECT_EQ(t.people().departments().front().name, "Anaesthesia");
  });
}

usecases::Session session(int number, const domain::PersonId& owner) {
  return {.digest = digest(number),
          .person = owner,
          .csrf = "csrf",
          .created = {10'000},
          .last_seen = {10'000},
          .expires = {50'000}};
}

TEST_F(PeopleTest, SessionLivesUntilItEnds) {
  add_people();
  write([](Transaction& t) {
    t.people().insert(session(1, submitter));
    t.people().insert(session(2, submitter));
    t.people().insert(session(3, reviewer));
    t.people().touch_session(digest(1), {20'000});
    t.people().touch_session(digest(1), {15'000});  // late news: the time of the last sight never goes back
  });
  read([](Transaction& t) {
    const auto found = t.people().find_session(digest(1));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->person, submitter);
    EXPECT_EQ(found->csrf, "csrf");
    EXPECT_EQ(found->last_seen.ms, 20'000);
    EXPECT_EQ(found->expires.ms, 50'000);
  });
  write([](Transaction& t) { t.people().end_session(digest(1)); });
  read([](Transaction& t) {
    EXPECT_FALSE(t.people().find_session(digest(1)));
    EXPECT_TRUE(t.people().find_session(digest(2)));
  });
  write([](Transaction& t) { t.people().end_sessions_of(submitter); });
  read([](Transaction& t) {
    EXPECT_FALSE(t.people().find_session(digest(2)));
    EXPECT_TRUE(t.people().find_session(digest(3)));
  });
}

TEST_F(PeopleTest, ANewSessionSweepsAwayThoseThatAreOver) {
  add_people();
  write([](Transaction& t) { t.people().insert(session(1, submitter)); });
  write([](Transaction& t) {
    usecases::Session later = session(2, submitter);
    later.created = later.last_seen = {50'000};
    later.expires = {90'000};
    t.people().insert(later);
  });
  read([](Transaction& t) { EXPECT_FALSE(t.people().find_session(digest(1))); });
}

usecases::Token token(int number, const domain::PersonId& owner) {
  return {.id = {uuid(number, 9)},
          .owner = owner,
          .name = "CI",
          .digest = digest(number),
          .scopes = {domain::Scope::gate, domain::Scope::submit},
          .created = {10'000 + number},
          .expires = {90'000},
          .last_used = {},
          .revoked = {}};
}

TEST_F(PeopleTest, TokenIsFoundUsedAndRevokedOnce) {
  add_people();
  write([](Transaction& t) {
    t.people().insert(token(1, script));
    t.people().insert(token(2, script));
    t.people().insert(token(3, submitter));
    t.people().touch_token({uuid(1, 9)}, {60'000});
    t.people().touch_token({uuid(1, 9)}, {30'000});
    t.people().revoke_token({uuid(1, 9)}, {70'000});
    t.people().revoke_token({uuid(1, 9)}, {80'000});
  });
  read([](Transaction& t) {
    const auto one = t.people().find_token(digest(1));
    ASSERT_TRUE(one);
    EXPECT_EQ(one->id.value, uuid(1, 9));
    EXPECT_EQ(one->name, "CI");
    EXPECT_EQ(one->scopes, (std::vector{domain::Scope::gate, domain::Scope::submit}));
    EXPECT_EQ(one->expires.ms, 90'000);
    EXPECT_EQ(one->last_used, Instant{60'000});
    EXPECT_EQ(one->revoked, Instant{70'000});
    EXPECT_EQ(t.people().find_token(domain::TokenId{uuid(2, 9)})->digest, digest(2));
    ASSERT_EQ(t.people().tokens_of(script).size(), 2U);
    EXPECT_EQ(t.people().tokens_of(script).front().id.value, uuid(2, 9)) << "newest first";
    EXPECT_EQ(t.people().all_tokens().size(), 3U);
  });
  write([](Transaction& t) { t.people().revoke_tokens_of(script, {85'000}); });
  read([](Transaction& t) {
    EXPECT_EQ(t.people().find_token(digest(1))->revoked, Instant{70'000});
    EXPECT_EQ(t.people().find_token(digest(2))->revoked, Instant{85'000});
    EXPECT_FALSE(t.people().find_token(digest(3))->revoked);
  });
}

TEST_F(PeopleTest, FailedLoginsAreCountedSinceAnInstant) {
  write([](Transaction& t) {
    for (const std::int64_t at : {1000, 2000, 3000}) t.people().note_failed_login("login:sue", {at});
    t.people().note_failed_login("address:192.0.2.7", {3000});
  });
  read([](Transaction& t) {
    EXPECT_EQ(t.accounts().failed("login:sue", {1999}).count, 2);
    EXPECT_EQ(t.accounts().failed("login:sue", {1999}).last, Instant{3000});
    EXPECT_EQ(t.accounts().failed("login:sue", {3000}).count, 0);
    EXPECT_EQ(t.accounts().failed("address:192.0.2.7", {0}).count, 1);
  });
}

TEST_F(PeopleTest, FailedLoginsAreForgottenAfterADay) {
  constexpr std::int64_t day_ms = 86'400'000;
  write([](Transaction& t) {
    t.people().note_failed_login("login:sue", {1000});
    t.people().note_failed_login("login:rob", {1000 + day_ms + 1});
  });
  read([](Transaction& t) { EXPECT_EQ(t.accounts().failed("login:sue", {0}).count, 0); });
}

TEST_F(PeopleTest, AnswerIsRememberedPerPersonAndKeyForADay) {
  add_people();
  const usecases::RememberedAnswer answer{.request_digest = digest(5), .status = 201, .body = "{}", .headers = "{}"};
  write([&](Transaction& t) { t.remember(submitter, "key-1", answer, {1000}); });
  read([](Transaction& t) {
    const auto found = t.remembered(submitter, "key-1");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->status, 201);
    EXPECT_EQ(found->request_digest, digest(5));
    EXPECT_FALSE(t.remembered(reviewer, "key-1"));
    EXPECT_FALSE(t.remembered(submitter, "key-2"));
  });
  write([&](Transaction& t) { t.remember(reviewer, "key-9", answer, {1000 + 86'400'001}); });
  read([](Transaction& t) { EXPECT_FALSE(t.remembered(submitter, "key-1")); });
}

}  // namespace
}  // namespace formulary::test
