#include "service/domain/gate/gate_view.hpp"

#include <algorithm>
#include <numeric>

namespace formulary::domain {

int badness(GateVerdict verdict) {
  switch (verdict) {
    case GateVerdict::allowed:
      return 0;
    case GateVerdict::allowed_with_conditions:
      return 1;
    case GateVerdict::unknown:
      return 2;
    case GateVerdict::hold:
      return 3;
    case GateVerdict::denied:
      return 4;
  }
  return 4;
}

void worsen(GateView& view, GateVerdict verdict) {
  if (badness(verdict) > badness(view.verdict)) view.verdict = verdict;
}

void tell(GateView& view, GateVerdict verdict, GateReason reason) {
  worsen(view, verdict);
  view.reasons.push_back(std::move(reason));
  view.weights.push_back(verdict);
}

std::vector<GateReason> weightiest_first(GateView&& view) {
  std::vector<std::size_t> order(view.reasons.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t i) { return badness(view.weights[i]); });
  std::vector<GateReason> sorted;
  sorted.reserve(order.size());
  for (const std::size_t i : order) sorted.push_back(std::move(view.reasons[i]));
  return sorted;
}

void end_by(GateView& view, const std::optional<Day>& day) {
  if (day && (!view.expires || *day < *view.expires)) view.expires = day;
}

void apply(std::vector<GateFinding> findings, GateView& view) {
  for (GateFinding& one : findings) {
    tell(view, one.verdict, std::move(one.reason));
    end_by(view, one.ends);
  }
}

const Submission* GateSubject::submission() const {
  const auto found = std::ranges::find(records.submissions, approval.submission, &Submission::id);
  return found == records.submissions.end() ? nullptr : &*found;
}

const ClassPolicy& GateSubject::terms() const {
  const Submission* asked = submission();
  return records.policy.of(asked == nullptr ? RiskClass::high : risk_class(asked->use));
}

}  // namespace formulary::domain
