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

TEST_F(GuardsTest, WhoHasAnInterestDoesNotJudge) {
  const auto interest = [](const domain::PersonId& person, const std::string& subject) {
    const std::string tool = subject == "tool" ? "'" + uuid(1, 4) + "'" : "NULL";
    const std::string submission = subject == "submission" ? "'" + uuid(2, 3) + "'" : "NULL";
    return "UPDATE submission SET tool = '" + uuid(1, 4) + "', version = '" + uuid(1, 5) + "' WHERE id = '" +
           uuid(2, 3) +
           "'; INSERT INTO conflict (id, person, subject, tool, vendor, submission, declarer, declared) VALUES ('" +
           uuid(1, 20) + "', '" + person.value + "', '" + subject + "', " + tool + ", '" +
           (subject == "vendor" ? "EXAMPLE" : "") + "', " + submission + ", '" + person.value + "', 1); ";
  };
  const std::string ended = "UPDATE conflict SET ended = 2, ender = '" + administrator.value + "'; ";
  const std::string refusal = "has a conflict of interest";
  const std::string review_by =
      "INSERT INTO review (id, submission, reviewer, domain, opinion, comment, binding, created, voided, void_reason) "
      "VALUES ('" +
      uuid(9, 6) + "', '" + uuid(2, 3) + "', '" + reviewer.value + "', 'privacy', 'support', '', '', 1, NULL, '')";
  const std::string claim_opinion =
      "INSERT INTO claim (id, submission, jurisdiction, basis, scheme, number, product_code, device_class, expires, "
      "legislation, rationale, ordinal, made) VALUES ('" +
      uuid(9, 9) + "', '" + uuid(2, 3) + "', 'US', 'authorization', 'us-510k', 'K1', '', '', NULL, '', '', 0, 1); " +
      "INSERT INTO claim_opinion (claim, ordinal, person, accepted, reason, valid_until, binding, at) VALUES ('" +
      uuid(9, 9) + "', 0, '" + reviewer.value + "', 0, 'r', NULL, '', 1)";
  const std::string document_opinion =
      "INSERT INTO document (id, revision, submission, kind, fields, file, file_name, use_revision, person, first_at, "
      "at) "
      "VALUES ('" +
      uuid(9, 10) + "', 1, '" + uuid(2, 3) + "', 'pentest', '[]', NULL, '', 1, '" + submitter.value + "', 1, 1); " +
      "INSERT INTO document_opinion (document, revision, ordinal, person, accepted, reason, at) VALUES ('" +
      uuid(9, 10) + "', 1, 0, '" + reviewer.value + "', 1, 'r', 1)";
  const std::string recall =
      "INSERT INTO recall_match (id, version, tool, recall, digest, notice, sources, url, ended, tier, score, signals, "
      "scope, scope_words, scope_reason, rules, action, state, raised) VALUES ('" +
      uuid(9, 11) + "', '" + uuid(1, 5) + "', '" + uuid(1, 4) + "', 'x', '" + digest(1) +
      "', '{}', '[]', '', 0, 'A', 1, '[]', 'affected', '', '', '', 'hold', 'open', 1); " +
      "UPDATE recall_match SET state = 'dismissed', decision = 'dismiss', reason = 'r', decided = 1, person = '" +
      reviewer.value + "'";
  const std::string revoked = "UPDATE approval SET state = 'revoked', changer = '" + approver.value + "'";
  for (const std::string subject : {"tool", "vendor", "submission"}) {
    for (const std::string& vote : {review_by, claim_opinion, document_opinion, recall}) {
      EXPECT_NE(answer(interest(reviewer, subject) + vote).find(refusal), std::string::npos) << subject << ": " << vote;
      EXPECT_EQ(answer(interest(reviewer, subject) + ended + vote), "") << "when it is over: " << vote;
      EXPECT_EQ(answer(interest(approver, subject) + vote), "") << "of somebody else: " << vote;
    }
    EXPECT_NE(answer(interest(approver, subject) + decision_by(approver)).find(refusal), std::string::npos) << subject;
    EXPECT_EQ(answer(interest(reviewer, subject) + decision_by(approver)), "");
  }
  EXPECT_NE(answer(interest(approver, "tool") + "UPDATE submission SET tool = '" + uuid(1, 4) + "'; " + revoked)
                .find(refusal),
            std::string::npos);
  EXPECT_EQ(answer(revoked), "");
}

TEST_F(GuardsTest, AConflictIsEndedByAnotherAdministratorAndKept) {
  const auto interest = [](const domain::PersonId& person, const domain::PersonId& declarer) {
    return "INSERT INTO conflict (id, person, subject, tool, vendor, submission, declarer, declared) VALUES ('" +
           uuid(1, 20) + "', '" + person.value + "', 'vendor', NULL, 'Example', NULL, '" + declarer.value + "', 1); ";
  };
  const auto end = [](const domain::PersonId& ender) {
    return "UPDATE conflict SET ended = 2, ender = '" + ender.value + "'; ";
  };
  EXPECT_EQ(answer(interest(reviewer, reviewer) + end(administrator)), "");
  EXPECT_EQ(answer(interest(reviewer, administrator)), "");
  EXPECT_NE(answer(interest(reviewer, approver)).find("by its person or an administrator"), std::string::npos);
  const std::string refusal = "ended once, by another administrator";
  EXPECT_NE(answer(interest(reviewer, reviewer) + end(reviewer)).find(refusal), std::string::npos);
  EXPECT_NE(answer(interest(reviewer, reviewer) + end(approver)).find(refusal), std::string::npos);
  EXPECT_NE(answer(interest(administrator, administrator) + end(administrator)).find(refusal), std::string::npos);
  EXPECT_NE(answer(interest(reviewer, reviewer) + end(administrator) + end(administrator)).find(refusal),
            std::string::npos);
  EXPECT_NE(answer(interest(reviewer, reviewer) + "UPDATE conflict SET vendor = 'Other'").find(refusal),
            std::string::npos);
  EXPECT_NE(answer(interest(reviewer, reviewer) + "DELETE FROM conflict").find("kept"), std::string::npos);
}

TEST_F(GuardsTest, TheServiceNeverLifts) {
  const std::string suspended = "UPDATE approval SET state = 'suspended'; ";
  EXPECT_NE(answer(suspended + "UPDATE approval SET state = 'active', changer = NULL").find("never lifts"),
            std::string::npos);
  EXPECT_EQ(answer(suspended + "UPDATE approval SET state = 'active', changer = '" + approver.value + "'"), "");
}

// A use of break-glass that is open, and what it may leave behind.
class EmergencyGuardsTest : public GuardsTest {
 protected:
  const std::string night = uuid(9, 2);
  const std::string open = "INSERT INTO person (id, login, display_name, created, revision) VALUES ('" + night +
                           "', 'night', '', 1, 1); " +
                           "INSERT INTO emergency_access (id, code_digest, minted, code_ends) VALUES ('" + uuid(1, 21) +
                           "', '" + digest(1) + "', 1000, 901000); UPDATE emergency_access SET person = '" + night +
                           "', opened = 2000, until = 3602000; UPDATE submission SET version = '" + uuid(1, 5) +
                           "' WHERE id = '" + uuid(2, 3) + "'; UPDATE approval SET state = 'expired'; ";

  std::string grant(const std::string& granted = "3000", const std::string& ends = "7203000") const {
    return "INSERT INTO emergency_approval (id, submission, version, artifact, access, grantor, reason, granted, ends, "
           "state, revision) VALUES ('" +
           uuid(1, 22) + "', '" + uuid(2, 3) + "', '" + uuid(1, 5) + "', '" + digest(2) + "', '" + uuid(1, 21) +
           "', '" + night + "', 'r', " + granted + ", " + ends + ", 'standing', 1); ";
  }
  static std::string ratify(const domain::PersonId& as_reviewer, const domain::PersonId& as_approver) {
    return "UPDATE emergency_approval SET reviewer = '" + as_reviewer.value + "', approver = '" + as_approver.value +
           "', state = 'ratified'; ";
  }
};

TEST_F(EmergencyGuardsTest, AnEmergencyApprovalNeedsOpenAccessAndLasts72Hours) {
  const std::string refusal = "needs open emergency access";
  EXPECT_EQ(answer(open + grant()), "");
  EXPECT_EQ(answer(open + grant("3000", "259203000")), "");
  EXPECT_NE(answer(open + grant("3000", "259203001")), "") << "a millisecond more than 72 hours";
  EXPECT_NE(answer(open + grant("3000", "3000")), "");
  EXPECT_NE(answer(open + grant("1999")).find(refusal), std::string::npos) << "before it was opened";
  EXPECT_NE(answer(open + grant("3602001")).find(refusal), std::string::npos) << "after its hour";
  EXPECT_NE(answer(open + "UPDATE emergency_access SET ended = 2500; " + grant()).find(refusal), std::string::npos);
  EXPECT_NE(answer(open + "UPDATE submission SET state = 'withdrawn' WHERE id = '" + uuid(2, 3) + "'; " + grant())
                .find(refusal),
            std::string::npos);
  EXPECT_NE(answer(open + "UPDATE submission SET state = 'rejected' WHERE id = '" + uuid(2, 3) + "'; " + grant()), "");
  EXPECT_NE(answer(open + grant() +
                   "UPDATE emergency_approval SET state = 'revoked'; INSERT INTO emergency_approval "
                   "SELECT '" +
                   uuid(2, 22) +
                   "', submission, version, artifact, access, grantor, reason, granted, ends, 'standing', NULL, NULL, "
                   "NULL, 1 FROM emergency_approval")
                .find("taken back"),
            std::string::npos);
}

TEST_F(EmergencyGuardsTest, AnApprovalThatWasTakenBackIsNotGoneRound) {
  std::string revoked = open;
  revoked.replace(revoked.find("'expired'"), 9, "'revoked'");
  EXPECT_NE(answer(revoked + "UPDATE approval SET version = version; " + grant()).find("taken back"),
            std::string::npos);
}

TEST_F(EmergencyGuardsTest, TwoOrdinaryPersonsRatify) {
  const std::string refusal = "who did not bring the tool";
  EXPECT_EQ(answer(open + grant() + ratify(reviewer, approver)), "");
  EXPECT_NE(answer(open + grant() + "UPDATE emergency_approval SET state = 'ratified'"), "") << "nobody has";
  EXPECT_NE(answer(open + grant() + ratify(reviewer, reviewer)), "") << "one person twice";
  EXPECT_NE(answer(open + grant() + ratify(submitter, approver)).find(refusal), std::string::npos);
  EXPECT_NE(answer(open + grant() + ratify(approver, reviewer)).find(refusal), std::string::npos) << "not their roles";
  EXPECT_NE(answer(open + grant() + ratify(reviewer, {night})).find(refusal), std::string::npos);
  EXPECT_NE(answer(open + grant() + ratify(reviewer, approver) + "UPDATE emergency_approval SET reviewer = NULL"), "");
  EXPECT_NE(answer(open + grant() + "UPDATE emergency_approval SET ends = ends + 1"), "");
  EXPECT_NE(answer(open + grant() + "UPDATE emergency_approval SET state = 'expired'"), "") << "nobody ratified it";
  EXPECT_NE(answer(open + grant() + "UPDATE emergency_approval SET state = 'revoked'; " + ratify(reviewer, approver)),
            "");
  EXPECT_NE(answer(open + grant() + "DELETE FROM emergency_approval"), "");
}

TEST_F(EmergencyGuardsTest, TheAccessIsOneSessionWithoutARole) {
  const auto session = [&](const std::string& number, const std::string& expires) {
    return "INSERT INTO session (digest, person, csrf, created, last_seen, expires) VALUES ('" +
           digest(std::stoi(number)) + "', '" + night + "', '', 2000, 2000, " + expires + "); ";
  };
  EXPECT_EQ(answer(open + session("1", "3602000")), "");
  EXPECT_NE(answer(open + session("1", "3602001")), "") << "longer than the access";
  EXPECT_NE(answer(open + session("1", "3602000") + session("2", "3602000")), "") << "a second one";
  EXPECT_NE(answer(open + session("1", "3602000") + "UPDATE session SET expires = expires + 1 WHERE person = '" +
                   night + "'"),
            "");
  EXPECT_NE(answer(open + "UPDATE emergency_access SET ended = 3000; " + session("1", "3602000")), "");
  for (const std::string role : {"approver", "administrator", "script"}) {
    EXPECT_NE(
        answer(open + "INSERT INTO person_role (person, role, ordinal) VALUES ('" + night + "', '" + role + "', 0)"),
        "");
  }
  EXPECT_NE(answer(open + "INSERT INTO credential (person, phc) VALUES ('" + night + "', '$argon2id$x')"), "");
  EXPECT_NE(answer(open + "UPDATE person SET disabled = 1 WHERE id = '" + night +
                   "'; UPDATE person SET disabled = NULL WHERE id = '" + night + "'"),
            "");
  EXPECT_NE(answer(open + "UPDATE emergency_access SET until = until + 1"), "");
  EXPECT_NE(answer(open + "UPDATE emergency_access SET ended = 3000; UPDATE emergency_access SET ended = NULL"), "");
  EXPECT_NE(answer(open + "DELETE FROM emergency_access"), "");
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
