// A recall that seems to touch a version in the registry, and its life: raised by the matcher, decided by persons.
//   open → confirmed → lifted, open → dismissed, open → lifted; and back to open when the notice says something else.
// Automation raises, renews and reopens; each of these may make what follows graver and never milder. Confirming,
// dismissing and lifting take a person, and lifting an approver.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/domain/ids.hpp"
#include "service/domain/recalls/match_recall.hpp"
#include "service/domain/result.hpp"
#include "service/domain/stakes.hpp"

namespace formulary::domain {

enum class RecallState : std::uint8_t {
  open,       ///< waits for a person; what follows is in force
  confirmed,  ///< a person says it is about this version; what follows stays in force
  dismissed,  ///< a person says it is not about this tool, or not about this version
  lifted,     ///< it was, and an approver says that it does not matter any more
};
std::string_view to_text(RecallState state);
std::optional<RecallState> parse_recall_state(std::string_view text);
/// Open or confirmed.
bool stands(RecallState state);

enum class RecallDecision : std::uint8_t {
  confirm,
  dismiss,       ///< it is about another product
  not_affected,  ///< it is about this product, and not about this version
  lift,          ///< the reason names the version that is mended, or the end of the recall
};
std::string_view to_text(RecallDecision decision);
std::optional<RecallDecision> parse_recall_decision(std::string_view text);

/// One record that the notice was read from.
struct RecallSource {
  std::string dataset;         ///< id; `manual` for what a person entered
  std::string key;             ///< of the record, in the data set
  std::string sha256;          ///< of the record as published
  std::optional<Day> as_of{};  ///< the data set's source date; of what a person entered: the day

  bool operator==(const RecallSource&) const = default;
};

struct RecallRuling {
  RecallDecision decision = RecallDecision::confirm;
  PersonId person;
  std::string reason;
  Instant at;
};

struct RecallCase {
  RecallMatchId id;
  VersionId version;
  ToolId tool;
  std::string recall;  ///< which notice, whatever its records say: see recall_identity()
  RecallNotice notice;
  std::vector<RecallSource> sources;  ///< the one that says more first
  std::string digest;                 ///< of what the notice says: see said_by()
  std::string url{};                  ///< where people read it, or empty
  RecallTier tier = RecallTier::b;    ///< A or B
  int score = 0;
  std::vector<SignalEvidence> signals;
  ScopeReading scope;
  std::string rules;  ///< version of the rules that found it
  RecallAction action = RecallAction::queue;
  std::optional<Day> due{};
  RecallState state = RecallState::open;
  std::optional<RecallRuling> ruling{};  ///< the latest that counts
  Instant raised;
};

/// The key under which a notice comes again. FDA's records of one recall share its number; of any other authority each
/// record is a notice, because one number covers several products there.
std::string recall_identity(std::string_view dataset, const AuthorityRecord& record);
/// `Z-0359-2013`: such a number joins records.
bool is_joining_number(std::string_view number);

/// All a notice says but its status: what has to change before a dismissed pair comes back.
std::string said_by(const RecallNotice& notice);

/// What the matcher found, as a case that is not in the registry yet (no id, no digest).
RecallCase new_case(const RecallMatch& match, const RecallNotice& notice);

/// What became of a case whose pair was found again.
enum class Renewal : std::uint8_t {
  same,       ///< nothing is new
  renewed,    ///< the notice or the evidence is another; what follows is as grave as before
  escalated,  ///< what follows is graver
  reopened,   ///< was dismissed or lifted, and waits for a person again
};
std::string_view to_text(Renewal renewal);

/// Takes `found` into `known`. Never makes what follows milder, or later due, while the case stands.
Renewal renew(RecallCase& known, const RecallCase& found);

/// May `actor` take `decision`? `stakes` are those in the version.
Result<void> may_decide(const Actor& actor, const RecallCase& known, RecallDecision decision, const Stakes& stakes);

/// After may_decide(). Of a confirmed case follows what the rules say of a sure match with an affected version.
void decide(RecallCase& known, RecallRuling ruling);

/// `recall Z-0359-2013 of Acme (class II)`.
std::string name_of(const RecallCase& known);

}  // namespace formulary::domain
