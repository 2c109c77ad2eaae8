#include <algorithm>
#include <span>

#include "service/domain/gate/gate_view.hpp"
#include "service/domain/jurisdiction.hpp"

namespace formulary::domain {
namespace {

GateVerdict verdict_of(AuthorizationState state) {
  switch (state) {
    case AuthorizationState::valid:
      return GateVerdict::allowed;
    case AuthorizationState::stale:
      return GateVerdict::unknown;
    case AuthorizationState::open:
      return GateVerdict::hold;
    case AuthorizationState::refused:
      break;
  }
  return GateVerdict::denied;
}

/// What is claimed for `place`, the best first.
std::vector<AuthorizationStanding> standings(const GateSubject& subject, std::string_view place) {
  std::vector<AuthorizationStanding> list;
  for (const Authorization& one : subject.records.authorizations) {
    if (one.submission == subject.approval.submission && covers(one.claim.jurisdiction, place)) {
      list.push_back(standing_of(one, subject.present));
    }
  }
  std::ranges::stable_sort(list, {}, &AuthorizationStanding::state);
  return list;
}

void tell(const GateSubject& subject, const AuthorizationStanding& standing, GateVerdict verdict, GateView& view) {
  worsen(view, verdict);
  view.reasons.push_back({standing.record, standing.sentence, standing.source.empty() ? "claim" : standing.source,
                          standing.as_of.value_or(subject.present.today)});
}

}  // namespace

void weigh_authorizations(const GateSubject& subject, GateView& view) {
  const Policy& policy = subject.records.policy;
  for (const std::string& place : subject.places) {
    const std::vector<AuthorizationStanding> claimed = standings(subject, place);
    if (claimed.empty()) {
      if (policy.classes.empty() || !covers(subject.terms().required_authorizations, place)) continue;
      worsen(view, GateVerdict::hold);
      view.reasons.push_back({policy.id.value,
                              "The policy asks for an authorization for " + place +
                                  ", or a reviewed reason why none is needed. None is on record.",
                              "policy", subject.present.today});
      continue;
    }
    tell(subject, claimed.front(), verdict_of(claimed.front().state), view);
    end_by(view, claimed.front().expires);
    for (const AuthorizationStanding& other : std::span(claimed).subspan(1)) {
      if (other.state == AuthorizationState::refused) tell(subject, other, GateVerdict::denied, view);
    }
  }
}

}  // namespace formulary::domain
