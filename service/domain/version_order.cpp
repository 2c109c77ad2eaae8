#include "service/domain/version_order.hpp"

#include <algorithm>

#include "service/domain/fold.hpp"

namespace formulary::domain {
namespace {

constexpr std::string_view announcing[] = {"version", "versions", "ver",   "v",  "release",  "rel",      "r",
                                           "rev",     "revision", "build", "sw", "software", "firmware", "fw"};

/// Negative: comes before the version that it is added to. Zero: nothing is known of it.
int rank(std::string_view letters) {
  if (letters == "dev") return -5;
  if (letters == "alpha") return -4;
  if (letters == "beta") return -3;
  if (letters == "pre" || letters == "preview") return -2;
  if (letters == "rc") return -1;
  if (letters == "sp" || letters == "hf" || letters == "patch" || letters == "p" || letters == "build" ||
      letters.size() == 1)
    return 1;
  return 0;
}

constexpr std::size_t most_parts = 16;

}  // namespace

VersionParts read_version(std::string_view text) {
  const std::string folded = fold(text.substr(0, 200));
  VersionParts version;
  bool digits = false;
  for (std::size_t at = 0; at < folded.size() && version.size() < most_parts;) {
    const char c = folded[at];
    if (is_digit(c)) {
      std::uint64_t number = 0;
      for (; at < folded.size() && is_digit(folded[at]); ++at) {
        if (number > 99'999'999'999'999'999) return {};  // a serial number, if anything
        number = number * 10 + static_cast<std::uint64_t>(folded[at] - '0');
      }
      version.push_back({number, {}});
      digits = true;
    } else if (is_letter(c)) {
      std::string letters;
      for (; at < folded.size() && is_letter(folded[at]); ++at) letters += folded[at];
      const bool announces = version.empty() && std::ranges::find(announcing, letters) != std::end(announcing);
      if (!announces) version.push_back({0, std::move(letters)});
    } else {
      ++at;
    }
  }
  if (!digits) return {};
  return version;
}

std::partial_ordering compare_versions(const VersionParts& a, const VersionParts& b) {
  if (a.empty() || b.empty()) return std::partial_ordering::unordered;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    if (i < a.size() && i < b.size()) {
      const VersionPart &left = a[i], &right = b[i];
      if (left == right) continue;
      if (left.letters.empty() && right.letters.empty()) {
        return left.number < right.number ? std::partial_ordering::less : std::partial_ordering::greater;
      }
      if (!left.letters.empty() && !right.letters.empty()) {
        // Letters that begin a version are a line of products; behind a number they count up: 1.0.1g, VB30A.
        if (i == 0 && left.letters.size() != right.letters.size()) return std::partial_ordering::unordered;
        const int l = rank(left.letters), r = rank(right.letters);
        if (i > 0 && (l < 0 || r < 0) && l != r)
          return l < r ? std::partial_ordering::less : std::partial_ordering::greater;
        if (i > 0 && left.letters.size() != right.letters.size()) return std::partial_ordering::unordered;
        return left.letters < right.letters ? std::partial_ordering::less : std::partial_ordering::greater;
      }
      if (i == 0) return std::partial_ordering::unordered;
      // 3.0-rc1 before 3.0.1, and 1.0g after 1.0 but nobody knows about 1.0.1.
      const int letters = rank(left.letters.empty() ? right.letters : left.letters);
      if (letters >= 0) return std::partial_ordering::unordered;
      return left.letters.empty() ? std::partial_ordering::greater : std::partial_ordering::less;
    }
    // One has ended: zeros add nothing.
    const VersionPart& rest = i < a.size() ? a[i] : b[i];
    const bool left_longer = i < a.size();
    if (rest.letters.empty()) {
      if (rest.number == 0) continue;
      return left_longer ? std::partial_ordering::greater : std::partial_ordering::less;
    }
    const int letters = rank(rest.letters);
    if (letters == 0) return std::partial_ordering::unordered;
    return (letters > 0) == left_longer ? std::partial_ordering::greater : std::partial_ordering::less;
  }
  return std::partial_ordering::equivalent;
}

bool is_within(const VersionParts& prefix, const VersionParts& longer) {
  return !prefix.empty() && prefix.size() < longer.size() && std::equal(prefix.begin(), prefix.end(), longer.begin());
}

}  // namespace formulary::domain
