// What one item of a list of versions says: one version, everything between two, everything up to or from one. Whether
// a version is in it may be unknown: 2.0.1 where "2.0" is named, 2.0 where "2.0.1" is.
#pragma once

#include <cstdint>

#include "service/domain/version_order.hpp"

namespace formulary::domain {

struct VersionBound {
  enum class Kind : std::uint8_t { exact, range, below, up_to, above, from, prefix };
  Kind kind = Kind::exact;
  VersionParts first, last;
};

enum class Inside : std::uint8_t { no, yes, unknown };
Inside inside(const VersionBound& bound, const VersionParts& offered);

}  // namespace formulary::domain
