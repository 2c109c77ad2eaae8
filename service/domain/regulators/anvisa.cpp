// Brazil, Agência Nacional de Vigilância Sanitária: notification of classes I and II, registration of III and IV
// (RDC 751/2022; software: RDC 657/2022). The number belongs to the holder in Brazil.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;

/// Eleven digits that begin with 8: seven of the company's authorization, four of the product.
std::optional<Number> read_product(std::string_view text) {
  std::string number = reading::without(reading::compact(text), {"ANVISA", "REGISTRO", "N\xc2\xba", "NO."});
  std::erase(number, '.');
  if (!reading::fits(number, "8##########")) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

constexpr StatusMeaning states[] = {
    {"VALIDO", allows, "In force."},        {"V\xc3\x81LIDO", allows, "In force."},
    {"V\xc3\xa1LIDO", allows, "In force."},  // letters beyond ASCII keep their case
    {"CANCELADO", denies, "Cancelled."},    {"CADUCO", denies, "Lapsed: it was not renewed."},
    {"SUSPENSO", denies, "Suspended."},
};

constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view example_products[] = {"80145901234"};

constexpr Scheme schemes[] = {
    {"br-anvisa", "Registration or notification", "BR", authorization, read_product, states, in_csv, example_products,
     "Ten years for classes III and IV; none for I and II.", "https://consultas.anvisa.gov.br/#/saude/", "RDC 751/2022",
     90},
};

}  // namespace

constinit const Regulator regulators_table::anvisa = {"anvisa", "Agência Nacional de Vigilância Sanitária", "BR",
                                                      schemes};

}  // namespace formulary::domain
