// Australia, Therapeutic Goods Administration. An entry in the register (ARTG) belongs to one sponsor: the same device
// may have several, and that of another sponsor does not count.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::fits;

std::optional<Number> read_entry(std::string_view text) {
  std::string number = reading::without(reading::compact(text), {"TGA", "ARTG", "ID", "NUMBER", "NO."});
  if (!fits(number, "####") && !fits(number, "#####") && !fits(number, "######")) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

/// `RC-2017-RN-00404-1`.
std::optional<Number> read_recall(std::string_view text) {
  const std::string tidied = reading::tidy(text);
  std::string number;
  for (const char c : tidied) {
    if (c != ' ') number += c;
  }
  const std::string_view view = number;
  if (!fits(view.substr(0, 17), "RC-####-RN-#####-") || number.size() < 18 || number.size() > 20) return std::nullopt;
  if (!reading::all_digits(view.substr(17))) return std::nullopt;
  const int year = std::stoi(number.substr(3, 4));
  return Number{std::move(number), year, ""};
}

constexpr StatusMeaning entries[] = {
    {"INCLUDED", allows, "The entry is in force."},    {"LISTED", allows, "The entry is in force."},
    {"REGISTERED", allows, "The entry is in force."},  {"SUSPENDED", denies, "The entry is suspended."},
    {"CANCELLED", denies, "The entry was cancelled."},
};
constexpr StatusMeaning recalls[] = {
    {"OPEN", denies, "The action is under way."},
    {"CLOSED", person, "The action is closed: a person decides whether a suspension may be lifted."},
};

constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view in_recalls[] = {"csv-recalls"};
constexpr std::string_view example_entries[] = {"123456", "98765"};
constexpr std::string_view example_recalls[] = {"RC-2017-RN-00404-1"};

constexpr Scheme schemes[] = {
    {"au-artg", "Entry in the Australian Register of Therapeutic Goods (ARTG)", "AU", authorization, read_entry,
     entries, in_csv, example_entries, "None; a yearly charge keeps it. It counts for its sponsor only.",
     "https://www.tga.gov.au/resources/artg", "Therapeutic Goods Act 1989, chapter 4", 90},
    {"au-drac", "Recall action (DRAC)", "AU", notice, read_recall, recalls, in_recalls, example_recalls, "None.",
     "https://apps.tga.gov.au/prod/DRAC/", "TGA, Database of Recalls, Product Alerts and Product Corrections", 7},
};

}  // namespace

constinit const Regulator regulators_table::tga = {"tga", "Therapeutic Goods Administration", "AU", schemes};

}  // namespace formulary::domain
