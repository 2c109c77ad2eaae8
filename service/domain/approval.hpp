// An Approval is what a positive decision creates: it always expires, and is pinned to artifacts and to the verified
// signer set. Automation may suspend it; lifting needs a person.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"
#include "service/domain/result.hpp"
#include "service/domain/time.hpp"
#include "service/domain/tool.hpp"

namespace formulary::domain {

enum class ApprovalState : std::uint8_t { active, suspended, revoked, expired, superseded };
enum class ApprovalEvent : std::uint8_t { suspend, lift, revoke, expire, supersede };

std::string_view to_text(ApprovalState state);
std::string_view to_text(ApprovalEvent event);
std::optional<ApprovalState> parse_approval_state(std::string_view text);

Result<ApprovalState> next(ApprovalState state, ApprovalEvent event);

struct Approval {
  ApprovalId id;
  SubmissionId submission;
  ToolId tool;
  VersionId version;
  Platform platform = Platform::android;
  std::string identifier;
  std::string version_text;
  std::string version_code;
  std::vector<Sha256> artifacts;     ///< empty: nothing was scanned; the gate then never says better than hold
  std::vector<std::string> signers;  ///< SHA-256 of the certificates, sorted; the pinned signer set
  std::vector<std::string> conditions;
  std::vector<std::string> jurisdictions;
  DepartmentId department;
  ApprovalState state = ApprovalState::active;
  std::string reason;  ///< of the latest change, one sentence
  PersonId decider;
  PersonId changer{};  ///< of the latest change; empty: the service itself, or nobody yet
  Day starts;
  std::optional<Day> expires;  ///< missing counts as expired
  Instant created;
  std::int64_t revision = 1;

  /// The state on `today`: an approval past its day is expired even before the registry has noted it.
  ApprovalState state_on(Day today) const;
};

}  // namespace formulary::domain
