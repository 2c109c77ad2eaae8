// A walk at random through requests, reviews, decisions, people, proposals, policies, tokens, groups and identities, in
// which everybody but one is honest. Under strict rules there is no way on which Mallory, whatever his role is, acts
// with an account of a colleague or of somebody whom he invented where that takes a role that decides, and so no
// approval by one person. That such a way would be found is shown by the rules of a trial, under which an administrator
// knows the passwords that he gives.
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/walk/walker.hpp"

namespace formulary::walk {
namespace {

using domain::Role;

std::uint64_t first_seed() {
  const char* given = std::getenv("FORMULARY_WALK_SEED");
  return given != nullptr ? std::stoull(given) : 20'261'127;
}

class DutiesWalk : public testing::TestWithParam<Role> {};

TEST_P(DutiesWalk, NobodyDecidesAlone) {
  int approvals = 0, refused = 0;
  std::set<std::string> tried;
  for (std::uint64_t seed = first_seed(); seed < first_seed() + 3; ++seed) {
    Walker walker(seed, usecases::AccountRules::strict, GetParam());
    for (int i = 0; i < 4'000; ++i) {
      const std::string violation = walker.step();
      ASSERT_EQ(violation, "") << "seed " << seed << ", step " << i;
    }
    approvals += walker.approvals;
    refused += walker.refused;
    tried.insert(walker.tried.begin(), walker.tried.end());
  }
  std::string worked;
  for (const std::string& what : tried) worked += what + "; ";
  RecordProperty("worked", worked);
  EXPECT_GT(approvals, 30) << "hardly anything was decided: the walk shows nothing";
  EXPECT_GT(refused, 300) << worked;
}

INSTANTIATE_TEST_SUITE_P(Mallory, DutiesWalk,
                         testing::Values(Role::submitter, Role::reviewer, Role::approver, Role::administrator),
                         [](const auto& info) { return std::string(to_text(info.param)); });

TEST(DutiesWalk, WouldFindAWay) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + 20; ++seed) {
    Walker walker(seed, usecases::AccountRules::trial, Role::administrator);
    for (int i = 0; i < 3'000; ++i) {
      if (!walker.step().empty()) return;
    }
  }
  FAIL() << "an administrator who knows the passwords of others found no way to use them";
}

}  // namespace
}  // namespace formulary::walk
