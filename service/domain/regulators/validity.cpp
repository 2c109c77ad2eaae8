#include "service/domain/regulators/validity.hpp"

#include <algorithm>

#include "service/domain/regulators/reading.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

using enum Legislation;

constexpr Word<Legislation> words[] = {
    {none, "none"},
    {mdr, "MDR"},
    {ivdr, "IVDR"},
    {mdd, "MDD"},
    {aimdd, "AIMDD"},
    {ivdd, "IVDD"},
    {mdd_declaration, "MDD declaration"},
    {ivdd_declaration, "IVDD declaration"},
};

constexpr Day day_of(int yyyymmdd) {
  using namespace std::chrono;
  return sys_days(year(yyyymmdd / 10000) / static_cast<unsigned>(yyyymmdd / 100 % 100) /
                  static_cast<unsigned>(yyyymmdd % 100));
}

struct Transition {
  std::string_view market;
  Legislation legislation;
  std::string_view device_class;
  int condition_by;
  int ends;
  std::string_view source;
};
struct Term {
  std::string_view scheme;
  std::string_view device_class;
  int months;
  std::string_view source;
};

struct Superseded {
  std::string_view scheme;
  std::string_view beginning;
  int until;
  std::string_view source;
};

#define TRANSITION(market, legislation, device_class, condition_by, ends, source) \
  Transition{market, legislation, device_class, condition_by, ends, source},
#define TERM(...)
#define SUPERSEDED(...)
constexpr Transition transitions[] = {
#include "service/domain/regulators/transition_dates.def"
};
#undef TRANSITION
#undef TERM
#undef SUPERSEDED
#define TRANSITION(...)
#define TERM(scheme, device_class, months, source) Term{scheme, device_class, months, source},
#define SUPERSEDED(...)
constexpr Term all_terms[] = {
#include "service/domain/regulators/transition_dates.def"
};
#undef TERM
#undef SUPERSEDED
#define TERM(...)
#define SUPERSEDED(scheme, beginning, until, source) Superseded{scheme, beginning, until, source},
constexpr Superseded replaced[] = {
#include "service/domain/regulators/transition_dates.def"
};
#undef TRANSITION
#undef TERM
#undef SUPERSEDED

// Regulation (EU) 2017/745, Art. 120(2) and (3b); (EU) 2017/746, Art. 110(2).
constexpr Day mdr_adopted = day_of(20170525);
constexpr Day mdr_applied = day_of(20210526);
constexpr Day mdr_amended = day_of(20230320);

const Transition* transition(std::string_view market, Legislation legislation, std::string_view device_class) {
  const auto found = std::ranges::find_if(transitions, [&](const Transition& row) {
    return row.market == market && row.legislation == legislation &&
           (row.device_class.empty() || row.device_class == device_class);
  });
  return found == std::end(transitions) ? nullptr : &*found;
}

/// Months. Where no rule says how long, a print that is further away is taken for a slip.
constexpr int longest_print = 180;

const Term* term(std::string_view scheme, std::string_view device_class) {
  const auto found = std::ranges::find_if(all_terms, [&](const Term& row) {
    return row.scheme == scheme && (row.device_class.empty() || row.device_class == device_class);
  });
  return found == std::end(all_terms) ? nullptr : &*found;
}

Day after_months(Day from, int months) {
  using namespace std::chrono;
  const year_month_day start(from);
  const year_month_day end = start + std::chrono::months(months);
  return sys_days(end.ok() ? end : end.year() / end.month() / last) - days(1);
}

/// Until `end` at the latest, and why.
void cut(Validity& validity, Day end, std::string_view basis) {
  if (validity.deemed_until && *validity.deemed_until <= end) return;
  validity.deemed_until = end;
  validity.basis = basis;
}

/// What the print and the term of the scheme say.
std::optional<Validity> plainly(const Terms& terms, std::string_view device_class, Day today) {
  Validity result{terms.printed, terms.printed, ""};
  const Term* rule = term(terms.scheme, device_class);
  if (rule == nullptr) {
    if (!terms.printed || *terms.printed > after_months(today, longest_print)) return std::nullopt;  // as in 2202
    return result;
  }
  if (rule->months == 0) {
    if (!terms.printed) result.basis = rule->source;
    return result;
  }
  if (terms.issued) cut(result, after_months(*terms.issued, rule->months), rule->source);
  if (!result.deemed_until) return std::nullopt;                                      // it ends, and nobody says when
  if (*result.deemed_until > after_months(today, rule->months)) return std::nullopt;  // as in 2202
  return result;
}

bool is_legacy(Legislation legislation) { return legislation != none && legislation != mdr && legislation != ivdr; }

/// Directives of the European Union, as the transitional provisions prolong them.
std::optional<Validity> prolonged(const Terms& terms, Legislation legislation, std::string_view device_class) {
  const Transition* row = transition("EU", legislation, device_class);
  const bool declared = legislation == mdd_declaration || legislation == ivdd_declaration;
  const bool in_vitro = legislation == ivdd || legislation == ivdd_declaration;
  Validity result{terms.printed, terms.printed, ""};
  if (row == nullptr) {
    // Of an unknown class nothing is prolonged, and nothing counts beyond the day by which the maker had to apply.
    const auto any = std::ranges::find(transitions, legislation, &Transition::legislation);
    if (!terms.printed || any == std::end(transitions) || any->condition_by == 0) return std::nullopt;
    cut(result, day_of(any->condition_by), any->source);
    result.basis += ": not prolonged, because the class is not known.";
    return result;
  }
  // Which certificates the provisions are about at all.
  if (!declared) {
    if (!terms.printed) return std::nullopt;
    const bool too_old = terms.issued && *terms.issued < mdr_adopted;
    const bool ended_before = *terms.printed < (in_vitro ? day_of(20220526) : mdr_applied);
    const bool lapsed = !in_vitro && *terms.printed < mdr_amended && terms.bridged != Shown::yes;
    if (too_old || ended_before || lapsed) {
      result.basis = std::string(row->source) + ": not prolonged, because of when it was issued or ended.";
      return result;
    }
  } else if (terms.issued && *terms.issued >= (in_vitro ? day_of(20220526) : mdr_applied)) {
    result.deemed_until = *terms.issued;
    result.basis = std::string(row->source) + ": declared after the new law applied, it never counted.";
    return result;
  } else if (!terms.issued) {
    return std::nullopt;  // a declaration counts only if it was made in time
  }
  const bool kept = terms.confirmation == Shown::yes && terms.unchanged == Shown::yes;
  if (row->condition_by == 0 || kept) {
    result.deemed_until = day_of(row->ends);
    result.basis = row->source;
    return result;
  }
  // Without proof it counted until the application was due, and no longer than printed.
  cut(result, day_of(row->condition_by),
      std::string(row->source) +
          ": not prolonged, because application, agreement or the absence of changes is not shown.");
  if (result.basis.empty())
    result.basis = std::string(row->source) + ": the conditions are not shown, the printed date counts.";
  return result;
}

/// The law under which a certificate of the scheme was made; nothing where it cannot be that one, or has to be said.
std::optional<Legislation> law_of(const Scheme& scheme, Legislation said) {
  const bool directive = said == mdd || said == aimdd || said == mdd_declaration;
  const bool in_vitro_directive = said == ivdd || said == ivdd_declaration;
  const auto when = [&](bool fits) { return fits ? std::optional(said) : std::nullopt; };
  if (scheme.id == "eu-mdd-legacy") return said == none ? std::optional(mdd) : when(directive);
  if (scheme.id == "eu-ivdd-legacy") return said == none ? std::optional(ivdd) : when(in_vitro_directive);
  if (scheme.id == "eu-mdr-cert" || scheme.id == "eu-mdr-class1") return when(!directive && !in_vitro_directive);
  if (scheme.id == "uk-ce" || scheme.id == "ch-ce") return when(said != none);
  return none;
}

}  // namespace

std::string_view to_text(Legislation legislation) { return word_of(words, legislation); }
std::optional<Legislation> parse_legislation(std::string_view text) { return value_of(words, text); }

std::optional<Validity> validity(const Terms& terms, Day today) {
  const Scheme* scheme = find_scheme(terms.scheme);
  const auto legislation = scheme == nullptr ? std::nullopt : law_of(*scheme, terms.legislation);
  if (!legislation) return std::nullopt;
  const std::string device_class = reading::tidy(terms.device_class);
  auto result =
      is_legacy(*legislation) ? prolonged(terms, *legislation, device_class) : plainly(terms, device_class, today);
  if (!result) return result;
  if (*legislation != none && scheme->jurisdiction == "GB") {
    const Transition* row = transition("GB", *legislation, device_class);
    if (row == nullptr) return std::nullopt;
    cut(*result, day_of(row->ends), row->source);
  }
  for (const Superseded& row : replaced) {
    if (row.scheme == scheme->id && terms.number.starts_with(row.beginning))
      cut(*result, day_of(row.until), row.source);
  }
  return result;
}

bool has_ended(const std::optional<Validity>& validity, Day today) {
  if (!validity) return true;
  return validity->deemed_until && *validity->deemed_until < today;
}

}  // namespace formulary::domain
