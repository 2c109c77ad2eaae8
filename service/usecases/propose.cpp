#include "service/usecases/propose.hpp"

#include "service/usecases/confirm.hpp"
#include "service/usecases/typed_code.hpp"

namespace formulary::usecases {
namespace {

using domain::ProposalState;
using domain::RefusalCode;

/// There never was a second administrator, and this makes one: nobody could confirm it.
bool is_founding(Transaction& transaction, AccountRules rules, const domain::Proposal& proposal) {
  if (rules != AccountRules::trial || proposal.kind != domain::ProposalKind::create_person) return false;
  for (const std::string& role : proposal.after("roles")) {
    if (role == to_text(domain::Role::administrator)) return transaction.proposals().administrators_ever() == 1;
  }
  return false;
}

domain::Result<domain::Proposal> find(Transaction& transaction, const domain::ProposalId& id) {
  auto proposal = transaction.proposals().find(id);
  if (!proposal) return domain::refuse(RefusalCode::not_found, "There is no proposal with this id.");
  return *proposal;
}

domain::Proposal end(Transaction& transaction, const World& world, const domain::Actor& actor,
                     domain::Proposal proposal, ProposalState state, const std::string& reason) {
  proposal.state = state;
  proposal.decider = actor.kind == domain::ActorKind::person ? actor.id : domain::PersonId();
  proposal.ended = world.present().now;
  proposal.reason = reason;
  transaction.proposals().update(proposal);
  note_proposal(transaction, world, actor, "proposal." + std::string(to_text(state)), proposal);
  return proposal;
}

}  // namespace

void note_proposal(Transaction& transaction, const World& world, const domain::Actor& actor, const std::string& action,
                   const domain::Proposal& proposal) {
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = action;
  entry.object_type = "proposal";
  entry.object_id = proposal.id.value;
  entry.to = to_text(proposal.kind);
  entry.text = proposal.reason;
  entry.at = world.present().now;
  transaction.audit().append(entry);
}

std::string new_half(World& world, std::string& half) {
  const std::string secret = world.new_secret();
  const std::string code = secret.substr(secret.size() - code_length);
  half = grouped_code(code);
  return world.sha256(code);
}

std::string welcome_digest(const World& world, std::string_view first_half_digest,
                           std::string_view second_half_digest) {
  return world.sha256(std::string(first_half_digest) + std::string(second_half_digest));
}

domain::Result<Filed> propose(Transaction& transaction, World& world, AccountRules rules, const domain::Actor& actor,
                              Wanted wanted) {
  if (const auto may = domain::may_propose(actor); !may) return std::unexpected(may.error());
  const domain::Instant now = world.present().now;
  domain::Proposal proposal;
  proposal.id = {world.new_id()};
  proposal.kind = wanted.kind;
  if (actor.kind == domain::ActorKind::person) proposal.proposer = actor.id;
  proposal.subject = std::move(wanted.subject);
  proposal.basis = wanted.basis;
  proposal.changes = std::move(wanted.changes);
  proposal.secret = std::move(wanted.secret);
  proposal.created = now;
  proposal.expires = now.plus(std::chrono::milliseconds(domain::proposal_life_ms));
  proposal.digest = world.sha256(domain::content_of(proposal));
  transaction.proposals().insert(proposal);
  note_proposal(transaction, world, actor, "proposal.propose", proposal);

  domain::Ground ground = domain::Ground::none;
  if (actor.kind == domain::ActorKind::host) ground = domain::Ground::host;
  if (is_founding(transaction, rules, proposal)) ground = domain::Ground::founding;
  if (ground == domain::Ground::none) return Filed{.proposal = proposal};
  auto done = carry_out(transaction, world, rules, actor, proposal, ground);
  if (!done) return std::unexpected(done.error());
  return Filed{.proposal = done->proposal};
}

domain::Result<domain::Proposal> reject(Transaction& transaction, const World& world, const domain::Actor& actor,
                                        const domain::ProposalId& id, const std::string& reason) {
  const auto proposal = find(transaction, id);
  if (!proposal) return proposal;
  if (const auto may = domain::may_reject(actor, *proposal, world.present().now); !may) {
    return std::unexpected(may.error());
  }
  return end(transaction, world, actor, *proposal, ProposalState::rejected, reason);
}

domain::Result<domain::Proposal> withdraw(Transaction& transaction, const World& world, const domain::Actor& actor,
                                          const domain::ProposalId& id, const std::string& reason) {
  const auto proposal = find(transaction, id);
  if (!proposal) return proposal;
  if (const auto may = domain::may_withdraw(actor, *proposal, world.present().now); !may) {
    return std::unexpected(may.error());
  }
  return end(transaction, world, actor, *proposal, ProposalState::withdrawn, reason);
}

int expire_proposals(Store& store, const World& world) {
  const domain::Instant now = world.present().now;
  std::vector<domain::Proposal> over;
  const auto look = [&](Transaction& transaction) {
    over =
        transaction.proposals().list({.states = {ProposalState::open}, .proposer = {}, .before = {}, .limit = 10'000});
    std::erase_if(over, [&](const domain::Proposal& proposal) { return proposal.is_open(now); });
  };
  store.read(look);
  if (over.empty()) return 0;
  store.write([&](Transaction& transaction) {
    look(transaction);
    for (const domain::Proposal& proposal : over) {
      end(transaction, world, domain::Actor::system(), proposal, ProposalState::expired, "");
    }
    return Commit::yes;
  });
  return static_cast<int>(over.size());
}

void void_proposals_of(Transaction& transaction, const World& world, const domain::Actor& actor,
                       const domain::PersonId& proposer, const std::string& reason) {
  const ProposalFilter theirs{.states = {ProposalState::open}, .proposer = proposer, .before = {}, .limit = 10'000};
  for (const domain::Proposal& proposal : transaction.proposals().list(theirs)) {
    end(transaction, world, actor, proposal, ProposalState::voided, reason);
  }
}

bool is_outdated(Transaction& transaction, const domain::Proposal& proposal) {
  return proposal.state == ProposalState::open && proposal.basis != basis_of(transaction, proposal);
}

}  // namespace formulary::usecases
