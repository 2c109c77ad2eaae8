// The separation of duties as triggers: whoever writes SQL past the service is refused, one row each.
#include "tests/service/io/store/raw_database.hpp"

namespace formulary::test {
namespace {

const std::string second = uuid(6, 2);   // another administrator
const std::string locked = uuid(7, 2);   // an administrator who is locked out
const std::string resting = uuid(8, 2);  // a reviewer who is locked out

std::string quoted(const std::string& text) { return "'" + text + "'"; }

class DutiesTest : public RawDatabaseTest {
 protected:
  DutiesTest() {
    add_people();
    add_approved(1);
    write([](Transaction& t) {
      using domain::Role;
      insert_agreed(t, person({second}, "second", {Role::administrator}));
      domain::Person gone = person({locked}, "locked", {Role::administrator});
      gone.disabled = Instant{1000};
      insert_agreed(t, gone);
      domain::Person rests = person({resting}, "resting", {Role::reviewer}, {domain::ReviewDomain::clinical});
      rests.disabled = Instant{1000};
      insert_agreed(t, rests);
      domain::Submission open = submission(2);  // of the same version as the first
      open.tool = {uuid(1, 4)};
      open.version = {uuid(1, 5)};
      t.submissions().insert(open);
      t.submissions().insert(review(2, 2));
    });
    open_raw();
  }

  void expect_refused(const std::string& sql, const std::string& why, const std::string& what = {}) {
    const std::string said = answer(sql);
    EXPECT_NE(said.find(why), std::string::npos) << what << "\n  " << sql << "\n  gave: " << said;
  }

  static std::string role(const domain::PersonId& person, const std::string& word) {
    return "INSERT INTO person_role (person, role, ordinal) VALUES ('" + person.value + "', '" + word + "', 9)";
  }

  static std::string decide(const domain::PersonId& decider) {
    return "INSERT INTO decision (id, submission, decider, outcome, reason, conditions, expires, created) VALUES ('" +
           uuid(2, 7) + "', '" + uuid(2, 3) + "', '" + decider.value + "', 'approve', 'r', '[]', '2027-01-01', 1)";
  }

  static std::string review_by(const domain::PersonId& person, const std::string& domain) {
    return "INSERT INTO review (id, submission, reviewer, domain, opinion, comment, binding, created, voided, "
           "void_reason) VALUES ('" +
           uuid(9, 6) + "', '" + uuid(2, 3) + "', '" + person.value + "', '" + domain +
           "', 'support', '', '', 1, NULL, '')";
  }

  std::string ada = quoted(administrator.value);
  std::string by_ada = proposal(submitter.value, "approver", quoted(administrator.value));
};

TEST_F(DutiesTest, AProposalTakesTwoAdministratorsInTime) {
  EXPECT_EQ(answer(by_ada + confirmed("ground = 'administrator', decider = '" + second + "', ended = 2")), "");
  const std::string why = "confirmed by another active administrator, in time";
  const struct {
    const char* what;
    std::string how;
  } cases[] = {
      {"by its proposer", "ground = 'administrator', decider = " + ada + ", ended = 2"},
      {"by nobody", "ground = 'administrator', decider = NULL, ended = 2"},
      {"by an approver", "ground = 'administrator', decider = '" + approver.value + "', ended = 2"},
      {"by one who is locked out", "ground = 'administrator', decider = '" + locked + "', ended = 2"},
      {"when it has expired", "ground = 'administrator', decider = '" + second + "', ended = 100"},
      {"as done before it is", "ground = 'administrator', decider = '" + second + "', ended = 2, applied = 2"},
      {"as the founding, with two there", "ground = 'founding', decider = " + ada + ", ended = 2"},
      {"on the host, by a person", "ground = 'host', decider = '" + second + "', ended = 2"},
  };
  for (const auto& each : cases) expect_refused(by_ada + confirmed(each.how), why, each.what);
  expect_refused(
      proposal(second, "reviewer", ada) + confirmed("ground = 'administrator', decider = '" + second + "', ended = 2"),
      why, "by who gains by it");
  expect_refused(by_ada + "UPDATE person SET disabled = 1 WHERE id = " + ada + "; " +
                     confirmed("ground = 'administrator', decider = '" + second + "', ended = 2"),
                 why, "when its proposer is locked out");
}

TEST_F(DutiesTest, AProposalBeginsOpenStaysWhatItIsAndEndsOnce) {
  const std::string begins = "begins open, by an administrator";
  expect_refused(proposal(submitter.value, "approver", quoted(submitter.value)), begins);
  expect_refused(proposal(submitter.value, "approver", quoted(locked)), begins);
  std::string at_once = by_ada;
  at_once.replace(at_once.find("'open'"), 6, "'confirmed'");
  at_once.replace(at_once.find("'none'"), 6, "'host'");
  EXPECT_NE(answer(at_once), "");
  const std::string stays = "never changed";
  for (const char* what : {"subject = 'x'", "changes = '[1]'", "grants = '[1]'", "basis = 7", "kind = 'x'",
                           "expires = 99", "secret = 'x'", "proposer = NULL"}) {
    expect_refused(by_ada + then(what), stays, what);
  }
  const std::string rejected = by_ada + then("state = 'rejected', decider = '" + second + "', ended = 2");
  EXPECT_EQ(answer(rejected), "");
  expect_refused(rejected + confirmed("ground = 'host', ended = 3, decider = NULL"), "stays so");
  expect_refused(rejected + then("state = 'open', ended = NULL"), "stays so");
  expect_refused(by_ada + confirmed("ground = 'host', ended = 2") + then("applied = 2") + then("applied = NULL"),
                 "done once");
  const std::string people = "withdrawn by its proposer and rejected by another";
  expect_refused(by_ada + then("state = 'withdrawn', decider = '" + second + "', ended = 2"), people);
  expect_refused(by_ada + then("state = 'rejected', decider = " + ada + ", ended = 2"), people);
  expect_refused(by_ada + then("state = 'expired', ended = 2"), people);
  expect_refused(by_ada + "DELETE FROM proposal", "kept");
  expect_refused("DELETE FROM administrator_ever", "kept");
  expect_refused("UPDATE administrator_ever SET person = " + quoted(submitter.value) + " WHERE person = " + ada,
                 "kept");
}

TEST_F(DutiesTest, ARoleThatDecidesComesFromAConfirmedProposalThatIsBeingDone) {
  for (const std::string word : {"reviewer", "approver", "administrator"}) {
    const std::string why = "takes two administrators";
    const std::string give = role(submitter, word);
    EXPECT_EQ(answer(warrant(submitter.value, word) + give), "") << word;
    expect_refused(give, why, "without any");
    expect_refused(proposal(submitter.value, word, ada) + give, why, "one that is open");
    expect_refused(proposal(submitter.value, word, ada) + then("state = 'rejected', ended = 2") + give, why,
                   "one that was rejected");
    expect_refused(warrant(submitter.value, word) + then("applied = 2") + give, why, "one that is done");
    expect_refused(warrant(second, word) + give, why, "another person's");
    expect_refused(warrant(submitter.value, "auditor") + give, why, "for another role");
  }
  EXPECT_EQ(answer(role(submitter, "auditor")), "") << "who does not decide";
  const std::string domain =
      "INSERT INTO person_domain (person, domain, ordinal) VALUES ('" + reviewer.value + "', 'clinical', 9)";
  EXPECT_EQ(answer(warrant(reviewer.value, "clinical") + domain), "");
  expect_refused(domain, "takes two administrators");
}

TEST_F(DutiesTest, WhatElseTakesTwo) {
  const std::string let_in = "UPDATE person SET disabled = NULL WHERE id = '" + resting + "'";
  EXPECT_EQ(answer(warrant(resting, "reviewer", "enable_person") + let_in), "");
  expect_refused(let_in, "takes two administrators");
  EXPECT_EQ(answer("UPDATE person SET disabled = 5 WHERE id = '" + submitter.value +
                   "'; UPDATE person SET disabled = NULL WHERE id = '" + submitter.value + "'"),
            "")
      << "who does not decide";

  const std::string policy =
      "INSERT INTO policy (id, version, name, classes) VALUES ('" + uuid(2, 13) + "', 2, 'n', '[]')";
  EXPECT_EQ(answer(warrant(uuid(2, 13), "", "change_policy", 1) + policy), "");
  expect_refused(policy, "takes two administrators");
  expect_refused(warrant(uuid(2, 13), "", "change_policy", 3) + policy, "takes two administrators");

  const auto mapping = [&](const std::string& roles, const std::string& domains) {
    return "INSERT INTO group_mapping (id, grp, roles, domains, department, created, creator) VALUES ('" + uuid(2, 20) +
           "', 'g', '" + roles + "', '" + domains + "', NULL, 1, " + ada + ")";
  };
  EXPECT_EQ(answer(warrant(uuid(2, 20), "", "create_group_mapping") + mapping("[\"approver\"]", "[]")), "");
  EXPECT_EQ(answer(mapping("[\"submitter\"]", "[]")), "");
  for (const std::string word : {"reviewer", "approver", "administrator"}) {
    expect_refused(mapping("[\"submitter\",\"" + word + "\"]", "[]"), "takes two administrators");
  }
  expect_refused(mapping("[]", "[\"privacy\"]"), "takes two administrators");
  expect_refused(mapping("[\"submitter\"]", "[]") + "; UPDATE group_mapping SET roles = '[\"approver\"]'",
                 "never changed");

  const std::string token = "INSERT INTO token (id, owner, name, digest, scopes, created, expires) VALUES ('" +
                            uuid(9, 9) + "', '" + script.value + "', 't', '" + digest(5) + "', '[\"scim\"]', 1, 2)";
  EXPECT_EQ(answer(warrant(script.value, "", "create_provisioning_token") + token), "");
  expect_refused(token, "takes two administrators");
}

TEST_F(DutiesTest, WhoHadAHandInAVersionNeitherReviewsNorDecidesOnIt) {
  EXPECT_EQ(answer(decide(approver)), "") << "somebody else may";
  EXPECT_EQ(answer(review_by(reviewer, "privacy")), "");
  const auto handed_in = [](const std::string& person) {
    const std::string document =
        "INSERT INTO document (id, revision, submission, kind, fields, file, file_name, use_revision, person, "
        "first_at, "
        "at) VALUES ('";
    return std::vector<std::pair<std::string, std::string>>{
        {"asked for it at another time",
         "UPDATE submission SET uploader = " + person + " WHERE id = '" + uuid(1, 3) + "'; "},
        {"sent its bytes", "INSERT INTO artifact_uploader VALUES ('" + digest(2) + "', " + person + "); "},
        {"sent other bytes of its version",
         "INSERT INTO artifact_uploader VALUES ('" + digest(1) + "', " + person + "); "},
        {"handed in a paper",
         document + uuid(1, 15) + "', 1, '" + uuid(2, 3) + "', 'baa', '[]', NULL, '', 1, " + person + ", 1, 1); "},
        {"handed in a paper of its version",
         document + uuid(1, 15) + "', 1, '" + uuid(1, 3) + "', 'baa', '[]', NULL, '', 1, " + person + ", 1, 1); "},
        {"sent the file of a paper", document + uuid(1, 15) + "', 1, '" + uuid(2, 3) + "', 'baa', '[]', '" +
                                         digest(50) + "', 'f', 1, " + quoted(submitter.value) +
                                         ", 1, 1); INSERT INTO artifact_uploader VALUES ('" + digest(50) + "', " +
                                         person + "); "},
        {"made its claims",
         "INSERT INTO dossier VALUES ('" + uuid(2, 3) + "', '', '', '', '', '', " + person + ", 1); "},
        {"handed in a list of links", "INSERT INTO asset_links VALUES ('" + digest(2) + "', 'h', " + person + ", 1); "},
    };
  };
  for (const auto& [what, sql] : handed_in(quoted(approver.value))) {
    expect_refused(sql + decide(approver), "neither asked nor uploaded nor reviewed", what);
  }
  for (const auto& [what, sql] : handed_in(quoted(reviewer.value))) {
    expect_refused(sql + review_by(reviewer, "privacy"), "neither asked nor uploaded", what);
  }
}

TEST_F(DutiesTest, WhoDecidesHoldsTheRoleThen) {
  const std::string approver_needed = "needs an approver";
  expect_refused(decide({second}), approver_needed, "an administrator");
  expect_refused("DELETE FROM person_role WHERE person = '" + approver.value + "'; " + decide(approver),
                 approver_needed);
  expect_refused("UPDATE person SET disabled = 1 WHERE id = '" + approver.value + "'; " + decide(approver),
                 approver_needed);
  const std::string reviewer_needed = "needs a reviewer of this domain";
  expect_refused(review_by(reviewer, "clinical"), reviewer_needed, "another domain");
  expect_refused(review_by(approver, "privacy"), reviewer_needed, "an approver");
  expect_refused("DELETE FROM person_role WHERE person = '" + reviewer.value + "'; " + review_by(reviewer, "privacy"),
                 reviewer_needed);
  expect_refused(
      "UPDATE person SET disabled = 1 WHERE id = '" + reviewer.value + "'; " + review_by(reviewer, "privacy"),
      reviewer_needed);
  expect_refused(review_by({resting}, "clinical"), reviewer_needed);
  expect_refused(review_by(reviewer, "security"), "UNIQUE", "one person, one vote");
}

}  // namespace
}  // namespace formulary::test
