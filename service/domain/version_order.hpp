// Which of two versions is the later one, for versions as makers print them: `2.0.08`, `v4.1 build 3`, `1.0.1g`,
// `3.0-rc1`, `VB30A`, `2021-04-01`. Promises to say "unordered" where it cannot know, as for `VB30A` and `2.0`. Says
// nothing of a maker's own habits: that 2.0 is the same as 2.0.0 is assumed, that 2.0 means all of 2.0.x is not.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace formulary::domain {

struct VersionPart {
  std::uint64_t number = 0;
  std::string letters;  ///< not empty: `number` does not count

  bool operator==(const VersionPart&) const = default;
};

/// Without parts: no version.
using VersionParts = std::vector<VersionPart>;

/// Takes "v", "version" and the like off; a day as `2021-04-01` is three numbers. A text without a digit is no version.
VersionParts read_version(std::string_view text);

std::partial_ordering compare_versions(const VersionParts& a, const VersionParts& b);

/// `longer` is `prefix` with something behind it: 2.0.1 of 2.0, 4.1b of 4.1.
bool is_within(const VersionParts& prefix, const VersionParts& longer);

}  // namespace formulary::domain
