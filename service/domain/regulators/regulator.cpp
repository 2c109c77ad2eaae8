#include "service/domain/regulators/regulator.hpp"

#include <algorithm>

#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<SchemeKind> kinds[] = {
    {SchemeKind::authorization, "authorization"},
    {SchemeKind::company, "company"},
    {SchemeKind::listing, "listing"},
    {SchemeKind::product, "product"},
    {SchemeKind::opinion, "opinion"},
    {SchemeKind::notice, "notice"},
};
constexpr Word<Standing> standings[] = {
    {Standing::allows, "allows"},
    {Standing::person, "person"},
    {Standing::denies, "denies"},
};

constexpr const Regulator* table[] = {
#define REGULATOR(identifier) &regulators_table::identifier,
#include "service/domain/regulators/regulators.def"
#undef REGULATOR
};

}  // namespace

std::string_view to_text(SchemeKind kind) { return word_of(kinds, kind); }
std::string_view to_text(Standing standing) { return word_of(standings, standing); }

const StatusMeaning* meaning(const Scheme& scheme, std::string_view status) {
  const std::string wanted = reading::tidy(status);
  const auto found = std::ranges::find(scheme.statuses, wanted, &StatusMeaning::status);
  return found == scheme.statuses.end() ? nullptr : &*found;
}

Standing standing_of(const Scheme& scheme, std::string_view number, std::string_view status) {
  const StatusMeaning* found = meaning(scheme, status);
  if (found == nullptr) return Standing::person;
  if (found->applies == Applies::supplement && number.find("/S") == std::string_view::npos) return Standing::person;
  if (found->standing == Standing::allows && scheme.kind != SchemeKind::authorization) return Standing::person;
  return found->standing;
}

std::span<const Regulator* const> regulators() { return table; }

const Regulator* find_regulator(std::string_view id) {
  const auto found = std::ranges::find(table, id, [](const Regulator* regulator) { return regulator->id; });
  return found == std::end(table) ? nullptr : *found;
}

const Scheme* find_scheme(std::string_view id) {
  for (const Regulator* regulator : table) {
    const auto found = std::ranges::find(regulator->schemes, id, &Scheme::id);
    if (found != regulator->schemes.end()) return &*found;
  }
  return nullptr;
}

const Regulator* regulator_of(const Scheme& scheme) {
  const auto found = std::ranges::find_if(table, [&](const Regulator* regulator) {
    return std::ranges::find(regulator->schemes, scheme.id, &Scheme::id) != regulator->schemes.end();
  });
  return found == std::end(table) ? nullptr : *found;
}

bool is_from_the_future(const Number& number, Day today) {
  return number.year && *number.year > static_cast<int>(std::chrono::year_month_day(today).year());
}

std::vector<Identified> identify(std::string_view text, std::string_view jurisdiction) {
  std::vector<Identified> found;
  for (const Regulator* regulator : table) {
    for (const Scheme& scheme : regulator->schemes) {
      if (!jurisdiction.empty() && scheme.jurisdiction != jurisdiction && scheme.jurisdiction != "*") continue;
      if (auto number = scheme.read(text)) found.push_back({&scheme, std::move(*number)});
    }
  }
  return found;
}

}  // namespace formulary::domain
