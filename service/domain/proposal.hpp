// What one administrator proposes and another one confirms: a change that nobody makes alone. It holds the whole
// change, before and after, so that who confirms sees exactly what will be done, and confirms that by its digest.
// Nothing changes before. The database holds the same rules as a second guard (schemas/db, 0023).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/actor.hpp"
#include "service/domain/ids.hpp"
#include "service/domain/result.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

/// In the order of proposal_kinds.def.
enum class ProposalKind : std::uint8_t {
#define PROPOSAL(kind, sentence) kind,
#include "service/domain/proposal_kinds.def"
#undef PROPOSAL
};
std::string_view to_text(ProposalKind kind);
std::optional<ProposalKind> parse_proposal_kind(std::string_view text);
std::string_view sentence_of(ProposalKind kind);

/// All but `open` are final.
enum class ProposalState : std::uint8_t {
  open,
  confirmed,
  rejected,   ///< by another administrator
  withdrawn,  ///< by who proposed it
  expired,
  voided,  ///< who proposed it may not stand for it any more
};
std::string_view to_text(ProposalState state);
std::optional<ProposalState> parse_proposal_state(std::string_view text);

/// By whose authority a proposal was confirmed.
enum class Ground : std::uint8_t {
  none,           ///< it was not
  administrator,  ///< another administrator's
  host,           ///< of who has the machine, and with it everything
  founding,       ///< there never was a second administrator, and this makes one (trial installations)
};
std::string_view to_text(Ground ground);
std::optional<Ground> parse_ground(std::string_view text);

/// One field of the change; a list, because most fields that matter are.
struct Alteration {
  std::string field;
  std::vector<std::string> before;
  std::vector<std::string> after;

  bool operator==(const Alteration&) const = default;
};

struct Proposal {
  ProposalId id;
  ProposalKind kind = ProposalKind::create_person;
  ProposalState state = ProposalState::open;
  PersonId proposer;       ///< empty: the host
  std::string subject;     ///< id of what changes, or of what will be made
  std::int64_t basis = 0;  ///< revision or version of it that the change was made from; 0: it is new
  std::vector<Alteration> changes;
  std::string secret;  ///< digest of a secret that belongs to it; shown to nobody
  std::string digest;  ///< SHA-256 of content_of()
  Instant created;
  Instant expires;
  Ground ground = Ground::none;
  PersonId decider;  ///< who confirmed, rejected or withdrew it
  std::optional<Instant> ended;
  std::string reason;              ///< of a rejection, a withdrawal, a void
  std::optional<Instant> applied;  ///< when a confirmed one was done
  std::string result;              ///< id of what came of it

  /// What it will be, or is; nothing when it does not say.
  const Alteration* find(std::string_view field) const;
  std::vector<std::string> after(std::string_view field) const;
  std::string text_after(std::string_view field) const;  ///< of a field with one value; else empty

  bool is_open(Instant now) const { return state == ProposalState::open && now < expires; }
};

inline constexpr std::int64_t proposal_life_ms = 7LL * 24 * 3600 * 1000;

/// All that is confirmed, in a form with one meaning: each text after its length.
std::string content_of(const Proposal& proposal);

/// Adds a field that is altered; one that stays is left out.
void alter(std::vector<Alteration>& changes, std::string field, std::vector<std::string> before,
           std::vector<std::string> after);

/// Words of an enumeration as a field of a change.
template <class Value>
std::vector<std::string> texts_of(const std::vector<Value>& values) {
  std::vector<std::string> texts;
  for (const Value value : values) texts.emplace_back(to_text(value));
  return texts;
}

/// Holds a role that decides: reviewer, approver or administrator.
bool decides(const std::vector<Role>& roles);

/// Whether `after` may decide what `before` may not: a role that decides, or a review domain.
bool grants(const Person& before, const Person& after);

Result<void> may_propose(const Actor& actor);

/// May `actor` confirm what has this digest? Another administrator than who proposed it, and nobody who gains by it.
/// `proposer_stands`: who proposed it is still an administrator and not locked out.
Result<void> may_confirm(const Actor& actor, const Proposal& proposal, std::string_view digest, bool proposer_stands,
                         Instant now);
Result<void> may_reject(const Actor& actor, const Proposal& proposal, Instant now);
Result<void> may_withdraw(const Actor& actor, const Proposal& proposal, Instant now);

}  // namespace formulary::domain
