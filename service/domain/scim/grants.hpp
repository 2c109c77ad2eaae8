// What the groups of a person come to: roles, review domains and a department. Where groups contradict each other
// nobody chooses: neither side counts, and somebody has to look.
#pragma once

#include <vector>

#include "service/domain/actor.hpp"

namespace formulary::domain::scim {

/// What one mapping gives to the members of its group.
struct Grant {
  std::vector<Role> roles;
  std::vector<ReviewDomain> domains;
  DepartmentId department;  ///< may be empty
};

struct Granted {
  std::vector<Role> roles;  ///< in the order of the enumeration
  std::vector<ReviewDomain> domains;
  DepartmentId department;
  bool roles_exclude = false;         ///< administrator and approver: neither was given
  bool departments_disagree = false;  ///< more than one: none was given
};

Granted combined(const std::vector<Grant>& grants);

/// Refuses what a mapping may not give: nothing at all, the role of a script, roles that exclude each other, a reviewer
/// without a domain.
Result<void> check_grant(const Grant& grant);

}  // namespace formulary::domain::scim
