#include "service/usecases/confirm.hpp"

#include "service/usecases/proposals/kinds.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

domain::Result<Done> act(const proposals::Doing& doing) {
  switch (doing.proposal.kind) {
#define PROPOSAL(kind, sentence)   \
  case domain::ProposalKind::kind: \
    return proposals::kind(doing);
#include "service/domain/proposal_kinds.def"
#undef PROPOSAL
  }
  return domain::refuse(RefusalCode::conflict, "This program does not know what was proposed.");
}

bool stands(Transaction& transaction, const domain::PersonId& proposer) {
  if (proposer.empty()) return true;  // the host
  const auto person = transaction.people().find(proposer);
  return person && person->active() && person->has(domain::Role::administrator);
}

}  // namespace

std::int64_t basis_of(Transaction& transaction, const domain::Proposal& proposal) {
  switch (proposal.kind) {
#define PROPOSAL(kind, sentence)   \
  case domain::ProposalKind::kind: \
    return proposals::basis_of_##kind(transaction, proposal);
#include "service/domain/proposal_kinds.def"
#undef PROPOSAL
  }
  return -1;
}

domain::Result<Confirmed> carry_out(Transaction& transaction, World& world, AccountRules rules,
                                    const domain::Actor& actor, domain::Proposal proposal, domain::Ground ground) {
  const domain::Instant now = world.present().now;
  proposal.state = domain::ProposalState::confirmed;
  proposal.ground = ground;
  if (actor.kind == domain::ActorKind::person) proposal.decider = actor.id;
  proposal.ended = now;
  transaction.proposals().update(proposal);
  note_proposal(transaction, world, actor,
                ground == domain::Ground::founding ? "proposal.founding" : "proposal.confirm", proposal);
  auto done = act({transaction, world, rules, actor, proposal});
  if (!done) return std::unexpected(done.error());
  if (done->when == When::now) {
    proposal.applied = now;
    proposal.result = done->result;
    transaction.proposals().update(proposal);
  }
  return Confirmed{.proposal = proposal, .done = std::move(*done)};
}

domain::Result<Confirmed> confirm(Transaction& transaction, World& world, AccountRules rules,
                                  const domain::Actor& actor, const domain::ProposalId& id, std::string_view digest) {
  const auto proposal = transaction.proposals().find(id);
  if (!proposal) return domain::refuse(RefusalCode::not_found, "There is no proposal with this id.");
  const auto may =
      domain::may_confirm(actor, *proposal, digest, stands(transaction, proposal->proposer), world.present().now);
  if (!may) return std::unexpected(may.error());
  if (is_outdated(transaction, *proposal)) {
    return domain::refuse(RefusalCode::stale,
                          "What this was proposed for has changed meanwhile. Look at it, and have it proposed anew.");
  }
  if (actor.kind == domain::ActorKind::host) {
    return carry_out(transaction, world, rules, actor, *proposal, domain::Ground::host);
  }
  const auto before = transaction.people().find(actor.id);
  auto confirmed = carry_out(transaction, world, rules, actor, *proposal, domain::Ground::administrator);
  const auto after = transaction.people().find(actor.id);
  // What a group is given, its members gain.
  if (before && after && domain::grants(*before, *after)) {
    return domain::refuse(RefusalCode::forbidden,
                          "This gives yourself more to decide: another administrator has to confirm it.");
  }
  return confirmed;
}

}  // namespace formulary::usecases
