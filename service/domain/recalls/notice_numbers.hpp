// Numbers in running text: UDI-DIs, premarket submissions, model and catalogue numbers. What looks like one and is none
// (a wrong check digit, a longer run of digits) is not reported.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formulary::domain {

/// GTIN-14 with a valid check digit (GS1 General Specifications, section 7.9), each once, in order; shorter GTINs
/// behind the word UDI or GTIN are filled up with zeros.
std::vector<std::string> udis_in(std::string_view text);

/// `K082332`, `DEN180001`, `P970051`, `H100001`, `BK241097`, `BP..`, without supplement, upper case, each once, in
/// order.
std::vector<std::string> submissions_in(std::string_view text);

/// Letters and digits only, upper case: `086-330` is `086330`.
std::string code_of(std::string_view text);

/// Every token with a digit as a code, and with the token before it (`RTL 10400` is `RTL10400`); sorted, each once.
std::vector<std::string> codes_in(std::string_view text);

/// Codes that the text itself calls model or catalogue numbers: "Catalog # 974", "REF BB50T and BB50T-BULK"; sorted,
/// each once.
std::vector<std::string> named_codes_in(std::string_view text);

/// At least four letters and digits, a digit among them, and not a year alone.
bool is_telling_code(std::string_view code);

}  // namespace formulary::domain
