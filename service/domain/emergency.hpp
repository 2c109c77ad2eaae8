// Emergency access ("break-glass") and what it may leave behind: an emergency approval, for one file and a few hours.
// Loud and short: the access ends after an hour, the approval at its hour at the latest, and what nobody has ratified
// by then counts as revoked. What is ratified ends all the same; only a normal decision lets the tool stay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/domain/policy.hpp"
#include "service/domain/stakes.hpp"
#include "service/domain/submission.hpp"

namespace formulary::domain {

inline constexpr std::int64_t emergency_code_ms = 15LL * 60 * 1000;
inline constexpr std::int64_t emergency_access_ms = 60LL * 60 * 1000;
inline constexpr int emergency_hours_most = 72;
/// The level of what an emergency approval allows, where levels are named.
inline constexpr std::string_view emergency_level = "FORMULARY_EMERGENCY";

/// One use of break-glass: a code is minted on the host, opened once, and the access ends.
struct EmergencyAccess {
  EmergencyAccessId id;
  std::string code_digest;
  Instant minted;
  Instant code_ends;
  PersonId person{};  ///< who acts in it: made for it alone, without roles, locked out at its end
  std::optional<Instant> opened{};
  std::optional<Instant> until{};
  std::optional<Instant> ended{};

  /// Whether the code opens an access now. A clock that was set back before the code was minted opens none.
  bool opens(Instant now) const;
  bool stands(Instant now) const;
};

enum class EmergencyState : std::uint8_t { standing, ratified, revoked, expired };
enum class EmergencyEvent : std::uint8_t { ratify, revoke, end };
std::string_view to_text(EmergencyState state);
std::string_view to_text(EmergencyEvent event);
std::optional<EmergencyState> parse_emergency_state(std::string_view text);

/// standing → ratified by two persons; both are revoked by a person, and end at their hour: what was not ratified as
/// revoked.
Result<EmergencyState> next(EmergencyState state, EmergencyEvent event);

struct EmergencyApproval {
  EmergencyApprovalId id;
  SubmissionId submission;
  VersionId version;
  Sha256 artifact;
  EmergencyAccessId access;
  PersonId grantor;  ///< the person of the access
  std::string reason;
  Instant granted;
  Instant ends;
  EmergencyState state = EmergencyState::standing;
  PersonId reviewer{};  ///< who ratified it
  PersonId approver{};
  PersonId changer{};  ///< of the latest change; empty: the service itself, or nobody yet
  std::int64_t revision = 1;

  /// Whether it lets the file through at `now`.
  bool holds(Instant now) const;
};

/// What keeps a request from an emergency approval. `rejected`: the version was rejected, or an approval of it revoked
/// or suspended, or an emergency approval of it revoked. `recalled`: a recall stands against it.
struct EmergencyObstacles {
  bool rejected = false;
  bool recalled = false;
  bool granted = false;  ///< one holds already
};

Result<void> may_grant(const Actor& actor, const Submission& submission, const Assessment& assessment,
                       const EmergencyObstacles& obstacles, int hours);

/// Ratifies as reviewer or as approver, whichever is missing: two ordinary persons, neither of whom brought the tool.
enum class Ratifier : bool { reviewer, approver };
Result<Ratifier> may_ratify(const Actor& actor, const EmergencyApproval& approval, const Submission& submission,
                            const Stakes& stakes, Instant now);

}  // namespace formulary::domain
