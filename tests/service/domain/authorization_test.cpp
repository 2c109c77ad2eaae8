// What a claim is worth at the gate: by the data, by a person's word, and when both change.
#include "service/domain/authorization.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/gate.hpp"
#include "service/domain/regulators/regulator.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

using enum AuthorizationState;
using testing::HasSubstr;

const Present today = on("2026-11-27");

/// A 510(k) that nobody imported data for.
Authorization unknown_510k() {
  Authorization out;
  out.submission = {"submission-1"};
  out.device = {.device_name = "Pump Companion", .manufacturer = "Example Medical"};
  out.claim = {.id = {"claim-1"}, .jurisdiction = "US", .scheme = "us-510k", .number = "K240001"};
  return out;
}

Authorization confirmed_510k() {
  Authorization out = unknown_510k();
  AuthorityRecord record;
  record.number = record.key = "K240001";
  record.scheme = "us-510k";
  record.holder = "Example Medical, Inc.";
  record.name = "Pump Companion";
  record.status = "SESE";
  record.decided = day("2024-03-01");
  out.records.numbers.push_back({record, "us-510k", std::string(64, 'a')});
  out.records.datasets.push_back({.id = "us-510k", .name = "510(k)", .source_date = day("2026-11-20")});
  return out;
}

ClaimOpinion opinion(const Authorization& about, bool accepted, std::string_view until = "2026-12-20") {
  const ClaimJudgement judgement = judge_claim(about.device, about.claim, about.records, today);
  return {.claim = about.claim.id,
          .person = {"rolf"},
          .accepted = accepted,
          .reason = "Looked it up.",
          .valid_until = day(until),
          .binding = binding_of(about, judgement),
          .at = today.now};
}

TEST(Authorization, IsValidWhereTheDataConfirmIt) { EXPECT_EQ(standing_of(confirmed_510k(), today).state, valid); }

TEST(Authorization, IsStaleWhereThereAreNoData) { EXPECT_EQ(standing_of(unknown_510k(), today).state, stale); }

TEST(Authorization, GetsStaleWithItsData) {
  EXPECT_EQ(standing_of(confirmed_510k(), on("2027-01-05")).state, stale);
}

TEST(Authorization, IsRefusedWhereAllNumbersArePublishedAndThisOneIsNot) {
  Authorization one = confirmed_510k();
  one.records.numbers.clear();
  EXPECT_EQ(standing_of(one, today).state, refused);
}

TEST(Authorization, WaitsForAPersonWhereAbsenceProvesNothing) {
  Authorization one = unknown_510k();
  one.claim = {.id = {"claim-1"}, .jurisdiction = "EU", .scheme = "eu-mdr-cert", .number = "2265:X1"};
  one.records.datasets.push_back({.id = "eu-certificates", .name = "EUDAMED", .source_date = day("2026-11-20")});
  const AuthorizationStanding standing = standing_of(one, today);
  EXPECT_EQ(standing.state, open);
  EXPECT_THAT(standing.sentence, HasSubstr("proves nothing"));
}

TEST(Opinion, HoldsUntilItsDayAndNoLonger) {
  Authorization one = unknown_510k();
  one.opinion = opinion(one, true);
  EXPECT_EQ(standing_of(one, today).state, valid);
  EXPECT_EQ(standing_of(one, today).expires, day("2026-12-20"));
  EXPECT_EQ(standing_of(one, on("2026-12-20")).state, valid);
  EXPECT_EQ(standing_of(one, on("2026-12-21")).state, stale);
}

TEST(Opinion, IsBoundToWhatItWasGivenOn) {
  Authorization one = unknown_510k();
  one.opinion = opinion(one, true);
  for (const auto& change : std::vector<std::function<void(Authorization&)>>{
           [](Authorization& a) { a.device.model = "2"; }, [](Authorization& a) { a.use_revision = 2; },
           [](Authorization& a) { a.device.manufacturer = "Other"; },
           [](Authorization& a) { a.claim.product_code = "QIH"; },
           [](Authorization& a) { a.claim.legislation = Legislation::mdd; }}) {
    Authorization changed = one;
    change(changed);
    EXPECT_EQ(standing_of(changed, today).state, stale);
  }
}

TEST(Opinion, OfARecordEndsWhenTheRecordChanges) {
  Authorization one = confirmed_510k();
  one.records.numbers[0].record.status = "SESU";
  one.opinion = opinion(one, true);
  EXPECT_EQ(standing_of(one, today).state, valid);
  one.records.numbers[0].sha256 = std::string(64, 'b');
  EXPECT_EQ(standing_of(one, today).state, open);
}

TEST(Opinion, ThatRefusesStandsWhateverTheDataSay) {
  Authorization one = unknown_510k();
  one.opinion = opinion(one, false);
  one.records = confirmed_510k().records;
  EXPECT_EQ(standing_of(one, today).state, refused);
}

TEST(Opinion, CannotAcceptWhatTheDataContradict) {
  Authorization one = confirmed_510k();
  one.records.numbers[0].record.status = "RE";
  EXPECT_FALSE(may_give(opinion(one, true), one, today));
  one.opinion = opinion(one, true);
  EXPECT_EQ(standing_of(one, today).state, refused);
}

TEST(Opinion, NeedsAReasonAndADayThatIsNotTooFar) {
  const Authorization one = unknown_510k();
  EXPECT_TRUE(may_give(opinion(one, true), one, today));
  ClaimOpinion without = opinion(one, true);
  without.reason = " \n";
  EXPECT_EQ(may_give(without, one, today).error().field, "/reason");
  EXPECT_EQ(may_give(opinion(one, true, "2026-11-27"), one, today).error().field, "/valid_until");
  EXPECT_EQ(may_give(opinion(one, true, "2028-11-27"), one, today).error().field, "/valid_until");
}

TEST(Opinion, OnPapersThatEndedHoldsOnlyWhereTheLawProlongsThem) {
  Authorization one = unknown_510k();
  one.claim = {.id = {"claim-1"}, .jurisdiction = "EU", .scheme = "eu-mdr-cert", .number = "2265:X1",
               .expires = day("2026-01-31"), .legislation = Legislation::mdr};
  EXPECT_FALSE(may_give(opinion(one, true), one, today));
  one.claim.scheme = "eu-mdd-legacy";
  one.claim.legislation = Legislation::mdd;
  one.claim.device_class = "IIa";
  one.claim.expires = day("2024-05-26");
  ASSERT_TRUE(may_give(opinion(one, true), one, today));
  one.opinion = opinion(one, true);
  EXPECT_EQ(standing_of(one, today).state, valid);
  EXPECT_EQ(standing_of(one, today).expires, day("2026-12-20"));
}

TEST(NoDevice, IsAPersonsWordForOneIntendedUse) {
  Authorization one = unknown_510k();
  one.claim = {.id = {"claim-1"}, .jurisdiction = "US", .basis = Basis::not_a_device, .rationale = "520(o)(1)(A)"};
  EXPECT_EQ(standing_of(one, today).state, open);
  one.opinion = opinion(one, true, "2027-06-01");
  EXPECT_EQ(standing_of(one, today).state, valid);
  one.use_revision = 2;
  EXPECT_EQ(standing_of(one, today).state, open);
}

// No number of a kind that is no authorization can be made one, whatever is on record and whoever accepts it.
TEST(NoAuthorization, IsMadeOneByAnybody) {
  int kinds = 0;
  for (const Regulator* regulator : regulators()) {
    for (const Scheme& scheme : regulator->schemes) {
      if (scheme.kind == SchemeKind::authorization || scheme.examples.empty()) continue;
      ++kinds;
      Authorization one = confirmed_510k();
      one.claim.scheme = scheme.id;
      one.claim.number = scheme.examples.front();
      one.records.numbers[0].record.number = one.claim.number;
      one.opinion = opinion(one, true);
      EXPECT_EQ(standing_of(one, today).state, refused) << scheme.id;
      EXPECT_FALSE(may_give(*one.opinion, one, today)) << scheme.id;
    }
  }
  EXPECT_GT(kinds, 15);
}

// -- at the gate -------------------------------------------------------------------------------------------------------

GateRecords approved_with(std::vector<Authorization> authorizations) {
  GateRecords records;
  Approval approval;
  approval.id = {"approval-1"};
  approval.submission = {"submission-1"};
  approval.artifacts = {{std::string(64, 'f')}};
  approval.signers = {std::string(64, '5')};
  approval.jurisdictions = {"US", "EU"};
  approval.starts = day("2026-10-01");
  approval.expires = day("2027-10-01");
  records.approvals = {approval};
  records.authorizations = std::move(authorizations);
  return records;
}

GateAnswer ask(const GateRecords& records, std::string jurisdiction) {
  GateQuery query;
  query.sha256 = Sha256{std::string(64, 'f')};
  query.jurisdiction = std::move(jurisdiction);
  return judge(query, records, today);
}

Policy wants(std::vector<std::string> places) {
  Policy policy;
  policy.id = {"policy-1"};
  ClassPolicy strict;
  strict.risk = RiskClass::high;
  strict.required_authorizations = std::move(places);
  policy.classes = {strict};
  return policy;
}

TEST(GateAuthorization, IsNotAskedForWhereThePolicyDoesNotAndNobodyClaims) {
  EXPECT_EQ(ask(approved_with({}), "US").verdict, GateVerdict::allowed);
}

TEST(GateAuthorization, HoldsWhereThePolicyWantsOneAndNoneIsOnRecord) {
  GateRecords records = approved_with({});
  records.policy = wants({"EU", "US"});
  EXPECT_EQ(ask(records, "US").verdict, GateVerdict::hold);
  EXPECT_EQ(ask(records, "DE").verdict, GateVerdict::hold);
  records.approvals[0].jurisdictions.push_back("JP");
  EXPECT_EQ(ask(records, "JP").verdict, GateVerdict::allowed);
}

TEST(GateAuthorization, OfOnePlaceIsNoneOfAnother) {
  GateRecords records = approved_with({confirmed_510k()});
  records.policy = wants({"EU", "US"});
  EXPECT_EQ(ask(records, "US").verdict, GateVerdict::allowed);
  EXPECT_EQ(ask(records, "DE").verdict, GateVerdict::hold);
  EXPECT_EQ(ask(records, "").verdict, GateVerdict::hold);  // for all places of the approval
}

TEST(GateAuthorization, NamesRecordSourceAndDate) {
  const GateAnswer answer = ask(approved_with({confirmed_510k()}), "US");
  EXPECT_THAT(answer.reasons,
              testing::Contains(testing::AllOf(testing::Field(&GateReason::record, "K240001"),
                                               testing::Field(&GateReason::source, "510(k)"),
                                               testing::Field(&GateReason::as_of, day("2026-11-20")))));
}

TEST(GateAuthorization, ThatIsStaleOpenOrRefusedNeverOpens) {
  EXPECT_EQ(ask(approved_with({unknown_510k()}), "US").verdict, GateVerdict::unknown);
  Authorization doubtful = confirmed_510k();
  doubtful.records.numbers[0].record.status = "SESU";
  EXPECT_EQ(ask(approved_with({doubtful}), "US").verdict, GateVerdict::hold);
  Authorization rescinded = confirmed_510k();
  rescinded.records.numbers[0].record.status = "RE";
  EXPECT_EQ(ask(approved_with({rescinded}), "US").verdict, GateVerdict::denied);
  Authorization second = confirmed_510k();
  second.claim.id = {"claim-2"};
  EXPECT_EQ(ask(approved_with({second, rescinded}), "US").verdict, GateVerdict::denied);
}

TEST(GateAuthorization, EndsTheAnswerWithItsOwnEnd) {
  Authorization one = unknown_510k();
  one.opinion = opinion(one, true);
  const GateAnswer answer = ask(approved_with({one}), "US");
  EXPECT_EQ(answer.verdict, GateVerdict::allowed);
  EXPECT_EQ(answer.expires, day("2026-12-20"));
}

}  // namespace
}  // namespace formulary::domain
