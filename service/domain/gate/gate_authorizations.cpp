#include <algorithm>
#include <utility>

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

struct Claimed {
  const Authorization* authorization;
  AuthorizationStanding standing;
};

/// Where the law is asked: the places of the answer, and those within them (or anywhere, where the answer is for no
/// place in particular) for which the policy wants something or something is claimed. An approval for the Union is one
/// for Germany too.
std::vector<std::string> places_of(const GateSubject& subject, const std::vector<std::string>& required,
                                   const std::vector<Claimed>& claims) {
  std::vector<std::string> places = subject.places;
  const auto add = [&](const std::string& place) {
    const bool within = subject.places.empty() || covers(subject.places, place);
    if (within && std::ranges::find(places, place) == places.end()) places.push_back(place);
  };
  for (const std::string& place : required) add(place);
  for (const Claimed& one : claims) add(one.authorization->claim.jurisdiction);
  return places;
}

}  // namespace

std::vector<GateFinding> weigh_authorizations(const GateSubject& subject) {
  static const std::vector<std::string> nothing;
  const Policy& policy = subject.records.policy;
  std::vector<Claimed> claims;
  for (const Authorization& one : subject.records.authorizations) {
    if (one.submission == subject.approval.submission) claims.push_back({&one, standing_of(one, subject.present)});
  }
  // The best first.
  std::ranges::stable_sort(claims, {}, [](const Claimed& one) { return one.standing.state; });
  const std::vector<std::string>& required = policy.classes.empty() ? nothing : subject.terms().required_authorizations;
  std::vector<GateFinding> findings;
  if (claims.empty() && required.empty()) return findings;

  // Each is told once, however many places it is for.
  std::vector<std::pair<const Authorization*, std::size_t>> told;
  const auto tell = [&](const Claimed& claimed, GateVerdict verdict, std::optional<Day> ends, bool demanded) {
    const AuthorizationStanding& standing = claimed.standing;
    const auto before = std::ranges::find(told, claimed.authorization, &decltype(told)::value_type::first);
    if (before != told.end()) {
      findings[before->second].demanded |= demanded;
      return;
    }
    told.emplace_back(claimed.authorization, findings.size());
    findings.push_back({verdict,
                        {standing.record, standing.sentence, standing.source.empty() ? "claim" : standing.source,
                         standing.as_of.value_or(subject.present.today)},
                        ends,
                        demanded,
                        standing.state});
  };
  for (const std::string& place : places_of(subject, required, claims)) {
    const bool demanded = covers(required, place);
    const Claimed* best = nullptr;
    for (const Claimed& one : claims) {
      if (!covers(one.authorization->claim.jurisdiction, place)) continue;
      if (best == nullptr) {
        best = &one;
        tell(one, verdict_of(one.standing.state), one.standing.expires, demanded);
      } else if (one.standing.state == AuthorizationState::refused) {
        tell(one, GateVerdict::denied, {}, demanded);
      }
    }
    if (best != nullptr || !demanded) continue;
    findings.push_back({GateVerdict::hold,
                        {policy.id.value,
                         "The policy asks for an authorization for " + place +
                             ", or a reviewed reason why none is needed. None is on record.",
                         "policy", subject.present.today},
                        {},
                        true});
  }
  for (const Claimed& one : claims) {
    if (one.standing.state == AuthorizationState::refused) tell(one, GateVerdict::hold, {}, false);
  }
  return findings;
}

}  // namespace formulary::domain
