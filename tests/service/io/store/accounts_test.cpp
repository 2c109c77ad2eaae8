// Local accounts in the database: second factors, recovery codes, named sessions, who chose a password. What works once
// works once by the schema, too.
#include "service/io/store/connection.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using usecases::FactorStage;
using AccountsTest = StoreTest;

usecases::SecondFactor factor(const domain::PersonId& person, char fill) {
  return {
      .person = person, .sealed_seed = std::string(49, fill) + std::string(1, '\0'), .last_step = 0, .since = {5000}};
}

TEST_F(AccountsTest, StandingSaysWhatThereIs) {
  add_people();
  write([](Transaction& t) {
    t.people().set_password_hash(reviewer, "$argon2id$x");
    t.accounts().mark_password(reviewer, true);
    t.accounts().begin_second_factor(factor(reviewer, 'a'));
  });
  read([](Transaction& t) {
    EXPECT_FALSE(t.accounts().standing(submitter).password);
    EXPECT_TRUE(t.accounts().standing(reviewer).password);
    EXPECT_TRUE(t.accounts().standing(reviewer).chosen_by_another);
    EXPECT_FALSE(t.accounts().standing(reviewer).second_factor) << "it was only begun";
  });
  write([](Transaction& t) {
    t.accounts().mark_password(reviewer, false);
    t.accounts().activate_second_factor(reviewer, 100, {6000});
  });
  read([](Transaction& t) {
    EXPECT_FALSE(t.accounts().standing(reviewer).chosen_by_another);
    EXPECT_TRUE(t.accounts().standing(reviewer).second_factor);
  });
}

TEST_F(AccountsTest, TheFactorThatIsActiveCountsUntilTheNewOneIs) {
  add_people();
  write([](Transaction& t) {
    t.accounts().begin_second_factor(factor(reviewer, 'a'));
    t.accounts().activate_second_factor(reviewer, 100, {6000});
    t.accounts().begin_second_factor(factor(reviewer, 'b'));
    t.accounts().begin_second_factor(factor(reviewer, 'c'));
  });
  read([](Transaction& t) {
    const auto active = t.accounts().second_factor(reviewer, FactorStage::active);
    ASSERT_TRUE(active);
    EXPECT_EQ(active->sealed_seed, factor(reviewer, 'a').sealed_seed) << "all bytes come back";
    EXPECT_EQ(active->last_step, 100);
    EXPECT_EQ(t.accounts().second_factor(reviewer, FactorStage::begun)->sealed_seed.front(), 'c');
  });
  write([](Transaction& t) { t.accounts().activate_second_factor(reviewer, 7, {8000}); });
  read([](Transaction& t) {
    EXPECT_EQ(t.accounts().second_factor(reviewer, FactorStage::active)->sealed_seed.front(), 'c');
    EXPECT_FALSE(t.accounts().second_factor(reviewer, FactorStage::begun));
  });
}

TEST_F(AccountsTest, AStepIsUsedOnce) {
  add_people();
  write([](Transaction& t) {
    t.accounts().begin_second_factor(factor(reviewer, 'a'));
    t.accounts().activate_second_factor(reviewer, 100, {6000});
    EXPECT_FALSE(t.accounts().use_step(reviewer, 100));
    EXPECT_FALSE(t.accounts().use_step(reviewer, 99));
    EXPECT_TRUE(t.accounts().use_step(reviewer, 101));
    EXPECT_FALSE(t.accounts().use_step(reviewer, 101));
    EXPECT_FALSE(t.accounts().use_step(submitter, 101));
  });
  SQLite::Database raw(file().string(), SQLite::OPEN_READWRITE);
  EXPECT_ANY_THROW(raw.exec("UPDATE second_factor SET last_step = 100"));
}

TEST_F(AccountsTest, ARecoveryCodeIsUsedOnceAndDiesWithItsFactor) {
  add_people();
  write([](Transaction& t) {
    t.accounts().replace_recovery_codes(reviewer, {digest(1), digest(2)});
    EXPECT_FALSE(t.accounts().use_recovery_code(submitter, digest(1), {9000}));
    EXPECT_TRUE(t.accounts().use_recovery_code(reviewer, digest(1), {9000}));
    EXPECT_FALSE(t.accounts().use_recovery_code(reviewer, digest(1), {9001}));
    EXPECT_EQ(t.accounts().recovery_codes_left(reviewer), 1);
  });
  {
    SQLite::Database raw(file().string(), SQLite::OPEN_READWRITE);
    EXPECT_ANY_THROW(raw.exec("UPDATE recovery_code SET used = NULL"));
  }
  write([](Transaction& t) { t.accounts().replace_recovery_codes(reviewer, {digest(3)}); });
  write([](Transaction& t) { EXPECT_FALSE(t.accounts().use_recovery_code(reviewer, digest(2), {9002})); });
  write([](Transaction& t) { t.accounts().remove_second_factor(reviewer); });
  read([](Transaction& t) {
    EXPECT_EQ(t.accounts().recovery_codes_left(reviewer), 0);
    EXPECT_FALSE(t.accounts().second_factor(reviewer, FactorStage::active));
  });
}

TEST_F(AccountsTest, SessionsHaveNames) {
  add_people();
  const auto session = [](int number, std::int64_t created) {
    return usecases::Session{.digest = digest(number),
                             .person = submitter,
                             .csrf = "csrf",
                             .created = {created},
                             .last_seen = {created},
                             .expires = {90'000},
                             .id = uuid(number, 7),
                             .confirmed = {created + 1},
                             .remote = "192.0.2.7"};
  };
  write([&](Transaction& t) {
    t.people().insert(session(1, 1000));
    t.people().insert(session(2, 2000));
  });
  read([](Transaction& t) {
    const auto sessions = t.accounts().sessions_of(submitter);
    ASSERT_EQ(sessions.size(), 2U);
    EXPECT_EQ(sessions[0].digest, digest(2)) << "newest first";
    EXPECT_EQ(sessions[1].confirmed.ms, 1001);
    EXPECT_EQ(sessions[1].remote, "192.0.2.7");
    EXPECT_EQ(t.accounts().session_named(uuid(1, 7))->digest, digest(1));
    EXPECT_FALSE(t.accounts().session_named(""));
    EXPECT_TRUE(t.accounts().sessions_of(reviewer).empty());
  });
}

TEST_F(AccountsTest, ATokenKeepsItsNetworks) {
  add_people();
  write([](Transaction& t) {
    t.people().insert(usecases::Token{.id = {uuid(1, 9)},
                                      .owner = script,
                                      .name = "CI",
                                      .digest = digest(1),
                                      .scopes = {domain::Scope::gate},
                                      .created = {1000},
                                      .expires = {90'000},
                                      .networks = {"10.20.0.0/16", "2001:db8::/32"}});
  });
  read([](Transaction& t) {
    EXPECT_EQ(t.people().find_token(digest(1))->networks, (std::vector<std::string>{"10.20.0.0/16", "2001:db8::/32"}));
  });
  SQLite::Database raw(file().string(), SQLite::OPEN_READWRITE);
  EXPECT_ANY_THROW(raw.exec("UPDATE token SET networks = '[]'"));
}

TEST_F(AccountsTest, AFileThatWaitsCountsAsAMebibyteAtLeast) {
  add_people();
  write([](Transaction& t) {
    const auto announce = [&](int number, std::uint64_t length) {
      usecases::Upload upload;
      upload.id = {uuid(1, number)};
      upload.owner = submitter;
      upload.length = length;
      upload.expires = {2000};
      t.submissions().insert(upload);
    };
    announce(30, 1);
    announce(31, 3 << 20);
  });
  read([](Transaction& t) {
    EXPECT_EQ(t.accounts().waiting_bytes(submitter), 4U << 20);
    EXPECT_EQ(t.accounts().waiting_bytes(reviewer), 0U);
  });
}

}  // namespace
}  // namespace formulary::test
