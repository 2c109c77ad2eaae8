// How somebody who decides comes to a password that nobody else has known: a one-time code in two halves, of which each
// administrator has one. Attempts are counted as log-ins are.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "service/usecases/log_in.hpp"

namespace formulary::usecases {

struct WelcomeCode {
  std::string_view login;
  std::string_view first_half;
  std::string_view second_half;
};

/// `hash` makes the PHC text of the chosen password; called only for the right code, outside of any transaction.
/// Refusals: forbidden (one answer for an unknown login, a wrong half and a code that is over), too_many, and what
/// `hash` refuses.
std::expected<void, NoSession> accept_welcome(const AccountServices& services, const domain::Actor& actor,
                                              const WelcomeCode& code,
                                              const std::function<domain::Result<std::string>()>& hash);

}  // namespace formulary::usecases
