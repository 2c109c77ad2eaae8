// Until when an authorization counts. The printed date is not always the real one: the law prolongs certificates under
// the old directives, and it cuts off what is printed beyond five years. All dates are in transition_dates.def.
//
// Says nothing of whether an authorization is real or in force; only of how long it could be. Where no date can be told
// it says nothing at all, and that is never a yes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain {

enum class Legislation : std::uint8_t {
  none,              ///< not of the European Union, or the certificate does not say
  mdr,               ///< Regulation (EU) 2017/745
  ivdr,              ///< Regulation (EU) 2017/746
  mdd,               ///< certificate under Directive 93/42/EEC
  aimdd,             ///< certificate under Directive 90/385/EEC
  ivdd,              ///< certificate under Directive 98/79/EC
  mdd_declaration,   ///< declaration of a maker under 93/42/EEC, without a notified body
  ivdd_declaration,  ///< declaration of a maker under 98/79/EC, without a notified body
};
std::string_view to_text(Legislation legislation);
std::optional<Legislation> parse_legislation(std::string_view text);

/// A condition of the law. Only what somebody has seen counts.
enum class Shown : std::uint8_t { no, yes };

struct Terms {
  std::string_view scheme;  ///< of regulators.def
  std::string_view number;  ///< normalised by the scheme
  Legislation legislation = Legislation::none;
  /// In the class system of the law in force: `III` `IIb` `IIb implantable` `IIa` `Is` `Im` `Ir` `I`, `A` to `D` and
  /// `A sterile`; `III` of Brazil; `PROVISIONAL` of a DiGA. Empty: unknown.
  std::string_view device_class;
  std::optional<Day> issued{};
  std::optional<Day> printed{};  ///< its end, as printed
  /// A letter of the notified body confirms that application and agreement were in time.
  Shown confirmation = Shown::no;
  /// The maker declares that nothing significant changed.
  Shown unchanged = Shown::no;
  /// For certificates that ended before 20 March 2023: the agreement was signed before the end, or an authority granted
  /// a derogation (Art. 120(2), second subparagraph).
  Shown bridged = Shown::no;
};

/// Nothing where no date can be told: no print where the scheme has an end, a class or a law that is not known, an end
/// that is further away than the law allows.
std::optional<Validity> validity(const Terms& terms, Day today);

/// The last day on which it counts has passed. Nothing known is passed, too.
bool has_ended(const std::optional<Validity>& validity, Day today);

}  // namespace formulary::domain
