#include "service/domain/actor.hpp"

#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

TEST(Roles, AreCheckedAgainstEachOther) {
  struct Row {
    const char* what;
    std::vector<Role> roles;
    std::vector<ReviewDomain> domains;
    const char* field;  ///< of the refusal; empty: allowed
  };
  const Row rows[] = {
      {"a submitter", {Role::submitter}, {}, ""},
      {"a reviewer who submits", {Role::submitter, Role::reviewer}, {ReviewDomain::privacy}, ""},
      {"an approver who reviews", {Role::approver, Role::reviewer}, {ReviewDomain::clinical}, ""},
      {"a script", {Role::script}, {}, ""},
      {"nobody", {}, {}, "/roles"},
      {"administrator and approver", {Role::administrator, Role::approver}, {}, "/roles"},
      {"a script that approves", {Role::script, Role::approver}, {}, "/roles"},
      {"the same role twice", {Role::auditor, Role::auditor}, {}, "/roles"},
      {"a reviewer of nothing", {Role::reviewer}, {}, "/domains"},
      {"domains without the role", {Role::approver}, {ReviewDomain::security}, "/domains"},
      {"the same domain twice", {Role::reviewer}, {ReviewDomain::security, ReviewDomain::security}, "/domains"},
  };
  for (const Row& row : rows) {
    const auto checked = check_roles(row.roles, row.domains);
    EXPECT_EQ(checked ? "" : checked.error().field, row.field) << row.what;
  }
}

TEST(Words, AreReadAsTheyAreWritten) {
  for (const Role role :
       {Role::submitter, Role::reviewer, Role::approver, Role::auditor, Role::administrator, Role::script}) {
    EXPECT_EQ(parse_role(to_text(role)), role);
  }
  for (const Scope scope : {Scope::gate, Scope::submit, Scope::read, Scope::review, Scope::decide, Scope::administer,
                            Scope::metrics, Scope::scim, Scope::audit}) {
    EXPECT_EQ(parse_scope(to_text(scope)), scope);
  }
  EXPECT_FALSE(parse_role("Approver"));
  EXPECT_FALSE(parse_role(""));
}

TEST(Actor, ATokenMayOnlyWhatItsScopesSay) {
  Actor actor;
  EXPECT_TRUE(actor.may_use(Scope::decide)) << "a session is limited by roles alone";
  actor.scopes = std::vector<Scope>{Scope::gate};
  EXPECT_TRUE(actor.may_use(Scope::gate));
  EXPECT_FALSE(actor.may_use(Scope::decide));
  actor.scopes = std::vector<Scope>{};
  EXPECT_FALSE(actor.may_use(Scope::gate));
}

}  // namespace
}  // namespace formulary::domain
