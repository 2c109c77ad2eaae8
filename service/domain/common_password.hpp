// The passwords that are guessed first, as far as they are long enough to be set here: words of lists and keyboards,
// rows and repetitions. A small list of our own; a hospital may add a bigger one (configuration, `breached_passwords`).
#pragma once

#include <string_view>

namespace formulary::domain {

/// Letters count the same in both cases. `login`: of the account, as a word that is guessed first there.
bool is_common_password(std::string_view password, std::string_view login = {});

}  // namespace formulary::domain
