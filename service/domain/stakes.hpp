// Who has a stake in a matter, and so neither reviews nor decides about it: who asked for it or sent files for it, and
// who has an interest in it that was declared.
#pragma once

#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"

namespace formulary::domain {

struct Stakes {
  std::vector<PersonId> involved{};    ///< submitted or uploaded evidence for the same version
  std::vector<PersonId> conflicted{};  ///< their declared conflict of interest stands

  bool is_involved(const PersonId& person) const;
  bool is_conflicted(const PersonId& person) const;
};

/// Why a person with a declared interest is refused, and what to do.
inline constexpr std::string_view conflict_sentence =
    "A conflict of interest that concerns this was declared for you. Somebody else has to do it. An administrator ends "
    "the conflict when it is over.";

}  // namespace formulary::domain
