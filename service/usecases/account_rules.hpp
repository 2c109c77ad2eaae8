// What the installation demands of local accounts. Strict is for hospitals; trial is for a first try on one's own
// machine, where passwords and roles are enough.
#pragma once

#include <cstdint>

namespace formulary::usecases {

enum class AccountRules : std::uint8_t {
  strict,  ///< a second factor for reviewers, approvers and administrators; a password is chosen by who uses it
  trial,   ///< both are offered, neither is demanded
};

}  // namespace formulary::usecases
