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

}  // namespace formulary::domain
