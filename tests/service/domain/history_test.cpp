// What follows from files that the registry has seen before.
#include "service/domain/history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Report signed_by(std::vector<std::string> signers, const std::vector<std::string>& lineage = {}) {
  Report report;
  report.format = "apk";
  report.facts.push_back({std::string(fact::android_package), "", "org.example.pump", ""});
  for (std::string& signer : signers) {
    report.facts.push_back({std::string(fact::apk_signature_signer), "sdk 24+", std::move(signer), ""});
  }
  for (const std::string& one : lineage) {
    report.facts.push_back({std::string(fact::apk_lineage_certificate), "1", one, ""});
  }
  return report;
}

std::vector<std::string> said(const Report& report, const History& history) {
  std::vector<std::string> lines;
  for (const Fact& fact : facts_of(report, history))
    lines.push_back(fact.name + " [" + fact.subject + "] " + fact.value);
  return lines;
}

TEST(History, TheSameSignerIsContinued) {
  const History history{.same_package = {{{"first"}, "old"}}};
  EXPECT_THAT(said(signed_by({"old"}), history), IsEmpty());
  EXPECT_THAT(said(signed_by({"old", "new"}), history), IsEmpty()) << "for newer phones a second one";
}

TEST(History, AnotherSignerIsSaidUnlessALineageLeadsThere) {
  const History history{.same_package = {{{"first"}, "old"}}};
  EXPECT_THAT(said(signed_by({"new"}), history), ElementsAre("registry.other_signer [first] old"));
  EXPECT_THAT(said(signed_by({"new"}, {"old", "new"}), history), IsEmpty());
  EXPECT_THAT(said(signed_by({"new"}, {"else", "new"}), history), ElementsAre("registry.other_signer [first] old"));
}

TEST(History, AReplacedSignerDoesNotComeBack) {
  const History history{.same_package = {{{"second"}, "new"}}};
  EXPECT_THAT(said(signed_by({"old"}), history), ElementsAre("registry.other_signer [second] new"));
}

TEST(History, AFileThatNobodySignedSaysNothing) {
  EXPECT_THAT(said(signed_by({}), {.same_package = {{{"first"}, "old"}}, .same_content = {{"third"}}}), IsEmpty());
}

TEST(History, ASignerOfAnotherVendorIsSaid) {
  EXPECT_THAT(said(signed_by({"key"}), {.same_signer = {{"key", "com.other.game", ""}}}),
              ElementsAre("registry.same_signer [key] com.other.game"));
  EXPECT_THAT(said(signed_by({"key"}), {.same_signer = {{"key", "org.example.monitor", ""}}}), IsEmpty());
  EXPECT_THAT(said(signed_by({"key"}), {.vendor = "Pump Ltd", .same_signer = {{"key", "com.other", "PUMP LTD"}}}),
              IsEmpty());
  EXPECT_THAT(said(signed_by({"key"}), {.vendor = "Pump Ltd", .same_signer = {{"key", "org.example.x", "Else"}}}),
              ElementsAre("registry.same_signer [key] org.example.x"));
}

TEST(History, TheSameContentInAnotherFileIsSaid) {
  EXPECT_THAT(said(signed_by({"key"}), {.same_content = {{"second"}}}), ElementsAre("registry.same_content [] second"));
}

TEST(History, OnlyTheRegistryStatesItsFacts) {
  EXPECT_TRUE(is_derived(fact::registry_other_signer));
  EXPECT_FALSE(is_derived(fact::apk_signature_signer));
}

}  // namespace
}  // namespace formulary::domain
