#include "service/domain/proposal.hpp"

#include <algorithm>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<ProposalKind> kinds[] = {
#define PROPOSAL(kind, sentence) {ProposalKind::kind, #kind},
#include "service/domain/proposal_kinds.def"
#undef PROPOSAL
};

constexpr Word<ProposalKind> sentences[] = {
#define PROPOSAL(kind, sentence) {ProposalKind::kind, sentence},
#include "service/domain/proposal_kinds.def"
#undef PROPOSAL
};

constexpr Word<ProposalState> states[] = {
    {ProposalState::open, "open"},         {ProposalState::confirmed, "confirmed"},
    {ProposalState::rejected, "rejected"}, {ProposalState::withdrawn, "withdrawn"},
    {ProposalState::expired, "expired"},   {ProposalState::voided, "voided"},
};

constexpr Word<Ground> grounds[] = {
    {Ground::none, "none"},
    {Ground::administrator, "administrator"},
    {Ground::host, "host"},
    {Ground::founding, "founding"},
};

bool decides(Role role) { return role == Role::reviewer || role == Role::approver || role == Role::administrator; }

bool administers(const Actor& actor) { return actor.kind == ActorKind::person && actor.has(Role::administrator); }

void add(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

void add(std::string& out, const std::vector<std::string>& texts) {
  add(out, std::to_string(texts.size()));
  for (const std::string& text : texts) add(out, text);
}

Result<void> still_open(const Proposal& proposal, Instant now) {
  if (proposal.is_open(now)) return {};
  const ProposalState state = proposal.state == ProposalState::open ? ProposalState::expired : proposal.state;
  return refuse(RefusalCode::conflict, "This proposal is not open any more: it is " + std::string(to_text(state)) +
                                           ". Propose it again if it is still wanted.");
}

}  // namespace

std::string_view to_text(ProposalKind kind) { return word_of(kinds, kind); }
std::optional<ProposalKind> parse_proposal_kind(std::string_view text) { return value_of(kinds, text); }
std::string_view sentence_of(ProposalKind kind) { return word_of(sentences, kind); }
std::string_view to_text(ProposalState state) { return word_of(states, state); }
std::optional<ProposalState> parse_proposal_state(std::string_view text) { return value_of(states, text); }
std::string_view to_text(Ground ground) { return word_of(grounds, ground); }
std::optional<Ground> parse_ground(std::string_view text) { return value_of(grounds, text); }

const Alteration* Proposal::find(std::string_view field) const {
  const auto found = std::ranges::find(changes, field, &Alteration::field);
  return found == changes.end() ? nullptr : &*found;
}

std::vector<std::string> Proposal::after(std::string_view field) const {
  const Alteration* found = find(field);
  return found != nullptr ? found->after : std::vector<std::string>();
}

std::string Proposal::text_after(std::string_view field) const {
  const Alteration* found = find(field);
  return found != nullptr && found->after.size() == 1 ? found->after.front() : std::string();
}

std::string content_of(const Proposal& proposal) {
  std::string out = "formulary proposal 1\n";
  add(out, proposal.id.value);
  add(out, to_text(proposal.kind));
  add(out, proposal.proposer.value);
  add(out, proposal.subject);
  add(out, std::to_string(proposal.basis));
  add(out, proposal.secret);
  for (const Alteration& change : proposal.changes) {
    add(out, change.field);
    add(out, change.before);
    add(out, change.after);
  }
  return out;
}

void alter(std::vector<Alteration>& changes, std::string field, std::vector<std::string> before,
           std::vector<std::string> after) {
  if (before != after) changes.push_back({std::move(field), std::move(before), std::move(after)});
}

bool decides(const std::vector<Role>& roles) {
  return std::ranges::any_of(roles, [](Role role) { return decides(role); });
}

bool grants(const Person& before, const Person& after) {
  return std::ranges::any_of(after.roles, [&](Role role) { return decides(role) && !before.has(role); }) ||
         std::ranges::any_of(after.domains, [&](ReviewDomain domain) {
           return std::ranges::find(before.domains, domain) == before.domains.end();
         });
}

Result<void> may_propose(const Actor& actor) {
  if (administers(actor) || actor.kind == ActorKind::host) return {};
  return refuse(RefusalCode::forbidden, "Only an administrator proposes this.");
}

Result<void> may_confirm(const Actor& actor, const Proposal& proposal, std::string_view digest, bool proposer_stands,
                         Instant now) {
  if (const auto open = still_open(proposal, now); !open) return open;
  if (actor.kind != ActorKind::host) {
    if (!administers(actor)) return refuse(RefusalCode::forbidden, "Only an administrator confirms this.");
    if (actor.id == proposal.proposer) {
      return refuse(RefusalCode::forbidden, "You proposed this yourself: another administrator has to confirm it.");
    }
    if (actor.id.value == proposal.subject) {
      return refuse(RefusalCode::forbidden, "This is about yourself: another administrator has to confirm it.");
    }
  }
  if (!proposer_stands) {
    return refuse(RefusalCode::conflict,
                  "Who proposed this is no administrator any more. Propose it yourself if it is still wanted.");
  }
  if (digest != proposal.digest) {
    return refuse(RefusalCode::stale, "This is not what was proposed. Load the proposal again and look at it.",
                  "/digest");
  }
  return {};
}

Result<void> may_reject(const Actor& actor, const Proposal& proposal, Instant now) {
  if (const auto open = still_open(proposal, now); !open) return open;
  if (actor.kind == ActorKind::host) return {};
  if (!administers(actor)) return refuse(RefusalCode::forbidden, "Only an administrator rejects this.");
  if (actor.id == proposal.proposer) {
    return refuse(RefusalCode::forbidden, "You proposed this yourself: withdraw it instead.");
  }
  return {};
}

Result<void> may_withdraw(const Actor& actor, const Proposal& proposal, Instant now) {
  if (const auto open = still_open(proposal, now); !open) return open;
  if (actor.kind == ActorKind::person && actor.id == proposal.proposer) return {};
  return refuse(RefusalCode::forbidden, "Only who proposed this withdraws it. You may reject it.");
}

}  // namespace formulary::domain
