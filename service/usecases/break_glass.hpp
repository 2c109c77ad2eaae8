// Emergency access: a code from the host opens one session of one hour, for somebody who is nobody's account. Loud:
// administrators and auditors are told, everybody sees that it is in use. Short: it cannot be renewed, and ends by
// itself. While nothing can be written there is none.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "service/domain/emergency.hpp"
#include "service/usecases/log_in.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct MintedCode {
  std::string code;  ///< shown once; only its digest is kept
  domain::EmergencyAccess access;
};

/// On the host, by whoever can read the data folder. Why is kept beside the log.
domain::Result<MintedCode> mint_emergency_code(Transaction& transaction, World& world, const std::string& reason);

/// Opens the access of `code`. `name`: who says that they use it; kept beside the log. The same refusal
/// (unauthenticated) for a code that is unknown, used or too old.
std::expected<OpenSession, NoSession> open_emergency(Store& store, World& world, const domain::Actor& visitor,
                                                     std::string_view code, const std::string& name);

/// By the person of the access, or an administrator.
domain::Result<void> end_emergency(Transaction& transaction, World& world, const domain::Actor& actor,
                                   const domain::EmergencyAccessId& id);

/// The access that stands now.
std::optional<domain::EmergencyAccess> standing_emergency(Transaction& transaction, const World& world);

/// Ends what is past its hour: accesses, and emergency approvals. How many. Called by the clock.
int end_emergencies(Transaction& transaction, World& world);

}  // namespace formulary::usecases
