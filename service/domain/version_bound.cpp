#include "service/domain/version_bound.hpp"

namespace formulary::domain {

Inside inside(const VersionBound& bound, const VersionParts& offered) {
  const auto vague = [&](const VersionParts& version) {
    return is_within(offered, version) && compare_versions(offered, version) != 0;
  };
  const auto low = compare_versions(offered, bound.first);
  if (low == std::partial_ordering::unordered && bound.kind != VersionBound::Kind::prefix) return Inside::unknown;
  switch (bound.kind) {
    case VersionBound::Kind::exact:
      if (low == 0) return Inside::yes;
      return is_within(bound.first, offered) || vague(bound.first) ? Inside::unknown : Inside::no;
    case VersionBound::Kind::prefix:
      if (is_within(bound.first, offered) || offered == bound.first) return Inside::yes;
      return low == std::partial_ordering::unordered || is_within(offered, bound.first) ? Inside::unknown : Inside::no;
    case VersionBound::Kind::below:
      if (low < 0) return vague(bound.first) ? Inside::unknown : Inside::yes;
      return Inside::no;
    case VersionBound::Kind::up_to:
      if (low <= 0) return Inside::yes;
      return is_within(bound.first, offered) ? Inside::unknown : Inside::no;
    case VersionBound::Kind::above:
      if (low > 0) return is_within(bound.first, offered) ? Inside::unknown : Inside::yes;
      return vague(bound.first) ? Inside::unknown : Inside::no;
    case VersionBound::Kind::from:
      if (low >= 0) return Inside::yes;
      return vague(bound.first) ? Inside::unknown : Inside::no;
    case VersionBound::Kind::range: {
      const auto high = compare_versions(offered, bound.last);
      if (high == std::partial_ordering::unordered || compare_versions(bound.first, bound.last) > 0)
        return Inside::unknown;
      if (low >= 0 && high <= 0) return Inside::yes;
      return vague(bound.first) || vague(bound.last) || (high > 0 && is_within(bound.last, offered)) ? Inside::unknown
                                                                                                     : Inside::no;
    }
  }
  return Inside::unknown;
}

}  // namespace formulary::domain
