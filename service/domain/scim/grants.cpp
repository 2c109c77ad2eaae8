#include "service/domain/scim/grants.hpp"

#include <algorithm>
#include <set>

namespace formulary::domain::scim {

Granted combined(const std::vector<Grant>& grants) {
  std::set<Role> roles;
  std::set<ReviewDomain> domains;
  std::set<DepartmentId> departments;
  for (const Grant& grant : grants) {
    roles.insert(grant.roles.begin(), grant.roles.end());
    domains.insert(grant.domains.begin(), grant.domains.end());
    if (!grant.department.empty()) departments.insert(grant.department);
  }
  Granted granted;
  granted.roles_exclude = roles.contains(Role::administrator) && roles.contains(Role::approver);
  if (granted.roles_exclude) {
    roles.erase(Role::administrator);
    roles.erase(Role::approver);
  }
  granted.departments_disagree = departments.size() > 1;
  if (departments.size() == 1) granted.department = *departments.begin();
  granted.roles.assign(roles.begin(), roles.end());
  granted.domains.assign(domains.begin(), domains.end());
  return granted;
}

Result<void> check_grant(const Grant& grant) {
  if (std::ranges::find(grant.roles, Role::script) != grant.roles.end()) {
    return refuse(RefusalCode::invalid, "The members of a group are people; a script gets its own account.", "/roles");
  }
  if (grant.roles.empty() && grant.domains.empty()) {
    if (!grant.department.empty()) return {};
    return refuse(RefusalCode::invalid, "Say what the group gives: roles, a department, or both.", "/roles");
  }
  return check_roles(grant.roles, grant.domains);
}

}  // namespace formulary::domain::scim
