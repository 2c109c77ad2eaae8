#include "service/usecases/accept_restore.hpp"

#include "service/usecases/record.hpp"

namespace formulary::usecases {

void note_restore(Transaction& transaction, const World& world, const std::string& root) {
  transaction.proposals().note_restoration(world.present().now);
  note(transaction, world, domain::Actor::host(), "registry.restore", "backup", root);
  // What was rejected or withdrawn since the backup was made must not be open again.
  for (const domain::Proposal& proposal : transaction.proposals().list(
           {.states = {domain::ProposalState::open}, .proposer = {}, .before = {}, .limit = 10'000})) {
    void_proposals_of(transaction, world, domain::Actor::host(), proposal.proposer,
                      "The registry was restored from a backup.");
  }
}

domain::Result<Filed> propose_acceptance(Transaction& transaction, World& world, AccountRules rules,
                                         const domain::Actor& actor) {
  const auto restored = transaction.proposals().open_restoration();
  if (!restored) {
    return domain::refuse(domain::RefusalCode::conflict, "Nothing was restored that waits to be confirmed.");
  }
  return propose(transaction, world, rules, actor,
                 {.kind = domain::ProposalKind::accept_restore,
                  .subject = "registry",
                  .basis = restored->ms,
                  .changes = {{"restored", {domain::to_rfc3339(*restored)}, {"confirmed"}}}});
}

}  // namespace formulary::usecases
