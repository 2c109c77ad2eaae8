// Germany, Bundesinstitut für Arzneimittel und Medizinprodukte: the directory of digital health applications (DiGA). An
// entry says that health insurance pays. It presupposes CE marking and is none.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/check_digits.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::fits;

std::string bare(std::string_view text) {
  return reading::without(reading::compact(text), {"DIGA", "VE", "ID", "PZN", "NR."});
}

std::optional<Number> read_application(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "#####")) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

/// Five digits of the application, three of the unit that is prescribed.
std::optional<Number> read_unit(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "########")) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

std::optional<Number> read_pzn(std::string_view text) {
  std::string number = bare(text);
  if (fits(number, "#######")) number.insert(0, "0");  // as printed before 2013
  if (!fits(number, "########")) return std::nullopt;
  const auto check = check_digits::pzn(std::string_view(number).substr(0, 7));
  Number read{std::move(number), {}, ""};
  if (!check) {
    read.remark = "No PZN begins with these seven digits.";
  } else if (*check != read.text.back()) {
    read.remark = std::string("The last digit of this PZN should be ") + *check + ".";
  }
  return read;
}

constexpr StatusMeaning states[] = {
    {"PERMANENT", person, "Listed for good. That concerns payment: the CE certificate is to be shown as well."},
    {"PROVISIONAL", person, "Listed on trial. That concerns payment: the CE certificate is to be shown as well."},
    {"REMOVED", denies, "Removed from the directory."},
};

constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view example_applications[] = {"00294"};
constexpr std::string_view example_units[] = {"00294001"};
constexpr std::string_view example_pzn[] = {"16899965", "03752864"};

constexpr std::string_view directory = "https://diga.bfarm.de/de/verzeichnis";

constexpr Scheme schemes[] = {
    {"de-diga", "Entry in the DiGA directory", "DE", listing, read_application, states, in_csv, example_applications,
     "None where permanent; a trial ends after 12 months and can be prolonged by 12.", directory,
     "SGB V section 139e; DiGAV", 30},
    {"de-diga-unit", "Prescription unit of a DiGA", "DE", listing, read_unit, states, in_csv, example_units,
     "As the entry.", directory, "SGB V section 139e; DiGAV", 30},
    {"de-pzn",
     "Pharmazentralnummer (PZN)",
     "DE",
     product,
     read_pzn,
     {},
     {},
     example_pzn,
     "None; it identifies a product.",
     directory,
     "IFA, technical information on the PZN",
     90},
};

}  // namespace

constinit const Regulator regulators_table::bfarm = {"bfarm", "Bundesinstitut für Arzneimittel und Medizinprodukte",
                                                     "DE", schemes};

}  // namespace formulary::domain
