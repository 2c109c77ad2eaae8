// How long documents count: a table, a row each, for every kind that has a rule of its own, and the choice among
// several.
#include <gtest/gtest.h>

#include "service/domain/documents/kind_rules.hpp"
#include "service/domain/documents/required_documents.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Document document(std::string kind, Fields fields, std::string id = "document-1") {
  Document out;
  out.id = {std::move(id)};
  out.submission = {"submission-1"};
  out.kind = std::move(kind);
  out.fields = std::move(fields);
  out.person = {"maria"};
  return out;
}

const DocumentSubject ward{.version = "2.4.1", .version_code = "241", .use_revision = 1};

/// `valid`, `expiring 30 2026-12-01`, `expired 2026-01-31` ...
std::string worth(const Document& one, std::string_view today = "2026-11-23", const DocumentSubject& subject = ward) {
  const DocumentStanding standing = standing_of(one, subject, day(today));
  std::string out(to_text(standing.state));
  if (standing.notice != 0) out += " " + std::to_string(standing.notice);
  if (standing.ends) out += " " + to_text(*standing.ends);
  EXPECT_FALSE(standing.sentence.empty());
  return out;
}

struct Row {
  const char* kind;
  Fields fields;
  const char* today;
  const char* expected;
};

class Terms : public testing::TestWithParam<Row> {};

TEST_P(Terms, AreThoseOfTheKind) {
  const Row& row = GetParam();
  EXPECT_EQ(worth(document(row.kind, row.fields), row.today), row.expected) << row.kind;
}

Fields with(Fields fields, std::string name, std::string value) {
  std::erase_if(fields, [&](const auto& one) { return one.first == name; });
  if (!value.empty()) fields.emplace_back(std::move(name), std::move(value));
  return fields;
}

const Fields mds2 = {{"release_date", "2025-06-30"}, {"software_version", "2.4.1"}};
const Fields soc2 = {{"type", "2"}, {"period_end", "2025-12-31"}, {"auditor", "A"}, {"opinion", "unqualified"}};
const Fields iso = {{"certificate_no", "1"},
                    {"standard_edition", "ISO/IEC 27001:2022"},
                    {"issued", "2025-03-01"},
                    {"expires", "2028-02-28"},
                    {"last_surveillance", "2026-02-20"}};
const Fields pentest = {{"tester", "T"},
                        {"test_end", "2026-03-31"},
                        {"version_tested", "2.4.1"},
                        {"critical_open", "0"},
                        {"high_open", "0"}};
const Fields dtac = {{"form_version", "2.0"}, {"product_version", "2.4.1"}, {"completed_date", "2026-03-01"}};
const Fields baa = {{"parties", "A and B"}, {"signed_date", "2024-01-01"}, {"termination_date", "2027-12-31"}};
const Fields hitrust = {{"level", "r2"}, {"issued", "2025-06-01"}};
const Fields vpat = {
    {"product_version", "2.0"}, {"report_date", "2025-12-01"}, {"wcag_version", "2.1"}, {"level", "AA"}};
const Fields dspt = {{"ods_code", "X"}, {"status", "standards met"}, {"published", "2026-07-02"}};
const Fields declaration = {
    {"class", "IIa"}, {"legislation", "MDR"}, {"signed_date", "2026-01-01"}, {"product_versions", "2.4.0, 2.4.1; 3.0"}};

INSTANTIATE_TEST_SUITE_P(
    All, Terms,
    testing::Values(
        // MDS2: 24 months, and the version it is about
        Row{"mds2", mds2, "2026-11-23", "valid 2027-06-30"}, Row{"mds2", mds2, "2027-06-30", "expiring 30 2027-06-30"},
        Row{"mds2", mds2, "2027-07-01", "expired 2027-06-30"},
        Row{"mds2", with(mds2, "release_date", ""), "2026-11-23", "expired"},
        Row{"mds2", with(mds2, "release_date", "30.6.2025"), "2026-11-23", "expired"},
        Row{"mds2", with(mds2, "release_date", "2202-06-30"), "2026-11-23", "expired"},
        Row{"mds2", with(mds2, "software_version", "2.4.0"), "2026-11-23", "superseded 2027-06-30"},
        Row{"mds2", with(mds2, "software_version", "v2.4.1"), "2026-11-23", "valid 2027-06-30"},
        Row{"mds2", with(mds2, "software_version", "241"), "2026-11-23", "valid 2027-06-30"},
        Row{"mds2", with(mds2, "software_version", ""), "2026-11-23", "superseded 2027-06-30"},
        // SOC 2: 12 months from the end of the period; a bridge letter adds three months at most
        Row{"soc2", soc2, "2026-10-01", "valid 2026-12-31"}, Row{"soc2", soc2, "2026-10-02", "expiring 90 2026-12-31"},
        Row{"soc2", soc2, "2026-11-01", "expiring 60 2026-12-31"},
        Row{"soc2", soc2, "2026-12-01", "expiring 30 2026-12-31"},
        Row{"soc2", soc2, "2027-01-01", "expired 2026-12-31"},
        Row{"soc2", with(soc2, "bridge_letter_until", "2027-02-28"), "2027-01-01", "expiring 60 2027-02-28"},
        Row{"soc2", with(soc2, "bridge_letter_until", "2027-12-31"), "2027-04-01", "expired 2027-03-31"},
        Row{"soc2", with(soc2, "bridge_letter_until", "2026-01-31"), "2026-06-01", "valid 2026-12-31"},
        Row{"soc2", with(soc2, "opinion", "adverse"), "2026-06-01", "insufficient 2026-12-31"},
        Row{"soc2", with(soc2, "auditor", ""), "2026-06-01", "insufficient 2026-12-31"},
        // ISO 27001: three years, surveillance every year, no 2013 edition after 31 October 2025
        Row{"iso27001", iso, "2026-11-01", "valid 2027-02-20"},
        Row{"iso27001", iso, "2027-02-21", "expired 2027-02-20"},
        Row{"iso27001", with(iso, "standard_edition", "ISO 27001:2013"), "2025-10-31", "expiring 30 2025-10-31"},
        Row{"iso27001", with(iso, "standard_edition", "ISO 27001:2013"), "2025-11-01", "expired 2025-10-31"},
        Row{"iso27001", with(iso, "standard_edition", "BS 7799"), "2026-03-01", "superseded 2028-02-28"},
        Row{"iso27001", with(iso, "expires", ""), "2026-03-01", "expired"},
        Row{"iso27001", with(with(iso, "issued", "2024-01-31"), "last_surveillance", "2026-12-01"), "2027-02-01",
            "expired 2027-01-31"},
        // HITRUST: the second year of r2 needs an interim assessment
        Row{"hitrust", hitrust, "2026-01-01", "valid 2026-06-01"},
        Row{"hitrust", hitrust, "2026-06-02", "expired 2026-06-01"},
        Row{"hitrust", with(hitrust, "interim_assessment", "2026-05-20"), "2026-06-02", "valid 2027-06-01"},
        Row{"hitrust", with(with(hitrust, "interim_assessment", "2026-05-20"), "level", "e1"), "2026-06-02",
            "expired 2026-06-01"},
        // penetration test: 12 months, nothing critical or high open
        Row{"pentest", pentest, "2026-11-23", "valid 2027-03-31"},
        Row{"pentest", with(pentest, "high_open", "1"), "2026-11-23", "insufficient 2027-03-31"},
        Row{"pentest", with(pentest, "critical_open", ""), "2026-11-23", "insufficient 2027-03-31"},
        Row{"pentest", with(pentest, "version_tested", "2.4"), "2026-11-23", "superseded 2027-03-31"},
        // DTAC: forms of the first version are superseded after 6 April 2026
        Row{"dtac", dtac, "2026-11-23", "valid"}, Row{"dtac", with(dtac, "form_version", "1.3"), "2026-04-06", "valid"},
        Row{"dtac", with(dtac, "form_version", "1.3"), "2026-04-07", "superseded"},
        Row{"dtac", with(dtac, "form_version", "new"), "2026-04-07", "superseded"},
        Row{"dtac", with(dtac, "C3", "fail"), "2026-04-07", "insufficient"},
        Row{"dtac", with(dtac, "completed_date", "2027-01-01"), "2026-11-23", "expired"},
        // agreements, reports on accessibility, statuses, declarations
        Row{"baa", baa, "2026-11-23", "valid 2027-12-31"},
        Row{"baa", with(baa, "termination_date", ""), "2026-11-23", "expired"},
        Row{"baa", with(baa, "termination_date", "2202-12-31"), "2026-11-23", "expired"},
        Row{"vpat", vpat, "2026-11-23", "valid 2027-12-01"},
        Row{"vpat", with(vpat, "product_version", "3.0"), "2026-11-23", "superseded 2027-12-01"},
        Row{"vpat", with(vpat, "wcag_version", "2.0"), "2027-05-10", "valid 2027-12-01"},
        Row{"vpat", with(vpat, "wcag_version", "2.0"), "2027-05-11", "insufficient 2027-12-01"},
        Row{"dspt", dspt, "2026-11-23", "valid 2027-06-30"},
        Row{"dspt", with(dspt, "published", "2026-06-29"), "2026-07-01", "expired 2026-06-30"},
        Row{"dspt", with(dspt, "status", "approaching standards"), "2026-11-23", "insufficient"},
        Row{"doc", declaration, "2026-11-23", "valid"},
        Row{"doc", with(declaration, "product_versions", "2.4.0, 12.4.1"), "2026-11-23", "superseded"},
        Row{"doc", with(declaration, "certificate_no", "Z1"), "2026-11-23", "expired"},
        Row{"doc", with(with(declaration, "certificate_no", "Z1"), "certificate_expires", "2026-11-22"), "2026-11-23",
            "expired 2026-11-22"},
        Row{"cyber_essentials",
            {{"certificate_no", "1"}, {"level", "plus"}, {"issued", "2024-02-29"}},
            "2025-02-28",
            "expiring 30 2025-02-28"},
        Row{"insurance", {{"insurer", "I"}, {"expires", "2026-11-23"}}, "2026-11-23", "expiring 30 2026-11-23"},
        Row{"eol", {{"version", "2.4.1"}, {"end_of_support", "2026-06-30"}}, "2026-11-23", "expired 2026-06-30"},
        Row{"no such kind", {}, "2026-11-23", "expired"}));

TEST(Documents, TheTableHasTheTwentyThreeKinds) {
  EXPECT_EQ(document_kinds().size(), 23U);
  for (const DocumentKind& kind : document_kinds()) {
    SCOPED_TRACE(kind.id);
    if (!kind.version_field.empty()) {
      EXPECT_NE(kind.field(kind.version_field), nullptr);
    }
    if (!kind.dated_field.empty()) {
      EXPECT_NE(kind.field(kind.dated_field), nullptr);
    }
    for (const TermRule& term : kind.terms) {
      ASSERT_NE(kind.field(term.field), nullptr) << term.field;
      EXPECT_EQ(kind.field(term.field)->type, FieldType::day) << term.field;
    }
    for (const DocumentField& field : kind.fields)
      EXPECT_EQ(field.type == FieldType::one, !field.choices.empty()) << field.name;
    const bool judged = !kind.terms.empty() || kind.bound != Bound::freely || kind.id == "pccp";
    EXPECT_TRUE(judged) << "nothing ends it";
    EXPECT_NE(worth(document(std::string(kind.id), {})).substr(0, 5), "valid")
        << "an empty document counts for nothing";
  }
}

TEST(Documents, ThatAreBoundToTheIntendedUseEndWithIt) {
  Document one = document("dcb0160", {{"deployment", "Ward 1"}, {"cso", "C"}, {"approved_date", "2026-01-01"}});
  EXPECT_EQ(worth(one), "valid");
  EXPECT_EQ(worth(one, "2026-11-23", {.version = "2.4.1", .version_code = {}, .use_revision = 2}), "superseded");
}

TEST(Documents, AreNotMeasuredAgainstAVersionThatNobodyKnowsYet) {
  EXPECT_EQ(worth(document("mds2", with(mds2, "software_version", "1.0")), "2026-11-23", {}), "valid 2027-06-30");
  EXPECT_EQ(worth(document("mds2", mds2), "2026-11-23", {.version = "", .version_code = {}, .use_revision = 1}),
            "superseded 2027-06-30")
      << "a product without a version is known to have none";
}

TEST(Documents, AMonthLaterIsTheSameDayOrTheLastOfTheMonth) {
  EXPECT_EQ(to_text(months_after(day("2024-01-31"), 1)), "2024-02-29");
  EXPECT_EQ(to_text(months_after(day("2024-02-29"), 12)), "2025-02-28");
  EXPECT_EQ(to_text(months_after(day("2025-12-31"), 3)), "2026-03-31");
}

TEST(Documents, FieldsAreBroughtIntoTheirOrderAndMistakesNamed) {
  Document one = document("soc2", {{"opinion", " unqualified "}, {"auditor", ""}, {"type", "2"}});
  EXPECT_TRUE(normalise(one).empty());
  EXPECT_EQ(one.fields, (Fields{{"type", "2"}, {"opinion", "unqualified"}}));
  Document wrong = document("soc2", {{"type", "3"}, {"period_end", "31.12.2025"}, {"colour", "blue"}});
  std::vector<std::string> fields;
  for (const Refusal& mistake : normalise(wrong)) fields.push_back(mistake.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"/fields/colour", "/fields/type", "/fields/period_end"}));
  Document number = document("pentest", {{"high_open", "-1"}});
  EXPECT_EQ(normalise(number).size(), 1U);
  Document unknown = document("fax", {});
  EXPECT_EQ(normalise(unknown).front().field, "/kind");
}

Document judged(Document one, bool accepted, std::string_view at) {
  one.handed_in = on(at).now;
  one.opinion = DocumentOpinion{.person = {"rosa"}, .accepted = accepted, .reason = "Seen.", .at = on(at).now};
  return one;
}

TEST(Documents, OnlyWhatAReviewerAcceptedCounts) {
  const Document old = judged(document("baa", baa, "document-1"), true, "2026-01-01");
  Document waiting = document("baa", with(baa, "termination_date", "2030-01-01"), "document-2");
  waiting.handed_in = on("2026-02-01").now;
  const auto look = [](std::vector<Document> documents) { return look_for("baa", documents, ward, day("2026-11-23")); };
  EXPECT_EQ(look({}).standing.state, DocumentState::missing);
  EXPECT_FALSE(look({}).waits);
  EXPECT_EQ(look({waiting}).standing.state, DocumentState::missing);
  EXPECT_TRUE(look({waiting}).waits);
  EXPECT_EQ(look({waiting, old}).document.value, "document-1") << "what waits takes nothing's place";
  EXPECT_EQ(look({old, judged(waiting, false, "2026-02-01")}).document.value, "document-1");
  EXPECT_EQ(look({old, judged(waiting, true, "2026-02-01")}).document.value, "document-2");
  EXPECT_EQ(look({judged(waiting, false, "2026-02-01")}).standing.state, DocumentState::missing);
}

TEST(Documents, AnOpinionNeedsAReasonAndAcceptsNothingThatIsOver) {
  const DocumentStanding good{.state = DocumentState::valid, .ends = {}, .notice = 0, .sentence = "It counts."};
  const DocumentStanding over{.state = DocumentState::expired, .ends = {}, .notice = 0, .sentence = "It ended."};
  EXPECT_TRUE(may_give({.person = {}, .accepted = true, .reason = "Seen.", .at = {}}, good));
  EXPECT_EQ(may_give({.person = {}, .accepted = true, .reason = " ", .at = {}}, good).error().field, "/reason");
  EXPECT_EQ(may_give({.person = {}, .accepted = true, .reason = "Seen.", .at = {}}, over).error().code,
            RefusalCode::conflict);
  EXPECT_TRUE(may_give({.person = {}, .accepted = false, .reason = "Seen.", .at = {}}, over));
}

}  // namespace
}  // namespace formulary::domain
