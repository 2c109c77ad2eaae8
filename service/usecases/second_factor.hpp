// The second factor of a local account: a seed that an authenticator app keeps, its one-time codes, and recovery codes
// for the day when the app is lost. Each code works once. The seed is stored sealed; of recovery codes only digests
// are.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/usecases/ports/field_cipher.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/propose.hpp"

namespace formulary::usecases {

inline constexpr int recovery_codes = 10;

/// What the app is told.
struct Enrolment {
  std::string secret;   ///< base32, to be typed
  std::string address;  ///< `otpauth:`
};

/// Begins, or begins again. Nothing changes until a code of the new seed comes.
domain::Result<Enrolment> begin_second_factor(Transaction& transaction, World& world, FieldCipher& cipher,
                                              const domain::Actor& actor);

/// The first code of the app: from now on it is asked for at log-in. Ends the person's other sessions. Gives new
/// recovery codes, to be shown once. Refusals: conflict (nothing was begun), forbidden (wrong code).
domain::Result<std::vector<std::string>> activate_second_factor(Transaction& transaction, World& world,
                                                                FieldCipher& cipher, const domain::Actor& actor,
                                                                std::string_view code);

/// New recovery codes in place of the old ones.
domain::Result<std::vector<std::string>> renew_recovery_codes(Transaction& transaction, World& world,
                                                              const domain::Actor& actor);

/// An administrator takes away the second factor of a person who lost it, and their sessions end; of somebody who
/// decides, another one has to confirm it.
domain::Result<DoneOrFiled<std::monostate>> reset_second_factor(Transaction& transaction, World& world,
                                                                AccountRules rules, const domain::Actor& actor,
                                                                const domain::PersonId& id);
void take_second_factor(Transaction& transaction, const World& world, const domain::Actor& actor,
                        const domain::PersonId& id);

/// Whether `code` is the app's code or a recovery code; then it is used up. The person has an active second factor.
bool use_code(Transaction& transaction, World& world, const FieldCipher& cipher, const domain::PersonId& person,
              std::string_view code);

}  // namespace formulary::usecases
