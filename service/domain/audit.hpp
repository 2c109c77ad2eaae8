// An audit entry: who did what to which object, when, with what outcome. No names and no free text are in it; what a
// person typed is kept beside the log and only its salted hash is logged, so that an erasure request can be met.
#pragma once

#include <string>
#include <string_view>

#include "service/domain/actor.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

enum class AuditOutcome : std::uint8_t { success, denied, failure };
std::string_view to_text(AuditOutcome outcome);

struct AuditEntry {
  Actor actor;
  std::string action;       ///< `submission.submit`, `gate.query`, `session.login` ...
  std::string object_type;  ///< `submission`, `approval`, `person` ...
  std::string object_id;
  std::string object_sha256;  ///< of the artifact concerned; may be empty
  std::string from;           ///< state before; empty where there is none
  std::string to;             ///< state after
  AuditOutcome outcome = AuditOutcome::success;
  std::string text;  ///< what a person typed (reason, comment); stored beside, hashed with a salt
  Instant at;
};

}  // namespace formulary::domain
