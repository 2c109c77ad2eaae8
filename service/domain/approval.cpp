#include "service/domain/approval.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

using S = ApprovalState;
using E = ApprovalEvent;

constexpr Word<S> states[] = {
    {S::active, "active"},   {S::suspended, "suspended"},   {S::revoked, "revoked"},
    {S::expired, "expired"}, {S::superseded, "superseded"},
};

constexpr Word<E> events[] = {
    {E::suspend, "suspend"}, {E::lift, "lift"},           {E::revoke, "revoke"},
    {E::expire, "expire"},   {E::supersede, "supersede"},
};

struct Step {
  S from;
  E event;
  S to;
};

/// The whole life of an approval. What is not here does not happen.
constexpr Step steps[] = {
    {S::active, E::suspend, S::suspended},    {S::suspended, E::lift, S::active},
    {S::active, E::revoke, S::revoked},       {S::suspended, E::revoke, S::revoked},
    {S::active, E::expire, S::expired},       {S::suspended, E::expire, S::expired},
    {S::active, E::supersede, S::superseded}, {S::suspended, E::supersede, S::superseded},
};

}  // namespace

std::string_view to_text(ApprovalState state) { return word_of(states, state); }
std::string_view to_text(ApprovalEvent event) { return word_of(events, event); }
std::optional<ApprovalState> parse_approval_state(std::string_view text) { return value_of(states, text); }

Result<ApprovalState> next(ApprovalState state, ApprovalEvent event) {
  for (const Step& step : steps) {
    if (step.from == state && step.event == event) return step.to;
  }
  return refuse(RefusalCode::conflict, "This approval is " + std::string(to_text(state)) + ", so the step \"" +
                                           std::string(to_text(event)) +
                                           "\" is not possible. Look at its present state and start from there.");
}

ApprovalState Approval::state_on(Day today) const {
  const bool standing = state == S::active || state == S::suspended;
  if (standing && (!expires || *expires < today)) return S::expired;
  return state;
}

}  // namespace formulary::domain
