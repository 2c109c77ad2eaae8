// Whether a notice is about an offered version. Three answers, and doubt is `unresolved`: `not_affected` only where the
// text gives a complete explicit scope (every version it names was understood, nothing hedges, and the offered version
// can be compared with all of them), and even then a person has to confirm it. Reads lists, ranges, "prior to", "and
// higher", prefixes such as "V2.x", builds, dates for versions that are dates, "all versions", "all except". Never
// fails; a text beyond the limit of words is unresolved.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "service/domain/recalls/version_lists.hpp"

namespace formulary::domain {

enum class VersionScope : std::uint8_t { affected, not_affected, unresolved };
std::string_view to_text(VersionScope scope);

struct ScopeReading {
  VersionScope scope = VersionScope::unresolved;
  std::string words;   ///< of the notice, that decided; empty: none did
  std::string reason;  ///< one sentence for people
};

/// What a notice says of versions, read once and asked for many.
class NoticeScope {
 public:
  explicit NoticeScope(std::string_view text);
  ScopeReading read(std::string_view version, std::span<const std::string> models = {}) const;

 private:
  std::string text_;
  VersionLists plain_, days_;  ///< days_: for versions that are days
};

/// `models` are the tool's model and catalogue numbers: where a notice names versions per model, its own count.
ScopeReading read_version_scope(std::string_view text, std::string_view version,
                                std::span<const std::string> models = {});

}  // namespace formulary::domain
