// Whether what a maker calls its product is what an authority recorded: the same words in another dress, or one of
// several products that the record lists. Makers have families whose members differ in one word or number ("uMR 680",
// "uMR 780"), so nothing that could tell two members apart is overlooked: only case, accents, marks, the maker's own
// name and words such as "system". Does not know that a product was renamed; a person does.
#pragma once

#include <cstdint>
#include <string_view>

namespace formulary::domain {

enum class ProductMatch : std::uint8_t {
  different,
  other_version,  ///< the same words, and both name versions that do not fit
  same,           ///< the same words, or the record lists it among others
};

/// `claimed` and `version` (a model or version on the label, or empty) are the maker's words, `recorded` is the
/// authority's; `company` is whose product it is.
ProductMatch compare_products(std::string_view claimed, std::string_view version, std::string_view recorded,
                              std::string_view company);

}  // namespace formulary::domain
