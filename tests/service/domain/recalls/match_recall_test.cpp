#include "service/domain/recalls/match_recall.hpp"

#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "tests/service/domain/recalls/recall_story.hpp"

namespace formulary::domain {
namespace {

using enum RecallSeverity;

void says(RecallNotice& notice, std::string product, std::string codes = {}) {
  notice.product = product;
  notice.text = product + "\n" + codes + "\nIt may fail.";
}

struct Story {
  const char* name;
  std::function<void(RecallNotice&, RecallSubject&)> change;
  const char* signals;
  const char* tier;
};

const Story stories[] = {
    {"nothing agrees", [](auto&, auto&) {}, "", ""},
    {"UDI-DI in the text",
     [](auto& notice, auto& tool) {
       tool.udis = {"00718175003305"};
       notice.udis = {"00718175003305"};
     },
     "S1", "A"},
    {"another UDI-DI",
     [](auto& notice, auto& tool) {
       tool.udis = {"00718175003305"};
       notice.udis = {"00718175003329"};
     },
     "", ""},
    {"number that no other tool has",
     [](auto& notice, auto& tool) {
       tool.submissions = {"K082332"};
       notice.submissions = {"K082332"};
     },
     "S2", "A"},
    {"number of several tools, and the brand",
     [](auto& notice, auto& tool) {
       tool.submissions = tool.shared_submissions = {"K082332"};
       notice.submissions = {"K082332"};
       says(notice, "Brand name ATOMLAB; a part of it");
     },
     "S2", "A"},
    {"number of several tools, and no brand",
     [](auto& notice, auto& tool) {
       tool.submissions = tool.shared_submissions = {"K082332"};
       notice.submissions = {"K082332"};
       says(notice, "Well counter");
     },
     "S3", "B"},
    {"the supplement of a number does not matter",
     [](auto& notice, auto& tool) {
       tool.submissions = {"P970051/S054"};
       notice.submissions = {"P970051"};
     },
     "S2", "A"},
    {"model number and company",
     [](auto& notice, auto& tool) {
       tool.models = {"086-330"};
       notice.firm = "BIODEX MEDICAL SYSTEMS";
       says(notice, "Calibrator Model: 086-330.");
     },
     "S4", "A"},
    {"model number of another company's product",
     [](auto& notice, auto& tool) {
       tool.models = {"086-330"};
       says(notice, "Calibrator Model: 086-330.");
     },
     "", ""},
    {"a year is no model number",
     [](auto& notice, auto& tool) {
       tool.models = {"2019"};
       notice.firm = "Biodex Medical Systems";
       says(notice, "Made in 2019");
     },
     "", ""},
    {"a short model number is none",
     [](auto& notice, auto& tool) {
       tool.models = {"X-1"};
       notice.firm = "Biodex Medical Systems";
       says(notice, "Stretcher X-1");
     },
     "", ""},
    {"company and nearly the same name",
     [](auto& notice, auto&) {
       notice.firm = "Biodex Medical Systems, Inc";
       says(notice, "Atomlab 500 Dose Calibrator, wall mounted");
     },
     "S5", "A-"},
    {"the company's number stands for its name",
     [](auto& notice, auto& tool) {
       tool.company_numbers = {"2431239"};
       notice.company_numbers = {"2431239"};
       says(notice, "Atomlab 500 Dose Calibrator");
     },
     "S5", "A-"},
    {"an alias that a person confirmed",
     [](auto& notice, auto& tool) {
       tool.companies.push_back("Mirion Technologies");
       notice.firm = "Mirion Technologies, Inc.";
       says(notice, "Atomlab 500 Dose Calibrator");
     },
     "S5", "A-"},
    {"company and product code",
     [](auto& notice, auto& tool) {
       tool.product_codes = notice.product_codes = {"KPT"};
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Shielding");
     },
     "S6", "B"},
    {"company and product code, and another brand",
     [](auto& notice, auto& tool) {
       tool.product_codes = notice.product_codes = {"KPT"};
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Vantor 900 Shielding");
     },
     "S10", "C"},
    {"company and product code, and what it is in general words",
     [](auto& notice, auto& tool) {
       tool.product_codes = notice.product_codes = {"KPT"};
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Radiation measurement system");
     },
     "S6", "B"},
    {"company and product code, and the models of another product",
     [](auto& notice, auto& tool) {
       tool.product_codes = notice.product_codes = {"KPT"};
       tool.models = {"086-330"};
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Shielding, REF 043-171 and 043-172");
     },
     "S10", "C"},
    {"company and product code, and a longer model number",
     [](auto& notice, auto& tool) {
       tool.product_codes = notice.product_codes = {"KPT"};
       tool.models = {"086-330-EU"};
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Shielding, REF 086-330");
     },
     "S6", "B"},
    {"company, half of the name, and the model of another product",
     [](auto& notice, auto& tool) {
       tool.models = {"086-330"};
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Atomlab 500 well counter, Catalog # 043-171");
     },
     "", ""},
    {"company, half of the name, and a list of products with one model number",
     [](auto& notice, auto& tool) {
       tool.models = {"086-330"};
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "1) Shielding, REF 043-171; 2) Atomlab 500 well counter");
     },
     "S7", "B"},
    {"company and half of the name",
     [](auto& notice, auto&) {
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Atomlab 500 well counter");
     },
     "S7", "B"},
    {"a relative of the company",
     [](auto& notice, auto&) {
       notice.firm = "Biodex";
       says(notice, "Atomlab 500 Dose Calibrator");
     },
     "S7", "B"},
    {"company and generic words",
     [](auto& notice, auto&) {
       notice.firm = "Biodex Medical Systems, Inc.";
       says(notice, "Dose calibrator system");
     },
     "", ""},
    {"the name of another company's product", [](auto& notice, auto&) { says(notice, "Atomlab 500 Dose Calibrator"); },
     "S8", "B"},
    {"a short name of another company's product",
     [](auto& notice, auto& tool) {
       tool.names = {"Viz"};
       says(notice, "Viz");
     },
     "", ""},
    {"a component",
     [](auto& notice, auto& tool) {
       tool.components = {"Treck TCP/IP", "moment", "sqlite3"};
       says(notice, "Infusion pump software", "A vulnerability of the Treck TCP/IP library");
     },
     "S9", "B"},
    {"an everyday word is no component",
     [](auto& notice, auto& tool) {
       tool.components = {"moment", "request", "color", "core"};
       says(notice, "Pump software", "At the moment of the request its color changes");
     },
     "", ""},
    {"the product code alone", [](auto& notice, auto& tool) { tool.product_codes = notice.product_codes = {"KPT"}; },
     "S10", "C"},
};

TEST(MatchRecall, VersionsBesideAComponentClearNoTool) {
  RecallNotice notice = a_notice(RecallSeverity::class_one);
  RecallSubject tool = a_tool();
  tool.version = "9.0";
  tool.components = {"Treckstack"};
  says(notice, "Infusion pump software", "A vulnerability of Treckstack versions 5.0 to 6.0");
  auto found = match(notice, tool);
  EXPECT_EQ(signals_of(found), "S9");
  EXPECT_EQ(to_text(found->scope.scope), "unresolved");
  notice.firm = "Biodex Medical Systems, Inc.";
  says(notice, "Atomlab 500 Dose Calibrator", "Software versions 5.0 to 6.0 use Treckstack");
  found = match(notice, tool);
  EXPECT_EQ(signals_of(found), "S5 S9");
  EXPECT_EQ(to_text(found->scope.scope), "not_affected");
}

TEST(MatchRecall, HostileTextsAreReadInTimeThatGrowsWithTheirLength) {
  std::string lines, versions = "Software versions ", codes = "Model ", signs;
  for (int i = 0; lines.size() < 1'000'000; ++i) lines += std::to_string(i) + "\n";
  for (int i = 0; i < 10'000; ++i) versions += std::to_string(i) + ".1.2 through " + std::to_string(i) + ".9, ";
  for (int i = 0; codes.size() < 1'000'000; ++i) codes += "AB-" + std::to_string(i) + "/C, ";
  while (signs.size() < 1'000'000) signs += "((((....&lt;=<=\xE2\x89\xA4 v v. 1.x.x.x";
  for (const std::string* text : {&lines, &versions, &codes, &signs}) {
    AuthorityRecord record;
    record.kind = RecordKind::recall;
    record.key = record.number = "Z-2580-2021";
    record.holder = "Biodex Medical Systems, Inc.";
    record.text = *text;
    const auto found = match(recall_notice(std::vector<AuthorityRecord>(3, record)));
    if (found) EXPECT_NE(to_text(found->scope.scope), "not_affected");
  }
}

TEST(MatchRecall, EachSignalHasItsTier) {
  for (const Story& story : stories) {
    RecallNotice notice = a_notice();
    RecallSubject tool = a_tool();
    story.change(notice, tool);
    const auto found = match(notice, tool);
    EXPECT_EQ(signals_of(found), story.signals) << story.name;
    EXPECT_EQ(found ? to_text(found->tier) : "", story.tier) << story.name;
    if (!found) continue;
    EXPECT_EQ(found->subject, "version-1");
    EXPECT_EQ(found->notice, "Z-2580-2021");
    EXPECT_EQ(found->rules, recall_rules_version);
    EXPECT_GT(found->score, 0);
    EXPECT_LE(found->score, 100);
    for (const SignalEvidence& evidence : found->signals) {
      EXPECT_FALSE(evidence.field.empty() || evidence.words.empty()) << story.name;
      EXPECT_FALSE(evidence.attribute.empty() || evidence.value.empty()) << story.name;
    }
  }
}

TEST(MatchRecall, ARealReportMatchesByAllThatItSays) {
  RecallNotice notice = a_notice();
  notice.firm = "Biodex Medical Systems, Inc.";
  says(notice, "Atomlab 500 Dose Calibrator Software 2.0.00 through Revision 2.0.08, inclusive Model: 086-330.",
       "Serial Number range:17081557-21062362   UDI: 00718175003305");
  notice.udis = {"00718175003305"};
  RecallSubject tool = a_tool();
  tool.udis = {"00718175003305"};
  tool.models = {"086-330"};
  const auto found = match(notice, tool);
  ASSERT_TRUE(found);
  EXPECT_EQ(signals_of(found), "S1 S4 S5");
  EXPECT_EQ(to_text(found->scope.scope), "affected");
  EXPECT_EQ(to_text(found->consequence.action), "suspend_procurement");
  EXPECT_EQ(found->due, std::chrono::sys_days{std::chrono::year{2026} / 12 / 1})
      << "three working days from a Thursday";
  EXPECT_EQ(found->signals[1].words, "086330");
  EXPECT_EQ(found->signals[1].value, "086-330");

  tool.version = "2.1";
  const auto later = match(notice, tool);
  EXPECT_EQ(to_text(later->scope.scope), "not_affected");
  EXPECT_EQ(to_text(later->consequence.action), "confirm");
  EXPECT_EQ(later->tier, RecallTier::a) << "a version never makes a match go away";
}

TEST(MatchRecall, TerminatedNeverLifts) {
  for (const RecallSeverity severity : {class_one, class_two, class_three, early_alert, unclassified}) {
    RecallNotice notice = a_notice(severity);
    notice.udis = {"00718175003305"};
    RecallSubject tool = a_tool();
    tool.udis = {"00718175003305"};
    const auto ongoing = match(notice, tool);
    for (const RecallStatus status : {RecallStatus::completed, RecallStatus::terminated}) {
      notice.status = status;
      const auto ended = match(notice, tool);
      EXPECT_EQ(ended->consequence, ongoing->consequence);
      EXPECT_EQ(ended->due, ongoing->due);
      EXPECT_EQ(ended->may_be_lifted(), status == RecallStatus::terminated);
    }
  }
}

TEST(MatchRecall, AnotherSignalNeverLowersTheTier) {
  const PreparedNotice notices[] = {prepare(a_notice(class_one)), prepare(a_notice(class_two)),
                                    prepare(a_notice(class_three))};
  const PreparedSubject tool = prepare(a_tool());
  for (const PreparedNotice& notice : notices) {
    for (unsigned set = 1; set < 1024; ++set) {
      std::vector<SignalEvidence> signals;
      for (unsigned i = 0; i < 10; ++i) {
        if ((set >> i & 1U) != 0) signals.push_back({static_cast<RecallSignal>(i + 1), "text", "x", "name", "x"});
      }
      const RecallMatch before = conclude(notice, tool, signals, a_thursday);
      for (unsigned i = 0; i < 10; ++i) {
        auto more = signals;
        more.push_back({static_cast<RecallSignal>(i + 1), "text", "y", "name", "y"});
        const RecallMatch after = conclude(notice, tool, more, a_thursday);
        ASSERT_GE(after.tier, before.tier);
        ASSERT_GE(after.effective, before.effective);
        ASSERT_GE(after.score, before.score);
        ASSERT_GE(after.consequence.action, before.consequence.action);
      }
    }
  }
}

TEST(MatchRecall, RandomNoticesNeverFail) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"Atomlab", "500", " ", "\n", "K082332", "(01)00718175003305", "\xFF\xFE",
                                     "version", "2.x", "-", ":",  "Biodex",  "software",           "\xE2\x84\xA2",
                                     "N/A",     "dba", "(", ")",  ",",       "vulnerability"};
  RecallSubject tool = a_tool();
  tool.components = {"\xFF", "", "openssl"};
  tool.names.push_back("");
  tool.companies.push_back("");
  tool.models = {"", "????", "086-330"};
  const PreparedSubject prepared = prepare(tool);
  for (int round = 0; round < 5000; ++round) {
    const auto text = [&] {
      std::string out;
      for (std::size_t n = random() % 40; n > 0; --n) out += pieces[random() % std::size(pieces)];
      return out;
    };
    AuthorityRecord record;
    record.kind = RecordKind::recall;
    record.key = text();
    record.holder = text();
    record.name = text();
    record.model = text();
    record.text = text();
    record.device_class = text();
    record.status = text();
    record.links = {{LinkKind::submission, text()}, {LinkKind::udi, text()}, {LinkKind::product_code, text()}};
    const auto found = match_recall(prepare(recall_notice(std::span(&record, 1))), prepared, a_thursday);
    EXPECT_TRUE(!found || !found->signals.empty());
  }
  RecallNotice large = a_notice();
  large.text = std::string(3'000'000, 'a');
  EXPECT_FALSE(match(large));
}

}  // namespace
}  // namespace formulary::domain
