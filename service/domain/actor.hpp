// Who acts: persons with roles, scripts with scopes, the system itself. A person may hold several roles, except that
// administrator and approver exclude each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"
#include "service/domain/result.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

enum class Role : std::uint8_t { submitter, reviewer, approver, auditor, administrator, script };
enum class ReviewDomain : std::uint8_t { security, privacy, clinical, regulatory };
enum class Scope : std::uint8_t { gate, submit, read, review, decide, administer, metrics, scim, audit };

std::string_view to_text(Role role);
std::string_view to_text(ReviewDomain domain);
std::string_view to_text(Scope scope);
std::optional<Role> parse_role(std::string_view text);
std::optional<ReviewDomain> parse_review_domain(std::string_view text);
std::optional<Scope> parse_scope(std::string_view text);

struct Department {
  DepartmentId id;
  std::string name;
};

struct Person {
  PersonId id;
  std::string login;  ///< lower case, unique
  std::string display_name;
  DepartmentId department;  ///< may be empty
  std::vector<Role> roles;
  std::vector<ReviewDomain> domains;  ///< of a reviewer
  Instant created;
  std::optional<Instant> disabled;
  std::int64_t revision = 1;

  bool has(Role role) const;
  bool active() const { return !disabled.has_value(); }
};

/// Refuses role sets that exclude each other, a reviewer without a domain, a script with human roles.
Result<void> check_roles(const std::vector<Role>& roles, const std::vector<ReviewDomain>& domains);

enum class ActorKind : std::uint8_t {
  person,
  script,
  system,  ///< the service on its own
  host,    ///< a command on the machine of the service, by who has its data
  anonymous,
  emergency,  ///< whoever used break-glass; may what service/api/emergency.def lists
};

/// The one who makes a request, as authenticated.
struct Actor {
  ActorKind kind = ActorKind::anonymous;
  PersonId id;
  DepartmentId department;
  std::vector<Role> roles;
  std::vector<ReviewDomain> domains;
  std::optional<std::vector<Scope>> scopes;  ///< of a token; nothing: a session, limited by roles alone
  std::string session_digest;                ///< SHA-256 of session or token, for the audit
  std::string request_id;
  std::string remote;
  std::string user_agent_digest;

  bool has(Role role) const;
  bool has(ReviewDomain domain) const;
  bool may_use(Scope scope) const;  ///< true for sessions

  /// The service acting on its own: scans, expiry, reassessment.
  static Actor system();
  static Actor host();
};

}  // namespace formulary::domain
