// Declared conflicts of interest. Reasons are kept apart, so that they can be erased.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/conflict.hpp"
#include "service/usecases/ports/provisioning.hpp"

namespace formulary::usecases {

enum class ConflictStep : bool { declared, ended };

class Conflicts {
 public:
  virtual ~Conflicts() = default;

  virtual void insert(const domain::Conflict& conflict, std::string_view reason) = 0;
  /// Of one that stands.
  virtual void end(const domain::ConflictId& id, const domain::PersonId& ender, domain::Instant at,
                   std::string_view reason) = 0;
  virtual std::optional<domain::Conflict> find(const domain::ConflictId& id) = 0;
  virtual std::vector<domain::Conflict> list(const domain::PersonId& person) = 0;  ///< newest first; empty: everybody's
  virtual std::vector<domain::Conflict> standing() = 0;                            ///< oldest first
  /// Empty where there was none yet, and when it was erased.
  virtual std::string reason(const domain::ConflictId& id, ConflictStep step) = 0;
  /// Erases the reasons of the person's conflicts, and those that the person gave for others.
  virtual void erase_reasons(const domain::PersonId& person) = 0;

  /// Reviews of this person that stand, of either opinion, on requests that nobody has decided.
  virtual std::vector<OpenVote> open_reviews_of(const domain::PersonId& person) = 0;
};

}  // namespace formulary::usecases
