// Whether a notice is about a tool, and why: ten signals in order of strength, each with the words of the notice and
// the attribute of the tool that agree. The strongest decides the tier, so another signal never makes a match weaker. A
// notice that names another product of the company, by a brand or by model numbers, is not taken for one about the tool
// because of company and product code, or of a name that is partly the same.
// Pure, the same for the same records, and never fails on what a notice says; a text beyond 64 KiB is read that far.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/recalls/recall.hpp"
#include "service/domain/recalls/recall_action.hpp"
#include "service/domain/recalls/recall_subject.hpp"

namespace formulary::domain {

enum class RecallSignal : std::uint8_t {
  udi = 1,         ///< S1: the tool's UDI-DI stands in the notice
  number,          ///< S2: its premarket number, and its brand or no other tool with that number
  shared_number,   ///< S3: its premarket number, which covers other products as well
  model,           ///< S4: its model or catalogue number, and its company
  strong_name,     ///< S5: its company, and a name that is nearly the same
  product_code,    ///< S6: its company and product code
  weak_name,       ///< S7: its company or a relative of it, and a name that is partly the same
  name_elsewhere,  ///< S8: the name of another company's product: relabelled, acquired
  component,       ///< S9: a component or platform that it contains
  only_code,       ///< S10: the product code alone
};
/// `S1` to `S10`.
std::string_view to_text(RecallSignal signal);
RecallTier tier_of(RecallSignal signal);

/// Which words of which field of the notice agree with which attribute of the tool.
struct SignalEvidence {
  RecallSignal signal = RecallSignal::only_code;
  std::string field;      ///< `firm` `product` `text` `numbers` `company_number` `product_code`
  std::string words;      ///< of the notice
  std::string attribute;  ///< `udi` `submission` `model` `name` `company` `product_code` `component`
  std::string value;      ///< of the tool

  bool operator==(const SignalEvidence&) const = default;
};

struct RecallMatch {
  std::string subject;                   ///< id
  std::string notice;                    ///< key
  RecallTier tier = RecallTier::c;       ///< of the strongest signal
  RecallTier effective = RecallTier::c;  ///< A, B or C
  int score = 0;                         ///< 1 to 100; orders matches of one tier, and decides nothing
  std::vector<SignalEvidence> signals;   ///< the strongest first
  RecallSeverity severity = RecallSeverity::unclassified;
  RecallStatus status = RecallStatus::ongoing;
  ScopeReading scope;
  RecallConsequence consequence;
  std::optional<Day> due{};
  std::string_view rules = recall_rules_version;

  /// The authority has ended the recall: a person may be asked whether to lift. Nothing follows by itself.
  bool may_be_lifted() const { return status == RecallStatus::terminated; }
};

/// A notice that was read once, to be compared with many.
struct PreparedNotice {
  RecallNotice notice;
  CompanyName firm;
  ProductName headline;              ///< what the product is called, up to the first comma or model number
  std::vector<std::string> product;  ///< words of all but the last line, which is the reason
  std::vector<std::string> words;    ///< of `product` and `headline`, and two neighbours as one; sorted, each once
  WordSet hints;                     ///< of `words`
  std::vector<std::string> codes;    ///< sorted
  std::vector<std::string> models;   ///< those that it calls model or catalogue numbers
  bool enumerates = false;           ///< "1) ... 2) ...": what it says of one product, it does not say of the next
  std::vector<std::string>
      components;  ///< keys of one to four words of the text, sorted; empty unless it speaks of software
  WordSet component_hints;
  NoticeScope scope{{}};
};
PreparedNotice prepare(RecallNotice notice);

/// Nothing: no signal.
std::optional<RecallMatch> match_recall(const PreparedNotice& notice, const PreparedSubject& subject, Day today);

/// The same from the signals alone, which is how a stored match is judged anew.
RecallMatch conclude(const PreparedNotice& notice, const PreparedSubject& subject, std::vector<SignalEvidence> signals,
                     Day today);

}  // namespace formulary::domain
