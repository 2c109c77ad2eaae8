#include "service/usecases/end_access.hpp"

#include "service/usecases/propose.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {

void end_votes(Transaction& transaction, const World& world, const domain::Actor& actor, const domain::PersonId& person,
               const std::string& reason) {
  const domain::Instant now = world.present().now;
  for (const OpenVote& vote : transaction.provisioning().open_votes_of(person)) {
    transaction.submissions().void_review(vote.review, now, reason);
    note(transaction, world, actor, "review.void", "review", vote.review.value, reason);
  }
  void_proposals_of(transaction, world, actor, person, reason);
}

void end_access(Transaction& transaction, const World& world, const domain::Actor& actor,
                const domain::PersonId& person, const std::string& reason) {
  transaction.people().end_sessions_of(person);
  transaction.people().revoke_tokens_of(person, world.present().now);
  transaction.proposals().remove_welcome(person);
  end_votes(transaction, world, actor, person, reason);
}

}  // namespace formulary::usecases
