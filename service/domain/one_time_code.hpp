// One-time codes of an authenticator app (TOTP, RFC 6238: HMAC-SHA-1, steps of 30 seconds, six digits) and what the app
// is told when it is set up. The HMAC comes in as a parameter. Who keeps the last step makes each code work once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "service/domain/time.hpp"

namespace formulary::domain {

/// HMAC-SHA-1 of a message: 20 bytes.
using Hmac = std::function<std::string(std::string_view key, std::string_view message)>;

inline constexpr std::int64_t code_step_ms = 30'000;
inline constexpr std::size_t seed_size = 20;  ///< 160 bits, as RFC 4226 section 4 (R6) recommends

/// The step that an instant belongs to (RFC 6238 section 4.2, T0 = 0).
std::int64_t code_step(Instant now);

/// The code of a step, six digits.
std::string one_time_code(const Hmac& hmac, std::string_view seed, std::int64_t step);

/// The step of `code` when it is the code of now, the step before or the step after, and later than `last_step`. Takes
/// the same time for every code of six digits.
std::optional<std::int64_t> accepted_step(const Hmac& hmac, std::string_view seed, std::int64_t last_step, Instant now,
                                          std::string_view code);

/// RFC 4648 section 6, without padding: how apps take a seed that is typed.
std::string base32(std::string_view bytes);

/// The `otpauth:` address that apps read from a picture or a link.
std::string enrolment_address(std::string_view login, std::string_view seed);

}  // namespace formulary::domain
