#include "service/domain/claims/claim.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<ClaimState> states[] = {
    {ClaimState::confirmed, "confirmed"},
    {ClaimState::contradicted, "contradicted"},
    {ClaimState::not_found, "not_found"},
    {ClaimState::needs_person, "needs_person"},
};

constexpr Word<Basis> bases[] = {
    {Basis::authorization, "authorization"},
    {Basis::not_a_device, "not_a_device"},
    {Basis::enforcement_discretion, "enforcement_discretion"},
};

}  // namespace

std::string_view to_text(Basis basis) { return word_of(bases, basis); }
std::optional<Basis> parse_basis(std::string_view text) { return value_of(bases, text); }
std::string_view to_text(ClaimState state) { return word_of(states, state); }
std::optional<ClaimState> parse_claim_state(std::string_view text) { return value_of(states, text); }

int badness(ClaimState state) {
  using enum ClaimState;
  switch (state) {
    case confirmed:
      return 0;
    case needs_person:
      return 1;
    case not_found:
      return 2;
    case contradicted:
      break;
  }
  return 3;
}

}  // namespace formulary::domain
