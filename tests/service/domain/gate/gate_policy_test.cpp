// What a hospital's policy asks of the gate: authorizations by place and class of risk, data that are in date, recalls
// that may concern a tool.
#include <gtest/gtest.h>

#include "service/domain/gate/gate_obstacles.hpp"
#include "tests/service/domain/gate/scene.hpp"

namespace formulary::domain {
namespace {

const Present today = on("2026-11-27");

IntendedUse use_of(RiskClass risk) {
  IntendedUse use;
  use.data_classes = {risk == RiskClass::high       ? DataClass::phi
                      : risk == RiskClass::moderate ? DataClass::staff
                                                    : DataClass::none};
  use.devices_driven = "none";
  return use;
}

Authorization rationale(std::string place, Basis basis, std::optional<bool> accepted) {
  Authorization out;
  out.submission = {"submission-1"};
  out.device = {.device_name = "Ward Board", .manufacturer = "Example Medical"};
  out.claim = {.id = {"claim-" + place}, .jurisdiction = place, .basis = basis, .rationale = "520(o)(1)(A)"};
  if (accepted) {
    out.opinion = ClaimOpinion{.claim = out.claim.id,
                               .person = {"rolf"},
                               .accepted = *accepted,
                               .reason = "Read.",
                               .valid_until = day("2027-11-01"),
                               .binding = binding_of(out, judge_claim(out.device, out.claim, out.records, today)),
                               .at = today.now};
  }
  return out;
}

Authorization clearance(std::string status) {
  Authorization out = rationale("US", Basis::authorization, std::nullopt);
  out.claim.scheme = "us-510k";
  out.claim.number = "K240001";
  out.claim.rationale.clear();
  AuthorityRecord record;
  record.number = record.key = "K240001";
  record.scheme = "us-510k";
  record.holder = "Example Medical";
  record.name = "Ward Board";
  record.status = std::move(status);
  record.decided = day("2024-03-01");
  out.records.numbers.push_back({record, "us-510k", std::string(64, 'a')});
  out.records.datasets.push_back({.id = "us-510k", .name = "510(k)", .source_date = day("2026-11-20")});
  return out;
}

GateRecords scene(RiskClass risk, std::vector<Authorization> authorizations, std::vector<std::string> places) {
  Approval approved = approval();
  approved.submission = {"submission-1"};
  approved.jurisdictions = std::move(places);
  Submission asked = submission(SubmissionState::approved, "2026-09-01");
  asked.use = use_of(risk);
  GateRecords records{.approvals = {approved}, .submissions = {asked}};
  records.authorizations = std::move(authorizations);
  records.policy = hospital_policy();
  return records;
}

/// Of one class in one policy; the other classes ask for nothing.
ClassPolicy& terms(GateRecords& records, RiskClass risk) {
  return *std::ranges::find(records.policy.classes, risk, &ClassPolicy::risk);
}

std::string ask(const GateRecords& records, std::string place = {}) {
  GateQuery query = by_hash();
  query.jurisdiction = std::move(place);
  return verdict(query, records, today);
}

TEST(PolicyAtTheGate, AsksByClassOfRiskAndByPlace) {
  for (const RiskClass asked : {RiskClass::low, RiskClass::moderate, RiskClass::high}) {
    for (const RiskClass used : {RiskClass::low, RiskClass::moderate, RiskClass::high}) {
      GateRecords records = scene(used, {}, {"US", "DE"});
      terms(records, asked).required_authorizations = {"US"};
      EXPECT_EQ(ask(records, "US"), asked == used ? "hold" : "allowed");
      EXPECT_EQ(ask(records, "DE"), "allowed");
      EXPECT_EQ(ask(records), asked == used ? "hold" : "allowed");
      records.submissions.clear();  // of an unknown use, what the policy wants at most
      EXPECT_EQ(ask(records, "US"), asked == RiskClass::high ? "hold" : "allowed");
    }
  }
}

TEST(PolicyAtTheGate, AskingForOneMemberAsksWhereTheUnionIsMeant) {
  GateRecords records = scene(RiskClass::high, {}, {"EU"});
  terms(records, RiskClass::high).required_authorizations = {"DE"};
  EXPECT_EQ(ask(records), "hold");
  EXPECT_EQ(ask(records, "DE"), "hold");
  EXPECT_EQ(ask(records, "FR"), "allowed");
  records.authorizations = {rationale("DE", Basis::not_a_device, true)};
  EXPECT_EQ(ask(records), "allowed");
  EXPECT_EQ(ask(records, "DE"), "allowed");
  records.authorizations = {rationale("EU", Basis::not_a_device, true)};
  EXPECT_EQ(ask(records), "allowed");
  // A claim for a member that is not so closes the Union, too.
  records.authorizations.push_back(rationale("DE", Basis::enforcement_discretion, false));
  EXPECT_EQ(ask(records), "denied");
}

TEST(PolicyAtTheGate, ThreeAnswersAreThreeAndEachIsForOnePlace) {
  struct Row {
    std::vector<Authorization> claims;
    const char *us, *eu;
  };
  using enum Basis;
  const auto none = std::nullopt;
  const Row rows[] = {
      {{}, "hold", "hold"},
      {{rationale("US", not_a_device, none)}, "hold", "hold"},
      {{rationale("US", not_a_device, true)}, "allowed", "hold"},
      {{rationale("US", not_a_device, false)}, "denied", "hold"},
      {{rationale("US", enforcement_discretion, none)}, "hold", "hold"},
      {{rationale("US", enforcement_discretion, true)}, "allowed", "hold"},
      {{rationale("EU", enforcement_discretion, true)}, "hold", "allowed"},
      {{clearance("SESE")}, "allowed", "hold"},
      {{clearance("SESU")}, "hold", "hold"},
      {{clearance("RE")}, "denied", "hold"},
      {{clearance("SESE"), rationale("EU", not_a_device, true)}, "allowed", "allowed"},
      // One reason that counts does for its place; one that is refused speaks against it, whatever else is said.
      {{clearance("SESE"), rationale("US", not_a_device, none)}, "allowed", "hold"},
      {{clearance("SESE"), rationale("US", not_a_device, false)}, "denied", "hold"},
      {{clearance("RE"), rationale("US", not_a_device, true)}, "denied", "hold"},
      // Elsewhere it still keeps the gate shut: what was said of the tool was not so.
      {{clearance("RE"), rationale("EU", not_a_device, true)}, "denied", "hold"},
  };
  for (const Row& row : rows) {
    GateRecords records = scene(RiskClass::high, row.claims, {"US", "EU"});
    terms(records, RiskClass::high).required_authorizations = {"EU", "US"};
    const std::string what = row.claims.empty() ? "nothing" : std::string(to_text(row.claims.front().claim.basis));
    EXPECT_EQ(ask(records, "US"), row.us) << what << row.claims.size();
    EXPECT_EQ(ask(records, "EU"), row.eu) << what << row.claims.size();
    const bool both = std::string(row.us) == "allowed" && std::string(row.eu) == "allowed";
    EXPECT_EQ(ask(records) == "allowed", both) << what << row.claims.size();
  }
}

TEST(PolicyAtTheGate, AnotherUseEndsAReason) {
  GateRecords records = scene(RiskClass::high, {rationale("US", Basis::not_a_device, true)}, {"US"});
  EXPECT_EQ(ask(records), "allowed");
  records.authorizations[0].use_revision = 2;
  EXPECT_EQ(ask(records), "hold");
}

Dataset data(std::string id, std::optional<std::string_view> of) {
  return {.id = id, .name = "Data of " + id, .source_date = of ? std::optional(day(*of)) : std::nullopt};
}

TEST(DataAtTheGate, OfRecallsMustBeInDateOnceTheyWereImported) {
  GateRecords records = scene(RiskClass::low, {}, {"US"});
  EXPECT_EQ(ask(records), "allowed") << "a hospital that has not set up any";
  records.datasets = {data("us-recall", "2026-11-20")};
  EXPECT_EQ(ask(records), "allowed");
  records.datasets = {data("us-recall", "2026-11-13")};
  EXPECT_EQ(ask(records), "allowed") << "its last day";
  for (const auto& old :
       {data("us-recall", "2026-11-12"), data("us-enforcement", "2026-01-01"), data("csv-recalls:au", "2026-01-01"),
        data("us-recall", std::nullopt), data("us-recall", "2202-12-31")}) {
    records.datasets = {data("us-recall", "2026-11-20"), old};
    const GateAnswer answer = judge(by_hash(), records, today);
    EXPECT_EQ(answer.verdict, GateVerdict::unknown) << old.id;
    EXPECT_THAT(answer.reasons, testing::Contains(testing::AllOf(testing::Field(&GateReason::record, old.id),
                                                                 testing::Field(&GateReason::source, old.name))));
  }
  records.datasets = {data("us-recall", "2026-11-12")};
  EXPECT_THAT(judge(by_hash(), records, today).reasons, says("Data of us-recall) are of 2026-11-12, 15 days old"));
  // A hospital may decide otherwise; data of other kinds are weighed with the claims that rest on them.
  terms(records, RiskClass::low).recall_data = RecallData::required;
  EXPECT_EQ(ask(records), "allowed");
  records.datasets = {data("us-gudid", "2020-01-01")};
  terms(records, RiskClass::low).recall_data = RecallData::imported;
  EXPECT_EQ(ask(records), "allowed");
}

TEST(DataAtTheGate, ThatThePolicyNamesMustBeThere) {
  GateRecords records = scene(RiskClass::high, {}, {"US"});
  terms(records, RiskClass::high).required_datasets = {"csv-recalls", "us-recall"};
  terms(records, RiskClass::high).recall_data = RecallData::required;
  EXPECT_EQ(ask(records), "unknown");
  EXPECT_THAT(judge(by_hash(), records, today).reasons, says("FDA recalls, and they were never imported"));
  records.datasets = {data("us-recall", "2026-11-20")};
  EXPECT_EQ(ask(records), "unknown");
  records.datasets.push_back(data("csv-recalls:au", "2026-11-20"));
  EXPECT_EQ(ask(records), "allowed");
  records.datasets[0] = data("us-recall", "2026-01-01");
  EXPECT_EQ(ask(records), "unknown");
  records.submissions[0].use = use_of(RiskClass::low);
  terms(records, RiskClass::low).recall_data = RecallData::required;
  EXPECT_EQ(ask(records), "allowed") << "the policy asks it of high risk alone";
}

TEST(DataAtTheGate, NeverMakeANoBetter) {
  GateRecords records = scene(RiskClass::high, {clearance("RE")}, {"US"});
  records.datasets = {data("us-recall", "2026-01-01")};
  EXPECT_EQ(ask(records), "denied");
}

TEST(PossibleRecall, OfClassTwoHoldsWhereThePolicySaysSo) {
  GateRecords records = scene(RiskClass::high, {}, {"US"});
  records.approvals[0].version = {"version-1"};
  records.recalls = {{.match = {"match-1"},
                      .version = {"version-1"},
                      .name = "recall Z-1 of Acme (class II)",
                      .source = "FDA recalls",
                      .action = RecallAction::queue,
                      .due = day("2026-12-01")}};
  EXPECT_EQ(ask(records), "allowed_with_conditions");
  terms(records, RiskClass::high).possible_recalls = PossibleRecall::hold;
  EXPECT_EQ(ask(records), "hold");
  records.recalls[0].due.reset();  // of class III
  EXPECT_EQ(ask(records), "allowed_with_conditions");
  records.recalls[0].due = day("2026-11-26");  // nobody decided in time
  terms(records, RiskClass::high).possible_recalls = PossibleRecall::queue;
  EXPECT_EQ(ask(records), "hold");
}

TEST(Obstacles, AreWhatTheGateWouldSayNoFor) {
  GateRecords records = scene(RiskClass::high, {clearance("SESU")}, {"US", "EU"});
  const auto obstacles = [&] {
    return obstacles_at_gate({records.approvals[0], records, records.approvals[0].jurisdictions, today});
  };
  EXPECT_TRUE(obstacles().empty()) << "nothing that the policy asks for";
  terms(records, RiskClass::high).required_authorizations = {"US"};
  EXPECT_EQ(obstacles().size(), 1u);
  terms(records, RiskClass::high).required_authorizations = {"EU", "US"};
  EXPECT_EQ(obstacles().size(), 2u);
  terms(records, RiskClass::high).required_documents = {"baa"};
  EXPECT_EQ(obstacles().size(), 3u);
  records.authorizations = {clearance("RE")};
  terms(records, RiskClass::high).required_authorizations = {};
  terms(records, RiskClass::high).required_documents = {};
  EXPECT_THAT(obstacles(), testing::ElementsAre(testing::HasSubstr("RE")));
  records.authorizations = {clearance("SESE")};
  EXPECT_TRUE(obstacles().empty());
  records.recalls = {{.match = {"match-1"}, .name = "recall Z-1 of Acme (class I)", .action = RecallAction::hold}};
  EXPECT_THAT(obstacles(), testing::ElementsAre(testing::HasSubstr("Z-1 of Acme")));
  records.recalls[0].action = RecallAction::queue;
  EXPECT_TRUE(obstacles().empty());
  records.recalls[0].due = day("2026-11-26");  // nobody decided in time
  EXPECT_EQ(obstacles().size(), 1u);
}

}  // namespace
}  // namespace formulary::domain
