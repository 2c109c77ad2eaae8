// What groups come to, and what happens when they contradict each other.
#include "service/domain/scim/grants.hpp"

#include <gmock/gmock.h>

namespace formulary::domain::scim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Grant reviewers{{Role::reviewer}, {ReviewDomain::privacy}, {}};
const Grant more_reviewers{{Role::reviewer, Role::submitter}, {ReviewDomain::security, ReviewDomain::privacy}, {}};
const Grant administrators{{Role::administrator}, {}, {}};
const Grant approvers{{Role::approver}, {}, {}};
const Grant cardiology{{Role::submitter}, {}, {"cardiology"}};
const Grant radiology{{}, {}, {"radiology"}};

TEST(ScimGrants, OfSeveralGroupsAreAddedUp) {
  const Granted granted = combined({reviewers, more_reviewers, cardiology, cardiology});
  EXPECT_THAT(granted.roles, ElementsAre(Role::submitter, Role::reviewer));
  EXPECT_THAT(granted.domains, ElementsAre(ReviewDomain::security, ReviewDomain::privacy));
  EXPECT_EQ(granted.department.value, "cardiology");
  EXPECT_FALSE(granted.roles_exclude);
  EXPECT_FALSE(granted.departments_disagree);
}

TEST(ScimGrants, OfNoGroupAreNone) { EXPECT_THAT(combined({}).roles, IsEmpty()); }

TEST(ScimGrants, ThatExcludeEachOtherGiveNeither) {
  const Granted granted = combined({administrators, approvers, reviewers});
  EXPECT_TRUE(granted.roles_exclude);
  EXPECT_THAT(granted.roles, ElementsAre(Role::reviewer));
  EXPECT_TRUE(check_roles(granted.roles, granted.domains));
}

TEST(ScimGrants, OfTwoDepartmentsGiveNone) {
  const Granted granted = combined({cardiology, radiology});
  EXPECT_TRUE(granted.departments_disagree);
  EXPECT_TRUE(granted.department.empty());
  EXPECT_THAT(granted.roles, ElementsAre(Role::submitter));
}

TEST(ScimGrants, OfAMappingAreChecked) {
  EXPECT_TRUE(check_grant(reviewers));
  EXPECT_TRUE(check_grant(radiology)) << "a department alone";
  EXPECT_FALSE(check_grant({{}, {}, {}}));
  EXPECT_FALSE(check_grant({{Role::reviewer}, {}, {}})) << "a reviewer needs a domain";
  EXPECT_FALSE(check_grant({{Role::submitter}, {ReviewDomain::privacy}, {}}));
  EXPECT_FALSE(check_grant({{Role::script}, {}, {}}));
  EXPECT_FALSE(check_grant({{Role::administrator, Role::approver}, {}, {}}));
}

}  // namespace
}  // namespace formulary::domain::scim
