#include "service/domain/gate/gate_obstacles.hpp"

#include <algorithm>
#include <iterator>

#include "service/domain/gate/gate_recalls.hpp"

namespace formulary::domain {

std::vector<std::string> obstacles_at_gate(const GateSubject& subject) {
  std::vector<GateFinding> findings = weigh_authorizations(subject);
  std::vector<GateFinding> documents = weigh_documents(subject);
  std::ranges::move(documents, std::back_inserter(findings));
  std::vector<std::string> out;
  for (GateFinding& one : findings) {
    const bool counts = one.demanded || one.standing == AuthorizationState::refused;
    if (counts && badness(one.verdict) > badness(GateVerdict::allowed_with_conditions)) {
      out.push_back(std::move(one.reason.sentence));
    }
  }
  for (const StandingRecall& recall : subject.records.recalls) {
    RecallEffect effect = effect_of(recall, subject.terms().possible_recalls, subject.present.today);
    if (badness(effect.verdict) > badness(GateVerdict::allowed_with_conditions)) {
      out.push_back(std::move(effect.sentence));
    }
  }
  return out;
}

}  // namespace formulary::domain
