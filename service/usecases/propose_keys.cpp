#include "service/usecases/propose_keys.hpp"

#include <algorithm>

#include "service/usecases/rotate_keys.hpp"

namespace formulary::usecases {
namespace {

using domain::ProposalKind;

domain::Actor person(const domain::PersonId& id) {
  domain::Actor actor;
  actor.kind = id.empty() ? domain::ActorKind::host : domain::ActorKind::person;
  actor.id = id;
  return actor;
}

std::vector<domain::Proposal> waiting(Store& store) {
  std::vector<domain::Proposal> found;
  store.read([&](Transaction& transaction) {
    found = transaction.proposals().list(
        {.states = {domain::ProposalState::confirmed}, .proposer = {}, .before = {}, .limit = 1000});
  });
  std::erase_if(found, [](const domain::Proposal& one) {
    return one.applied || (one.kind != ProposalKind::rotate_keys && one.kind != ProposalKind::change_recovery);
  });
  return found;
}

/// The id of what came of it; the reason where nothing did.
domain::Result<std::string> act(Store& store, StorageKeys& keys, const World& world, const domain::Proposal& proposal) {
  const KeyStatus status = keys.status();
  const domain::Actor agreed = person(proposal.decider);
  // A host that confirms stands for both: it could have done it alone.
  const ConfirmedKeyChange confirmed{agreed.kind == domain::ActorKind::host ? agreed : person(proposal.proposer),
                                     agreed};
  if (proposal.kind == ProposalKind::rotate_keys) {
    if (status.service != proposal.changes.front().before.front()) return std::string();  // it was rotated meanwhile
    return rotate_keys(store, keys, world, confirmed);
  }
  if (status.recovery != proposal.changes.front().before) return std::string();
  const auto set = set_recovery_recipients(store, keys, world, confirmed, proposal.after("recovery"));
  if (!set) return std::unexpected(set.error());
  return keys.status().service;
}

}  // namespace

domain::Result<Filed> propose_rotation(Transaction& transaction, World& world, AccountRules rules,
                                       const domain::Actor& actor, const KeyStatus& status) {
  return propose(transaction, world, rules, actor,
                 {.kind = ProposalKind::rotate_keys,
                  .subject = "keys",
                  .basis = 0,
                  .changes = {{"service", {status.service}, {"new"}}}});
}

domain::Result<Filed> propose_recovery(Transaction& transaction, World& world, AccountRules rules,
                                       const domain::Actor& actor, const KeyStatus& status,
                                       const std::vector<std::string>& recipients) {
  if (recipients == status.recovery) {
    return domain::refuse(domain::RefusalCode::conflict, "These are the officers already.", "/recipients");
  }
  return propose(transaction, world, rules, actor,
                 {.kind = ProposalKind::change_recovery,
                  .subject = "keys",
                  .basis = 0,
                  .changes = {{"recovery", status.recovery, recipients}}});
}

int do_key_changes(Store& store, StorageKeys& keys, const World& world) {
  int done = 0;
  for (domain::Proposal proposal : waiting(store)) {
    const auto result = act(store, keys, world, proposal);
    proposal.applied = world.present().now;
    proposal.result = result.value_or(std::string());
    store.write([&](Transaction& transaction) {
      transaction.proposals().update(proposal);
      note_proposal(transaction, world, domain::Actor::system(),
                    proposal.result.empty() ? "proposal.not_done" : "proposal.done", proposal);
      return Commit::yes;
    });
    ++done;
  }
  return done;
}

}  // namespace formulary::usecases
