// The numbers by which records are found, in the one form that claims use too: upper case without spaces and dashes,
// supplements of a premarket approval as `P970051/S054`, UDI-DIs of GS1 with 14 digits. Also finds numbers within the
// texts of notices.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace formulary::io::datasets {

/// A number, and the scheme it belongs to (regulators.def).
struct SchemeNumber {
  std::string_view scheme;
  std::string text;
  std::string remark;  ///< what looks odd, one sentence; empty: nothing
};

/// FDA's premarket numbers: 510(k), De Novo, PMA and its forerunners, HDE, EUA.
std::optional<SchemeNumber> read_submission(std::string_view text);
/// `supplement` as the data sets print it: empty, `000`, `S054`, `054`.
std::optional<SchemeNumber> read_submission(std::string_view text, std::string_view supplement);
/// `agency` as printed (`GS1`, `HIBCC`, `ICCBBA`, `IFA`); empty: what it looks like.
std::optional<SchemeNumber> read_device_identifier(std::string_view text, std::string_view agency = {});
/// Single registration number of EUDAMED.
std::optional<std::string> read_srn(std::string_view text);
/// `Z-0359-2013`
std::optional<std::string> read_recall_number(std::string_view text);
/// Three letters.
std::optional<std::string> read_product_code(std::string_view text);

/// 14 digits with the right check digit (GS1 General Specifications, 7.9.1), alone or behind `(01)`.
std::vector<std::string> find_device_identifiers(std::string_view text);
/// Premarket numbers in running text.
std::vector<std::string> find_submissions(std::string_view text);
/// The first `Z-0000-0000` in running text.
std::optional<std::string> find_recall_number(std::string_view text);

}  // namespace formulary::io::datasets
