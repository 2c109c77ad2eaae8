#include "service/domain/actor.hpp"

#include <algorithm>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<Role> roles_[] = {
    {Role::submitter, "submitter"}, {Role::reviewer, "reviewer"},           {Role::approver, "approver"},
    {Role::auditor, "auditor"},     {Role::administrator, "administrator"}, {Role::script, "script"},
};

constexpr Word<ReviewDomain> domains_[] = {
    {ReviewDomain::security, "security"},
    {ReviewDomain::privacy, "privacy"},
    {ReviewDomain::clinical, "clinical"},
    {ReviewDomain::regulatory, "regulatory"},
};

constexpr Word<Scope> scopes_[] = {
    {Scope::gate, "gate"},       {Scope::submit, "submit"}, {Scope::read, "read"},
    {Scope::review, "review"},   {Scope::decide, "decide"}, {Scope::administer, "administer"},
    {Scope::metrics, "metrics"}, {Scope::scim, "scim"},     {Scope::audit, "audit"},
};

template <class Value>
bool holds(const std::vector<Value>& values, Value wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

template <class Value>
bool holds_twice(std::vector<Value> values) {
  std::sort(values.begin(), values.end());
  return std::adjacent_find(values.begin(), values.end()) != values.end();
}

}  // namespace

std::string_view to_text(Role role) { return word_of(roles_, role); }
std::string_view to_text(ReviewDomain domain) { return word_of(domains_, domain); }
std::string_view to_text(Scope scope) { return word_of(scopes_, scope); }
std::optional<Role> parse_role(std::string_view text) { return value_of(roles_, text); }
std::optional<ReviewDomain> parse_review_domain(std::string_view text) { return value_of(domains_, text); }
std::optional<Scope> parse_scope(std::string_view text) { return value_of(scopes_, text); }

bool Person::has(Role role) const { return holds(roles, role); }

Result<void> check_roles(const std::vector<Role>& roles, const std::vector<ReviewDomain>& domains) {
  if (roles.empty()) return refuse(RefusalCode::invalid, "A person needs at least one role.", "/roles");
  if (holds_twice(roles)) return refuse(RefusalCode::invalid, "Name each role once.", "/roles");
  if (holds_twice(domains)) return refuse(RefusalCode::invalid, "Name each review domain once.", "/domains");
  if (holds(roles, Role::script) && roles.size() > 1) {
    return refuse(RefusalCode::invalid, "A script cannot hold the roles of a person. Make two accounts.", "/roles");
  }
  if (holds(roles, Role::administrator) && holds(roles, Role::approver)) {
    return refuse(RefusalCode::invalid,
                  "Administrator and approver exclude each other: who gives out the roles must not take the "
                  "decisions. Remove one of the two.",
                  "/roles");
  }
  if (holds(roles, Role::reviewer) && domains.empty()) {
    return refuse(RefusalCode::invalid,
                  "A reviewer needs at least one domain: security, privacy, clinical or regulatory.", "/domains");
  }
  if (!holds(roles, Role::reviewer) && !domains.empty()) {
    return refuse(RefusalCode::invalid, "Only a reviewer has review domains. Add the role or remove the domains.",
                  "/domains");
  }
  return {};
}

bool Actor::has(Role role) const { return holds(roles, role); }
bool Actor::has(ReviewDomain domain) const { return holds(domains, domain); }
bool Actor::may_use(Scope scope) const { return !scopes || holds(*scopes, scope); }

Actor Actor::system() {
  Actor actor;
  actor.kind = ActorKind::system;
  return actor;
}

Actor Actor::host() {
  Actor actor;
  actor.kind = ActorKind::host;
  return actor;
}

}  // namespace formulary::domain
