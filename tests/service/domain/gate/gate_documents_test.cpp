// Documents that the policy asks for, at the gate.
#include <optional>

#include <gtest/gtest.h>

#include "tests/service/domain/gate/scene.hpp"

namespace formulary::domain {
namespace {

using testing::Contains;
using testing::Field;

Document agreement(std::string_view until, std::optional<bool> accepted, std::string_view id = "document-1") {
  Document one;
  one.id = {std::string(id)};
  one.submission = {"submission-1"};
  one.kind = "baa";
  one.fields = {{"parties", "A and B"}, {"signed_date", "2026-01-01"}, {"termination_date", std::string(until)}};
  one.handed_in = on("2026-10-01").now;
  if (accepted) one.opinion = DocumentOpinion{.person = {"rosa"}, .accepted = *accepted, .reason = "Seen.", .at = {}};
  return one;
}

GateRecords with_documents(std::vector<Document> documents) {
  Approval approved = approval();
  approved.submission = {"submission-1"};
  GateRecords records{.approvals = {approved},
                      .submissions = {submission(SubmissionState::approved, "2026-09-01")},
                      .documents = std::move(documents)};
  records.policy = hospital_policy();
  for (ClassPolicy& one : records.policy.classes) one.required_documents = {"baa"};
  return records;
}

TEST(Gate, AsksForTheDocumentsOfThePolicy) {
  EXPECT_EQ(verdict(by_hash(), with_documents({})), "hold");
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("2027-12-31", std::nullopt)})), "hold")
      << "nobody looked at it";
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("2027-12-31", false)})), "hold");
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("2027-12-31", true)})), "allowed");
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("2026-11-23", true)})), "allowed") << "its last day";
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("2026-11-22", true)})), "denied");
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("", true)})), "denied")
      << "without a day it counts as expired";
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("some day", true)})), "denied");
}

TEST(Gate, TakesNoDocumentOfAnotherRequest) {
  Document foreign = agreement("2027-12-31", true);
  foreign.submission = {"submission-2"};
  EXPECT_EQ(verdict(by_hash(), with_documents({foreign})), "hold");
}

TEST(Gate, ADocumentThatWaitsDoesNotReopenTheGate) {
  Document newer = agreement("2029-12-31", std::nullopt, "document-2");
  newer.handed_in = on("2026-11-20").now;
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("2026-11-01", true), newer})), "denied");
  newer.opinion = DocumentOpinion{.person = {"rosa"}, .accepted = true, .reason = "Seen.", .at = {}};
  EXPECT_EQ(verdict(by_hash(), with_documents({agreement("2026-11-01", true), newer})), "allowed");
}

TEST(Gate, NamesTheDocumentAndEndsWithIt) {
  const GateAnswer answer = judge(by_hash(), with_documents({agreement("2026-12-31", true)}), on("2026-11-23"));
  EXPECT_EQ(answer.expires, day("2026-12-31"));
  EXPECT_THAT(answer.reasons,
              Contains(testing::AllOf(Field(&GateReason::record, "document-1"), Field(&GateReason::source, "document"),
                                      Field(&GateReason::as_of, day("2026-01-01")))));
}

TEST(Gate, AClockThatWasSetBackRevivesNoDocument) {
  GateRecords records = with_documents({agreement("2026-11-22", true)});
  records.latest_known = on("2026-11-24").now;
  EXPECT_EQ(verdict(by_hash(), records, on("2026-11-20")), "denied");
}

}  // namespace
}  // namespace formulary::domain
