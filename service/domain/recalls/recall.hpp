// A recall, correction, alert or field safety notice, as the matcher reads it. Built from the records of one notice:
// FDA publishes the text and the numbers as one record and the class as another (same recall number), and which numbers
// belong to the notice is the top level of the record alone: what openFDA adds under `openfda` belongs to the product
// code, and a reader of records never makes links of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/datasets/authority_record.hpp"

namespace formulary::domain {

enum class RecallSeverity : std::uint8_t {
  class_three,
  class_two,
  class_one,
  early_alert,   ///< before the authority classified it: as serious as class I
  unclassified,  ///< nobody said yet: as serious as class I
};
std::string_view to_text(RecallSeverity severity);
/// `II`, `Class II`, `2`; what is not understood is unclassified.
RecallSeverity read_recall_severity(std::string_view device_class, std::string_view status);
bool is_grave(RecallSeverity severity);  ///< class I, or what counts as such

enum class RecallStatus : std::uint8_t { ongoing, completed, terminated };
std::string_view to_text(RecallStatus status);
/// "Open, Classified", "Ongoing", "Pending", "Terminated on ..."; what is not understood is ongoing.
RecallStatus read_recall_status(std::string_view text);

struct RecallNotice {
  std::string key;     ///< of its record
  std::string number;  ///< that joins its records; empty: it has none yet
  std::string firm;
  std::string name;       ///< of the product, where the record has one
  std::string model;      ///< where the record has one
  std::string catalogue;  ///< where the record has one
  std::string product;    ///< description of the product: the first line of the text
  std::string text;       ///< description, codes and reason, line by line
  std::vector<std::string> udis, submissions, product_codes, company_numbers;
  RecallSeverity severity = RecallSeverity::unclassified;
  RecallStatus status = RecallStatus::ongoing;
  std::optional<Day> initiated{};

  bool operator==(const RecallNotice&) const = default;
};

/// Of records of one notice, the one that says more first. What one lacks, the others give; the gravest class counts
/// and the least finished status. UDI-DIs and submission numbers in the texts are read, too.
RecallNotice recall_notice(std::span<const AuthorityRecord> records);

/// What joins the records of a notice: its recall number, else its key.
std::string recall_number(const AuthorityRecord& record);

/// The same number without its supplement, upper case: `P970051/S054` is `P970051`.
std::string submission_base(std::string_view number);

}  // namespace formulary::domain
