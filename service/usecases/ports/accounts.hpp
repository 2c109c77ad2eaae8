// Local accounts beyond the person: what is due before anything else, the second factor, recovery codes, open sessions,
// failed attempts. Seeds are sealed before they come here (field_cipher.hpp); of codes only digests come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/usecases/ports/people.hpp"

namespace formulary::usecases {

/// What a person has to log in with here. Who comes from an identity provider has nothing of it.
struct Standing {
  bool password = false;
  bool chosen_by_another = false;  ///< the password: to be changed at the first log-in
  bool second_factor = false;
};

/// Begun: the app was told the seed, and has not proved it. The active one counts until then.
enum class FactorStage : bool { begun, active };

struct SecondFactor {
  domain::PersonId person;
  std::string sealed_seed;
  std::int64_t last_step = 0;  ///< of the last code that was accepted
  domain::Instant since;
};

struct FailedAttempts {
  int count = 0;
  std::optional<domain::Instant> last;
};

class Accounts {
 public:
  virtual ~Accounts() = default;

  virtual Standing standing(const domain::PersonId& person) = 0;
  /// For a person who has a password.
  virtual void mark_password(const domain::PersonId& person, bool chosen_by_another) = 0;

  virtual std::optional<SecondFactor> second_factor(const domain::PersonId& person, FactorStage stage) = 0;
  virtual void begin_second_factor(const SecondFactor& factor) = 0;  ///< in place of one that was begun
  /// The one that was begun takes the place of the active one.
  virtual void activate_second_factor(const domain::PersonId& person, std::int64_t step, domain::Instant at) = 0;
  /// False when that step or a later one was used already.
  [[nodiscard]] virtual bool use_step(const domain::PersonId& person, std::int64_t step) = 0;
  virtual void remove_second_factor(const domain::PersonId& person) = 0;  ///< and its recovery codes

  virtual void replace_recovery_codes(const domain::PersonId& person, const std::vector<std::string>& digests) = 0;
  /// False when it is unknown or used.
  [[nodiscard]] virtual bool use_recovery_code(const domain::PersonId& person, std::string_view digest,
                                               domain::Instant at) = 0;
  virtual int recovery_codes_left(const domain::PersonId& person) = 0;

  virtual std::vector<Session> sessions_of(const domain::PersonId& person) = 0;  ///< newest first
  virtual std::optional<Session> session_named(std::string_view id) = 0;

  virtual FailedAttempts failed(std::string_view subject, domain::Instant since) = 0;

  /// Bytes of files that the person sent or announced and that no submission has taken yet.
  virtual std::uint64_t waiting_bytes(const domain::PersonId& person) = 0;
};

}  // namespace formulary::usecases
