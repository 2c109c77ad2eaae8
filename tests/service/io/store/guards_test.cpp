// The second guard: what the database itself refuses, told by plain SQL as somebody with the file in hand would write
// it.
#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/service/io/store/raw_database.hpp"

namespace formulary::test {
namespace {

class GuardsTest : public RawDatabaseTest {
 protected:
  GuardsTest() {
    add_people();
    add_approved(1);
    write([](Transaction& t) {
      t.submissions().insert(submission(2));
      t.submissions().insert(review(2, 2));
      domain::Submission own = submission(3);
      own.submitter = own.uploader = reviewer;
      t.submissions().insert(own);
      t.audit().append(entry("one"));
      t.audit().append(entry("two"));
      usecases::StoredReport stored;
      stored.id = {uuid(1, 12)};
      stored.report = {.scanner = "formulary-scan 0.1.0",
                       .artifact = {.sha256 = digest(1), .size = 1},
                       .format = "apk",
                       .complete = true,
                       .reason = "",
                       .facts = {{"android.package", "", "a", ""}},
                       .anomalies = {{"zip.gap", "", ""}}};
      t.registry().insert(stored);
    });
    open_raw();
  }

  std::string decision_by(const domain::PersonId& decider) {
    return "INSERT INTO decision (id, submission, decider, outcome, reason, conditions, expires, created) VALUES ('" +
           uuid(2, 7) + "', '" + uuid(2, 3) + "', '" + decider.value + "', 'approve', 'r', '[]', '2027-01-01', 1)";
  }

  std::string approval_by(const domain::PersonId& decider) {
    return "INSERT INTO approval (id, submission, tool, version, platform, identifier, version_text, version_code, "
           "conditions, jurisdictions, department, state, reason, decider, starts, expires, created, revision) VALUES "
           "('" +
           uuid(2, 8) + "', '" + uuid(2, 3) + "', '" + uuid(1, 4) + "', '" + uuid(1, 5) +
           "', 'android', 'a', '1', '1', '[]', '[]', NULL, 'active', '', '" + decider.value +
           "', '2026-01-01', '2027-01-01', 1, 1)";
  }
};

TEST_F(GuardsTest, NothingOfTheRecordIsChangedOrDeleted) {
  const struct {
    const char* sql;
    const char* refusal;
  } cases[] = {
      {"UPDATE audit_entry SET entry = x'00' WHERE seq = 0", "never changed"},
      {"UPDATE audit_entry SET at = 0", "never changed"},
      {"DELETE FROM audit_entry", "never changed"},
      {"INSERT OR REPLACE INTO audit_entry (seq, entry, at, actor_id, action, object_id) "
       "VALUES (0, x'00', 0, '', '', '')",
       "never changed"},
      {"UPDATE audit_hash SET hash = zeroblob(32)", "never changed"},
      {"DELETE FROM audit_hash", "never changed"},
      {"INSERT OR REPLACE INTO audit_hash (level, n, hash) VALUES (0, 0, zeroblob(32))", "never changed"},
      {"UPDATE report SET complete = 0, reason = 'limit:x'", "never changed"},
      {"DELETE FROM report", "kept"},
      {"UPDATE fact SET value = 'b'", "never changed"},
      {"DELETE FROM fact", "kept"},
      {"UPDATE anomaly SET subject = 'b'", "never changed"},
      {"DELETE FROM anomaly", "kept"},
      {"UPDATE decision SET outcome = 'reject'", "never changed"},
      {"DELETE FROM decision", "kept"},
      {"UPDATE review SET opinion = 'object'", "voided once"},
      {"DELETE FROM review", "kept"},
      {"UPDATE review SET voided = 1; UPDATE review SET voided = NULL", "voided once"},
      {"DELETE FROM approval", "kept"},
      {"DELETE FROM approval_artifact", "keeps its artifacts"},
      {"UPDATE approval_signer SET signer = lower(hex(zeroblob(32)))", "keeps its signers"},
      {"DELETE FROM submission", "kept"},
      {"UPDATE submission SET submitter = uploader || 'x'", "keeps number, submitter"},
      {"DELETE FROM person", "never deleted"},
      {"UPDATE person SET login = 'other'", "keeps id, login"},
      {"DELETE FROM tool", "kept"},
      {"UPDATE policy SET classes = '[]'", "never changed"},
      {"DELETE FROM policy", "kept"},
      {"INSERT INTO artifact_uploader (sha256, person) SELECT artifact, submitter FROM "
       "submission LIMIT 1; DELETE FROM artifact_uploader",
       "kept"},
  };
  for (const auto& each : cases) {
    EXPECT_NE(answer(each.sql).find(each.refusal), std::string::npos) << each.sql << "\n  gave: " << answer(each.sql);
  }
}

TEST_F(GuardsTest, TheDeciderNeitherAskedNorUploadedNorReviewed) {
  EXPECT_EQ(answer(decision_by(approver)), "") << "somebody else may";
  const std::string refusal = "neither asked nor uploaded nor reviewed";
  const auto as_approver = [&](const domain::PersonId& person) {
    return warrant(person.value, "approver") + "INSERT INTO person_role (person, role, ordinal) VALUES ('" +
           person.value + "', 'approver', 9); " + decision_by(person);
  };
  EXPECT_NE(answer(as_approver(submitter)).find(refusal), std::string::npos);
  EXPECT_NE(answer(as_approver(reviewer)).find(refusal), std::string::npos);
  EXPECT_NE(answer("UPDATE review SET voided = 1; " + as_approver(reviewer)).find(refusal), std::string::npos)
      << "a void review was a review";
  EXPECT_NE(answer("UPDATE submission SET uploader = '" + approver.value + "'; " + decision_by(approver)).find(refusal),
            std::string::npos);
  EXPECT_NE(answer("INSERT INTO artifact_uploader (sha256, person) VALUES ('" + digest(2) + "', '" + approver.value +
                   "'); " + decision_by(approver))
                .find(refusal),
            std::string::npos)
      << "sent the same bytes at another time";
}

TEST_F(GuardsTest, TheSubmitterDoesNotReview) {
  const std::string sql =
      "INSERT INTO review (id, submission, reviewer, domain, opinion, comment, binding, created, "
      "voided, void_reason) VALUES ('" +
      uuid(9, 6) + "', '" + uuid(2, 3) + "', '";
  const std::string rest = "', 'privacy', 'support', '', '', 1, NULL, '')";
  EXPECT_EQ(answer(sql + reviewer.value + rest), "");
  EXPECT_NE(answer(sql + administrator.value + rest).find("needs a reviewer of this domain"), std::string::npos);
  std::string own = sql + reviewer.value + rest;  // who is a submitter as well
  own.replace(own.find(uuid(2, 3)), 36, uuid(3, 3));
  EXPECT_NE(answer(own).find("neither asked nor uploaded"), std::string::npos);
}

TEST_F(GuardsTest, AnApprovalNeedsADecisionAndAReviewByAnotherPerson) {
  const std::string refusal = "needs a positive decision and a standing review";
  EXPECT_EQ(answer(decision_by(approver) + "; " + approval_by(approver)), "");
  EXPECT_NE(answer(approval_by(approver)).find(refusal), std::string::npos) << "no decision";
  EXPECT_NE(answer(decision_by(approver) + "; " + approval_by(administrator)).find(refusal), std::string::npos)
      << "another person's decision";
  EXPECT_NE(
      answer("UPDATE review SET voided = 1; " + decision_by(approver) + "; " + approval_by(approver)).find(refusal),
      std::string::npos)
      << "no review stands";
  std::string rejected = decision_by(approver);
  rejected.replace(rejected.find("'approve'"), 9, "'reject'");
  EXPECT_NE(answer(rejected + "; " + approval_by(approver)).find(refusal), std::string::npos) << "rejected";
}

TEST_F(GuardsTest, AnApprovalIsNeverWidenedAndEndsOnce) {
  EXPECT_EQ(answer("UPDATE approval SET state = 'suspended', reason = 'r'"), "");
  EXPECT_EQ(answer("UPDATE approval SET expires = '2026-12-31'"), "") << "earlier is allowed";
  EXPECT_NE(answer("UPDATE approval SET expires = '2028-01-01'").find("never widened"), std::string::npos);
  EXPECT_NE(answer("UPDATE approval SET version_text = '9'").find("never widened"), std::string::npos);
  for (const std::string state : {"revoked", "expired", "superseded"}) {
    EXPECT_NE(
        answer("UPDATE approval SET state = '" + state + "'; UPDATE approval SET state = 'active'").find("stays so"),
        std::string::npos)
        << state;
  }
}

TEST_F(GuardsTest, AFinalSubmissionStaysFinal) {
  for (const std::string state : {"approved", "approved_with_conditions", "rejected", "withdrawn"}) {
    EXPECT_NE(
        answer("UPDATE submission SET state = '" + state + "'; UPDATE submission SET state = 'draft'").find("stays so"),
        std::string::npos)
        << state;
  }
}

TEST_F(GuardsTest, AdministratorAndApproverExcludeEachOther) {
  const auto give = [](const domain::PersonId& person, const std::string& role) {
    return warrant(person.value, role) + "INSERT INTO person_role (person, role, ordinal) VALUES ('" + person.value +
           "', '" + role + "', 9)";
  };
  EXPECT_EQ(answer(give(administrator, "reviewer")), "");
  EXPECT_NE(answer(give(administrator, "approver")).find("exclude each other"), std::string::npos);
  EXPECT_NE(answer(give(approver, "administrator")).find("exclude each other"), std::string::npos);
  EXPECT_NE(answer("UPDATE person_role SET role = 'approver' WHERE role = 'administrator'").find("never changed"),
            std::string::npos);
}

TEST_F(GuardsTest, WordsDigestsAndDaysHaveTheirForm) {
  const std::string cases[] = {
      "UPDATE submission SET state = 'almost'",
      "UPDATE submission SET artifact = 'ABC'",
      "UPDATE submission SET artifact = upper('" + std::string(64, 'a') + "')",
      "UPDATE submission SET data_classes = 'phi'",
      "UPDATE submission SET artifact = '" + digest(5) + "', uploader = NULL",
      "UPDATE approval SET expires = 'soon'",
      "UPDATE person SET department = 'nowhere'",
      "INSERT INTO session (digest, person, csrf, created, last_seen, expires) VALUES ('short', '" + submitter.value +
          "', '', 1, 1, 2)",
      "INSERT INTO department (id, name) VALUES ('x', 'Short id')",
      "INSERT INTO department (id, name) VALUES ('" + uuid(5, 1) + "', 'Cardiology')",
      "UPDATE person SET created = 'yesterday'",
  };
  for (const std::string& sql : cases) EXPECT_NE(answer(sql), "") << sql;
}

}  // namespace
}  // namespace formulary::test
