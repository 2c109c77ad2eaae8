// Notices as they are read from records, numbers in their texts, and what follows from each class.
#include "service/domain/recalls/recall.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "service/domain/recalls/notice_numbers.hpp"
#include "tests/service/domain/recalls/recall_story.hpp"

namespace formulary::domain {
namespace {

using Texts = std::vector<std::string>;

AuthorityRecord record(std::string text, std::string device_class = {}, std::string status = {}) {
  AuthorityRecord out;
  out.kind = RecordKind::recall;
  out.key = out.number = "Z-0359-2013";
  out.text = std::move(text);
  out.device_class = std::move(device_class);
  out.status = std::move(status);
  return out;
}

TEST(RecallNotice, RecallAndEnforcementOfOneNumberAreOneNotice) {
  AuthorityRecord recall = record("Spinal system\nLot 1\nIt may loosen", "", "Terminated");
  recall.holder = "Acme Spine";
  recall.product_code = "NKB";
  recall.links = {
      {LinkKind::submission, "K082332"}, {LinkKind::company, "3002980729"}, {LinkKind::recall, "Z-0359-2013"}};
  AuthorityRecord enforcement =
      record("Spinal system\nLot 1\nLot 2, UDI: 00718175003305\nIt may loosen", "I", "Ongoing");
  EXPECT_EQ(recall_number(recall), recall_number(enforcement));
  const AuthorityRecord both[] = {recall, enforcement};
  const RecallNotice notice = recall_notice(both);
  EXPECT_EQ(notice.firm, "Acme Spine");
  EXPECT_EQ(notice.product, "Spinal system");
  EXPECT_EQ(notice.severity, RecallSeverity::class_one) << "the class is in the enforcement report";
  EXPECT_EQ(notice.status, RecallStatus::ongoing) << "of two words the one that is less over";
  EXPECT_EQ(notice.submissions, Texts{"K082332"});
  EXPECT_EQ(notice.udis, Texts{"00718175003305"});
  EXPECT_EQ(notice.product_codes, Texts{"NKB"});
  EXPECT_EQ(notice.company_numbers, Texts{"3002980729"});
}

TEST(RecallNotice, NumbersThatOpenFdaCopiedFromTheProductCodeAreNotTaken) {
  AuthorityRecord recall = record("Spinal system\nLot 1\nIt may loosen");
  recall.content = R"({"openfda":{"k_number":["K900116"],"fei_number":["3002980729"]},"k_numbers":[]})";
  const RecallNotice notice = recall_notice(std::span(&recall, 1));
  EXPECT_TRUE(notice.submissions.empty());
  EXPECT_TRUE(notice.company_numbers.empty());
}

TEST(RecallNotice, WhatNobodyClassifiedIsGrave) {
  EXPECT_EQ(recall_notice({}).severity, RecallSeverity::unclassified);
  struct Row {
    const char *device_class, *status;
    const char* severity;
  };
  for (const Row& row : {Row{"I", "", "I"}, Row{"Class II", "", "II"}, Row{"3", "", "III"}, Row{"", "", "unclassified"},
                         Row{"Not Yet Classified", "", "unclassified"}, Row{"Early Alert", "", "early_alert"},
                         Row{"", "Early alert issued", "early_alert"}, Row{"Class I", "Early Alert", "I"}}) {
    const RecallSeverity severity = read_recall_severity(row.device_class, row.status);
    EXPECT_EQ(to_text(severity), row.severity);
    EXPECT_EQ(is_grave(severity), std::string_view(row.severity) != "II" && std::string_view(row.severity) != "III");
  }
}

TEST(RecallNotice, StatusWordsAreReadLoosely) {
  struct Row {
    const char* text;
    RecallStatus status;
  };
  for (const Row& row :
       {Row{"Terminated", RecallStatus::terminated}, Row{"TERMINATED on 1 May", RecallStatus::terminated},
        Row{"Completed", RecallStatus::completed}, Row{"Open, Classified", RecallStatus::ongoing},
        Row{"Ongoing", RecallStatus::ongoing}, Row{"Pending", RecallStatus::ongoing},
        Row{"Not terminated", RecallStatus::ongoing}, Row{"", RecallStatus::ongoing},
        Row{"Closed", RecallStatus::terminated}, Row{"?", RecallStatus::ongoing}})
    EXPECT_EQ(read_recall_status(row.text), row.status) << row.text;
}

TEST(RecallNotice, AMissingProductCodeIsNone) {
  for (const char* code : {"", "N/A", "n/a"}) {
    AuthorityRecord recall = record("x");
    recall.product_code = code;
    EXPECT_TRUE(recall_notice(std::span(&recall, 1)).product_codes.empty());
  }
}

TEST(NoticeNumbers, UdisHaveAValidCheckDigit) {
  EXPECT_EQ(udis_in("UDI: 00718175003305"), Texts{"00718175003305"});
  EXPECT_EQ(udis_in("UDI: (01)00851997007004(10)5290-201001(17)20231021(11)20201021"), Texts{"00851997007004"});
  EXPECT_EQ(udis_in("0100851997007004172310211020"), Texts{"00851997007004"});
  EXPECT_EQ(udis_in("UDI-DI 718175003305"), Texts{"00718175003305"});
  EXPECT_TRUE(udis_in("718175003305").empty()) << "a lot number, if nothing says otherwise";
  EXPECT_TRUE(udis_in("UDI: 00718175003306").empty());
  EXPECT_TRUE(udis_in("serial 007181750033050").empty());
  EXPECT_TRUE(udis_in("").empty());
}

TEST(NoticeNumbers, SubmissionsAreFoundInRunningText) {
  EXPECT_EQ(submissions_in("cleared as K082332 and k090122; P970051/S054, DEN180001, bk241097"),
            (Texts{"K082332", "K090122", "P970051", "DEN180001", "BK241097"}));
  EXPECT_TRUE(submissions_in("AK082332 K0823 K08233245 REF K082332X").empty());
  EXPECT_EQ(submission_base("P970051/S054"), "P970051");
  EXPECT_EQ(submission_base("P970051S054"), "P970051");
  EXPECT_EQ(submission_base("k082332"), "K082332");
}

TEST(NoticeNumbers, CodesAreFoundInEveryWayOfWriting) {
  const Texts codes = codes_in("Item #: 1) RTL 10400, PCS3000/CS3070 Model: 086-330.");
  for (const char* code : {"RTL10400", "10400", "PCS3000", "CS3070", "086330"})
    EXPECT_TRUE(std::ranges::binary_search(codes, std::string(code))) << code;
  for (const char* code : {"086330", "RTL10400", "A1B2"}) EXPECT_TRUE(is_telling_code(code)) << code;
  for (const char* code : {"2019", "X1", "MODEL", "", "123"}) EXPECT_FALSE(is_telling_code(code)) << code;
}

TEST(RecallAction, IsTheTableOfTierClassAndScope) {
  struct Row {
    RecallTier tier;
    const char* classes;  ///< of I, II, III, early alert (E), unclassified (U)
    VersionScope scope;
    const char* action;
    const char* due;
  };
  using enum VersionScope;
  using enum RecallTier;
  for (const Row& row :
       {Row{a, "1EU", affected, "suspend", "2026-11-27"}, Row{a, "1EU", unresolved, "suspend", "2026-11-27"},
        Row{a, "2", affected, "suspend_procurement", "2026-12-01"},
        Row{a, "2", unresolved, "suspend_procurement", "2026-12-01"}, Row{a, "3", affected, "flag", "2026-12-10"},
        Row{a, "3", unresolved, "flag", "2026-12-10"}, Row{a, "3", not_affected, "flag", "2026-12-10"},
        Row{a, "12EU", not_affected, "confirm", ""}, Row{a_minus, "1EU", affected, "suspend", "2026-11-27"},
        Row{a_minus, "2", affected, "queue", "2026-12-01"}, Row{a_minus, "3", affected, "queue", ""},
        Row{b, "1EU", affected, "hold", "2026-11-27"}, Row{b, "1EU", unresolved, "hold", "2026-11-27"},
        Row{b, "1EU", not_affected, "hold", "2026-11-27"}, Row{b, "2", unresolved, "queue", "2026-12-01"},
        Row{b, "3", unresolved, "queue", ""}, Row{c, "123EU", affected, "count", ""}}) {
    for (const char letter : std::string_view(row.classes)) {
      const RecallSeverity severity = letter == '1'   ? RecallSeverity::class_one
                                      : letter == '2' ? RecallSeverity::class_two
                                      : letter == '3' ? RecallSeverity::class_three
                                      : letter == 'E' ? RecallSeverity::early_alert
                                                      : RecallSeverity::unclassified;
      const RecallConsequence result = consequence(row.tier, severity, row.scope);
      EXPECT_EQ(to_text(result.action), row.action) << to_text(row.tier) << letter << to_text(row.scope);
      const auto due = due_day(result, a_thursday);
      EXPECT_EQ(due ? to_text(*due) : "", row.due) << to_text(row.tier) << letter << to_text(row.scope);
      EXPECT_EQ(parse_recall_action(row.action), result.action);
    }
  }
}

TEST(RecallAction, WorkingDaysSkipTheWeekend) {
  const Day friday = a_thursday + std::chrono::days{1};
  EXPECT_EQ(due_day({RecallAction::flag, 1, DayCount::working}, friday), friday + std::chrono::days{3});
  EXPECT_EQ(due_day({RecallAction::hold, 1, DayCount::calendar}, friday), friday + std::chrono::days{1});
  EXPECT_EQ(due_day({RecallAction::count, 0, DayCount::none}, friday), std::nullopt);
}

}  // namespace
}  // namespace formulary::domain
