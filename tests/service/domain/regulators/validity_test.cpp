// Until when authorizations count: what is printed, what the law prolongs, and what it cuts off.
#include "service/domain/regulators/validity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using testing::HasSubstr;
using enum Legislation;

Day day(std::string_view text) { return *parse_day(text); }
const Day today = day("2026-11-27");

/// The day, `no end`, or `not known`.
std::string until(const Terms& terms) {
  const auto found = validity(terms, today);
  if (!found) return "not known";
  return found->deemed_until ? to_text(*found->deemed_until) : "no end";
}

/// A certificate under the directive for medical devices, printed to end in 2024, with all conditions shown.
Terms legacy(std::string_view device_class) {
  return {.scheme = "eu-mdd-legacy",
          .legislation = mdd,
          .device_class = device_class,
          .issued = day("2019-06-01"),
          .printed = day("2024-05-26"),
          .confirmation = Shown::yes,
          .unchanged = Shown::yes};
}

TEST(Validity, CertificatesOfTheOldDirectivesAreProlongedByClass) {
  EXPECT_EQ(until(legacy("III")), "2027-12-31");
  EXPECT_EQ(until(legacy("IIb implantable")), "2027-12-31");
  EXPECT_EQ(until(legacy("IIb")), "2028-12-31");
  EXPECT_EQ(until(legacy("iia")), "2028-12-31");
  EXPECT_EQ(until(legacy("Im")), "2028-12-31");
  const auto found = validity(legacy("IIa"), today);
  EXPECT_EQ(found->printed, day("2024-05-26"));
  EXPECT_THAT(found->basis, HasSubstr("Art. 120(3a)(b)"));
}

TEST(Validity, WithoutTheConfirmationOrWithChangesNothingIsProlonged) {
  Terms terms = legacy("IIa");
  terms.confirmation = Shown::no;
  EXPECT_EQ(until(terms), "2024-05-26");
  terms = legacy("IIa");
  terms.unchanged = Shown::no;
  EXPECT_EQ(until(terms), "2024-05-26");
  terms.printed = day("2025-05-01");  // printed longer, but the maker had to apply by then
  EXPECT_EQ(until(terms), "2024-05-26");
  EXPECT_THAT(validity(terms, today)->basis, HasSubstr("not shown"));
  terms.printed = day("2023-12-01");
  EXPECT_EQ(until(terms), "2023-12-01");
}

TEST(Validity, TheLawIsAboutCertificatesThatWereInForceThen) {
  Terms terms = legacy("IIa");
  terms.issued = day("2017-05-24");
  EXPECT_EQ(until(terms), "2024-05-26") << "issued before the regulation: as printed";
  terms = legacy("IIa");
  terms.printed = day("2021-05-25");
  EXPECT_EQ(until(terms), "2021-05-25") << "ended before the regulation applied";
  terms.printed = day("2023-03-19");
  EXPECT_EQ(until(terms), "2023-03-19") << "ended before the amendment";
  terms.bridged = Shown::yes;
  EXPECT_EQ(until(terms), "2028-12-31") << "but the agreement was signed before";
  terms.bridged = Shown::no;
  terms.printed = day("2023-03-20");
  EXPECT_EQ(until(terms), "2028-12-31");
}

TEST(Validity, AnUnknownClassIsNotProlonged) {
  EXPECT_EQ(until(legacy("")), "2024-05-26");
  EXPECT_EQ(until(legacy("I")), "2024-05-26");
  Terms terms = legacy("");
  terms.printed = day("2027-05-26");
  EXPECT_EQ(until(terms), "2024-05-26");
  EXPECT_THAT(validity(terms, today)->basis, HasSubstr("class is not known"));
  terms.printed = {};
  EXPECT_EQ(until(terms), "not known");
}

TEST(Validity, ImplantsOfTheirOwnDirective) {
  Terms terms = legacy("");
  terms.legislation = aimdd;
  EXPECT_EQ(until(terms), "2027-12-31");
}

TEST(Validity, DeclarationsOfClassOneThatIsHigherNow) {
  Terms terms{.scheme = "eu-mdd-legacy",
              .legislation = mdd_declaration,
              .device_class = "IIa",
              .issued = day("2021-05-25"),
              .confirmation = Shown::yes,
              .unchanged = Shown::yes};
  EXPECT_EQ(until(terms), "2028-12-31");
  terms.issued = day("2021-05-26");
  EXPECT_EQ(until(terms), "2021-05-26") << "declared too late: it never counted";
  terms.issued = {};
  EXPECT_EQ(until(terms), "not known");
  terms.issued = day("2020-01-01");
  terms.confirmation = Shown::no;
  EXPECT_EQ(until(terms), "2024-05-26");
  terms.device_class = "I";
  EXPECT_EQ(until(terms), "2021-05-25") << "class I had to comply at once";
}

TEST(Validity, InVitroDiagnosticsHaveDatesOfTheirOwn) {
  Terms terms{.scheme = "eu-ivdd-legacy",
              .legislation = ivdd_declaration,
              .device_class = "C",
              .issued = day("2021-01-01"),
              .confirmation = Shown::yes,
              .unchanged = Shown::yes};
  EXPECT_EQ(until(terms), "2028-12-31");
  terms.device_class = "D";
  EXPECT_EQ(until(terms), "2027-12-31");
  terms.device_class = "B";
  EXPECT_EQ(until(terms), "2029-12-31");
  terms.device_class = "A sterile";
  EXPECT_EQ(until(terms), "2029-12-31");
  terms.device_class = "A";
  EXPECT_EQ(until(terms), "2022-05-25");
  terms.device_class = "B";
  terms.confirmation = Shown::no;
  EXPECT_EQ(until(terms), "2027-05-26") << "the maker may still apply";
  const Terms certificate{.scheme = "eu-ivdd-legacy",
                          .issued = day("2020-01-01"),
                          .printed = day("2024-12-31"),
                          .confirmation = Shown::yes,
                          .unchanged = Shown::yes};
  EXPECT_EQ(until(certificate), "2027-12-31");
}

TEST(Validity, FiveYearsAtMostUnderTheRegulations) {
  Terms terms{.scheme = "eu-mdr-cert", .legislation = mdr, .issued = day("2024-03-01"), .printed = day("2028-06-30")};
  EXPECT_EQ(until(terms), "2028-06-30");
  terms.printed = day("2202-12-31");  // EUDAMED has one
  EXPECT_EQ(until(terms), "2029-02-28");
  terms.printed = {};
  EXPECT_EQ(until(terms), "2029-02-28");
  terms.issued = {};
  EXPECT_EQ(until(terms), "not known");
  terms.printed = day("2202-12-31");
  EXPECT_EQ(until(terms), "not known");
  terms.issued = day("2024-02-29");
  EXPECT_EQ(until(terms), "2029-02-27");
}

TEST(Validity, ACertificateOfOneLawIsNoneOfTheOther) {
  Terms terms = legacy("IIa");
  terms.legislation = mdr;
  EXPECT_EQ(until(terms), "not known");
  terms = {.scheme = "eu-mdr-cert", .legislation = mdd, .printed = day("2027-01-01")};
  EXPECT_EQ(until(terms), "not known");
  terms = {.scheme = "eu-ivdd-legacy", .legislation = mdd, .printed = day("2027-01-01")};
  EXPECT_EQ(until(terms), "not known");
}

TEST(Validity, GreatBritainAcceptsCeMarkingForATime) {
  Terms terms = legacy("IIa");
  terms.scheme = "uk-ce";
  EXPECT_EQ(until(terms), "2028-06-30");
  terms.device_class = "III";
  EXPECT_EQ(until(terms), "2027-12-31");
  terms.confirmation = Shown::no;
  EXPECT_EQ(until(terms), "2024-05-26");
  terms = {.scheme = "uk-ce", .legislation = mdr, .issued = day("2026-06-01"), .printed = day("2031-05-31")};
  EXPECT_EQ(until(terms), "2030-06-30");
  terms.printed = day("2029-01-01");
  EXPECT_EQ(until(terms), "2029-01-01");
  terms.legislation = none;
  EXPECT_EQ(until(terms), "not known") << "which law, has to be said";
}

TEST(Validity, SwitzerlandFollowsTheEuropeanUnion) {
  Terms terms = legacy("IIa");
  terms.scheme = "ch-ce";
  EXPECT_EQ(until(terms), "2028-12-31");
}

TEST(Validity, TermsOfOtherAuthorities) {
  const Day issued = day("2020-05-01");
  EXPECT_EQ(until({.scheme = "cn-nmpa-reg", .issued = issued}), "2025-04-30");
  EXPECT_EQ(until({.scheme = "cn-nmpa-reg"}), "not known");
  EXPECT_EQ(until({.scheme = "br-anvisa", .device_class = "III", .issued = issued}), "2030-04-30");
  EXPECT_EQ(until({.scheme = "br-anvisa", .device_class = "II", .issued = issued}), "no end");
  EXPECT_EQ(until({.scheme = "br-anvisa", .issued = issued}), "not known");
  EXPECT_EQ(until({.scheme = "fr-pecan", .issued = day("2026-02-28")}), "2027-02-27");
  EXPECT_EQ(until({.scheme = "de-diga", .device_class = "provisional", .issued = day("2026-02-01")}), "2027-01-31");
  EXPECT_EQ(until({.scheme = "us-510k"}), "no end");
  EXPECT_EQ(until({.scheme = "us-510k", .printed = day("2026-01-01")}), "2026-01-01");
  EXPECT_EQ(until({.scheme = "us-eua"}), "not known");
  EXPECT_EQ(until({.scheme = "other-authorization"}), "not known");
  EXPECT_EQ(until({.scheme = "other-authorization", .printed = day("2027-01-01")}), "2027-01-01");
  EXPECT_EQ(until({.scheme = "us-511k", .printed = day("2027-01-01")}), "not known");
}

TEST(Validity, FormsOfTheFirstVersionAreReplaced) {
  EXPECT_EQ(until({.scheme = "nhs-dtac", .number = "DTAC 1.0"}), "2026-04-05");
  EXPECT_EQ(until({.scheme = "nhs-dtac", .number = "DTAC 2.0"}), "no end");
}

TEST(Validity, WhatIsNotKnownHasEnded) {
  EXPECT_TRUE(has_ended({}, today));
  EXPECT_FALSE(has_ended(Validity{}, today));
  EXPECT_FALSE(has_ended(Validity{.deemed_until = today}, today)) << "the last day counts";
  EXPECT_TRUE(has_ended(Validity{.deemed_until = today - std::chrono::days(1)}, today));
}

TEST(Validity, WordsOfLegislation) {
  for (const Legislation law : {none, mdr, ivdr, mdd, aimdd, ivdd, mdd_declaration, ivdd_declaration}) {
    EXPECT_EQ(parse_legislation(to_text(law)), law);
  }
  EXPECT_FALSE(parse_legislation("mdr"));
}

}  // namespace
}  // namespace formulary::domain
