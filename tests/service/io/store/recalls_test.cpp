// Recalls in the store, and what the database refuses by itself.
#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using domain::RecallAction;
using domain::RecallCase;
using domain::RecallDecision;
using domain::RecallState;

RecallCase a_case() {
  RecallCase out;
  out.id = {uuid(1, 20)};
  out.version = {uuid(1, 5)};
  out.tool = {uuid(1, 4)};
  out.recall = "fda/Z-1111-2026";
  out.digest = std::string(64, 'a');
  out.notice.key = out.notice.number = "Z-1111-2026";
  out.notice.firm = "Acme \"and\" Søns";
  out.notice.text = "A device\nAll versions";
  out.notice.udis = {"00718175003305"};
  out.notice.severity = domain::RecallSeverity::early_alert;
  out.notice.initiated = domain::parse_day("2026-02-20");
  out.sources = {{"us-recall", "Z-1111-2026", std::string(64, 'b'), domain::parse_day("2026-02-25")},
                 {"manual", "x", std::string(64, 'c'), std::nullopt}};
  out.url = "https://www.fda.gov/x";
  out.tier = domain::RecallTier::a;
  out.score = 90;
  out.signals = {{domain::RecallSignal::udi, "numbers", "00718175003305", "udi", "00718175003305"}};
  out.scope = {domain::VersionScope::affected, "All versions", "All versions are affected."};
  out.rules = "recall-rules-1";
  out.action = RecallAction::suspend;
  out.due = domain::parse_day("2026-03-02");
  out.raised = {5};
  return out;
}

class RecallsTest : public StoreTest {
 protected:
  RecallsTest() {
    add_people();
    add_approved(1);
    write([](Transaction& t) {
      t.recalls().insert(a_case(), {});
      t.recalls().tell_departments(a_case().id, {6});
    });
  }

  /// What the database answers to plain SQL: empty when it does as told.
  std::string answer(const std::string& sql) {
    store.reset();
    SQLite::Database database(file().string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON");
    try {
      database.exec("BEGIN; " + sql + "; ROLLBACK;");
      return {};
    } catch (const SQLite::Exception& exception) {
      return exception.what();
    }
  }

  static void happens(Transaction& t, const std::string& event, RecallAction action,
                      const domain::PersonId& person = {}) {
    t.recalls().insert(usecases::RecallEvent{.match = {uuid(1, 20)},
                                             .event = event,
                                             .action = action,
                                             .digest = std::string(64, 'a'),
                                             .rules = "r",
                                             .person = person,
                                             .at = {8}});
  }

  static std::string decided_by(const domain::PersonId& person, const std::string& state = "dismissed") {
    return "UPDATE recall_match SET state = '" + state + "', decision = 'dismiss', person = '" + person.value +
           "', reason = 'r', decided = 7";
  }
};

TEST_F(RecallsTest, ACaseComesBackAsItWas) {
  read([](Transaction& t) {
    const auto found = t.recalls().find(domain::RecallMatchId{uuid(1, 20)});
    ASSERT_TRUE(found);
    const RecallCase told = a_case();
    EXPECT_EQ(found->notice, told.notice);
    EXPECT_EQ(found->sources, told.sources);
    EXPECT_EQ(found->signals, told.signals);
    EXPECT_EQ(found->scope.words, told.scope.words);
    EXPECT_EQ(found->action, told.action);
    EXPECT_EQ(found->due, told.due);
    EXPECT_EQ(found->url, told.url);
    EXPECT_EQ(found->state, RecallState::open);
    EXPECT_FALSE(found->ruling);
    EXPECT_EQ(t.recalls().open_cases({uuid(1, 4)}), 1);
    const auto standing = t.recalls().standing({uuid(1, 5)});
    ASSERT_EQ(standing.size(), 1);
    EXPECT_EQ(standing.front().source, "us-recall");
    EXPECT_EQ(standing.front().as_of, domain::parse_day("2026-02-25"));
  });
}

TEST_F(RecallsTest, WhatAPersonDecidedIsKeptAndDoesNotStand) {
  write([](Transaction& t) {
    RecallCase known = a_case();
    domain::decide(known, {.decision = RecallDecision::dismiss, .person = approver, .reason = "No.", .at = {7}});
    t.recalls().update(known, {});
  });
  read([](Transaction& t) {
    const auto found = t.recalls().find(domain::VersionId{uuid(1, 5)}, "fda/Z-1111-2026");
    ASSERT_TRUE(found && found->ruling);
    EXPECT_EQ(found->ruling->reason, "No.");
    EXPECT_EQ(found->ruling->person, approver);
    EXPECT_TRUE(t.recalls().standing({uuid(1, 5)}).empty());
    usecases::RecallCaseFilter filter;
    filter.states = {RecallState::open};
    EXPECT_TRUE(t.recalls().list(filter).empty());
  });
  EXPECT_NE(
      answer("UPDATE recall_match SET state = 'open', decision = NULL, person = NULL, reason = NULL, decided = NULL")
          .find("another record"),
      std::string::npos);
}

TEST_F(RecallsTest, ADecisionIsOfAPersonWhoNeitherAskedNorUploaded) {
  EXPECT_EQ(answer(decided_by(approver)), "");
  EXPECT_NE(answer(decided_by(submitter)).find("neither asked nor uploaded"), std::string::npos);
  EXPECT_NE(answer("UPDATE recall_match SET state = 'dismissed'").find("CHECK"), std::string::npos) << "by nobody";
}

TEST_F(RecallsTest, TheLifeOfACaseIsKept) {
  write([](Transaction& t) {
    t.recalls().insert(usecases::RecallEvent{.match = {uuid(1, 20)}, .event = "raised", .digest = "d", .rules = "r"});
  });
  const std::pair<const char*, const char*> cases[] = {
      {"DELETE FROM recall_match_event", "kept"},
      {"UPDATE recall_match_event SET event = 'x'", "kept"},
      {"DELETE FROM recall_match", "kept"},
      {"UPDATE recall_match SET recall = 'another'", "keeps what it is about"},
      {"DELETE FROM recall_match_department", "kept"},
  };
  for (const auto& [sql, refusal] : cases) EXPECT_NE(answer(sql).find(refusal), std::string::npos) << sql;
}

TEST_F(RecallsTest, ADepartmentKeepsItsWordUntilItIsAskedAgain) {
  write([](Transaction& t) {
    happens(t, "raised", RecallAction::suspend_procurement);
    t.recalls().acknowledge({uuid(1, 20)}, cardiology, submitter, {7});
    happens(t, "acknowledged", RecallAction::suspend_procurement, submitter);
    happens(t, "renewed", RecallAction::suspend_procurement);
    happens(t, "confirm", RecallAction::suspend_procurement, approver);
  });
  read([](Transaction& t) { EXPECT_EQ(t.recalls().departments({uuid(1, 20)}).front().person, submitter); });
  for (const char* set : {"person = NULL, acknowledged = NULL", "acknowledged = 9"}) {
    EXPECT_NE(answer(std::string("UPDATE recall_match_department SET ") + set).find("acknowledges once"),
              std::string::npos)
        << set;
  }
}

TEST_F(RecallsTest, ADepartmentIsAskedAgainByWhatIsGraver) {
  const std::pair<const char*, RecallAction> graver[] = {
      {"escalated", RecallAction::suspend}, {"reopened", RecallAction::flag}, {"confirm", RecallAction::suspend}};
  for (const auto& [event, action] : graver) {
    write([&](Transaction& t) {
      happens(t, "renewed", RecallAction::hold);
      t.recalls().acknowledge({uuid(1, 20)}, cardiology, submitter, {7});
      happens(t, "acknowledged", RecallAction::hold, submitter);
      happens(t, event, action, event == std::string("confirm") ? approver : domain::PersonId{});
    });
    read([&](Transaction& t) {
      const auto told = t.recalls().departments({uuid(1, 20)});
      ASSERT_EQ(told.size(), 1);
      EXPECT_FALSE(told.front().acknowledged) << event;
      EXPECT_EQ(told.front().person, domain::PersonId{}) << event;
      EXPECT_EQ(told.front().told, domain::Instant{8}) << event;
    });
  }
  EXPECT_NE(answer("UPDATE recall_match_department SET told = 9").find("who was told is kept"), std::string::npos);
}

TEST_F(RecallsTest, AVersionIsDueUntilItWasComparedAsItIsNow) {
  write([](Transaction& t) {
    const auto due = t.recalls().due(10);
    ASSERT_EQ(due.size(), 1);
    EXPECT_EQ(due.front().version.value, uuid(1, 5));
    t.registry().rename_tool({uuid(1, 4)}, "Another name", "A vendor");
    t.recalls().compared(due.front());
    EXPECT_EQ(t.recalls().due(10).size(), 1) << "it changed meanwhile";
    t.recalls().compared(t.recalls().due(10).front());
    EXPECT_TRUE(t.recalls().due(10).empty());
  });
}

}  // namespace
}  // namespace formulary::test
