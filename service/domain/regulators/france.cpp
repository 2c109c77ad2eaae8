// France: early reimbursement of digital devices (PECAN), by decree, and the certificate of conformity of the Agence du
// numérique en santé (ANS). Both presuppose CE marking and are none.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;

/// The decree's NOR number (`SPRS2412345A`) or another reference to it.
std::optional<Number> read_reference(std::string_view text) {
  auto number = reading::reference(text);
  if (!number || number->size() > 40) return std::nullopt;
  return Number{std::move(*number), {}, ""};
}

constexpr StatusMeaning early[] = {
    {"GRANTED", person, "Reimbursed early, for one year. The CE certificate is to be shown as well."},
    {"ENDED", denies, "The year of early reimbursement is over."},
    {"REFUSED", denies, "Early reimbursement was refused."},
};
constexpr StatusMeaning conformity[] = {
    {"VALID", person, "Conforms to the frame of interoperability and security. It is no permission to market."},
    {"WITHDRAWN", denies, "The certificate was withdrawn."},
};

constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view example_decrees[] = {"SPRS2412345A"};
constexpr std::string_view example_certificates[] = {"ANS-2024-0031"};

constexpr Scheme schemes[] = {
    {"fr-pecan", "Early reimbursement (PECAN)", "FR", listing, read_reference, early, in_csv, example_decrees,
     "One year, not renewable; the file for the regular list is due within 6 months (therapy) or 9 (monitoring).",
     "https://www.legifrance.gouv.fr/", "Code de la sécurité sociale, L. 162-1-23", 30},
    {"fr-ans", "Certificate of conformity of the Agence du numérique en santé", "FR", listing, read_reference,
     conformity, in_csv, example_certificates, "The date on the certificate.", "https://esante.gouv.fr/",
     "Code de la santé publique, L. 1470-5", 90},
};

}  // namespace

constinit const Regulator regulators_table::france = {"france", "France: ministry of health, HAS and ANS", "FR",
                                                      schemes};

}  // namespace formulary::domain
