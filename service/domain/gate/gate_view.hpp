// The answer of the gate while it is put together: every piece of evidence may worsen it and add its reason; none may
// better it.
#pragma once

#include "service/domain/gate/gate.hpp"

namespace formulary::domain {

struct GateView {
  GateVerdict verdict = GateVerdict::unknown;
  std::vector<GateReason> reasons;
  std::vector<std::string> conditions;
  const Approval* approval = nullptr;
  std::optional<Day> expires{};  ///< when its evidence ends before the approval does
};

/// From 0, allowed, to 4, denied.
int badness(GateVerdict verdict);
void worsen(GateView& view, GateVerdict verdict);
/// It holds until `day` at most.
void end_by(GateView& view, const std::optional<Day>& day);

/// The approval that is judged, for which places, and when.
struct GateSubject {
  const Approval& approval;
  const GateRecords& records;
  std::vector<std::string> places;
  Present present;  ///< dates are judged as of this; later than the clock where that was set back

  const Submission* submission() const;
  /// What the policy wants for the intended use that was approved; of an unknown use, what it wants at most.
  const ClassPolicy& terms() const;
};

/// In each place where the policy wants an authorization, or one is claimed, one must be valid and none refused.
void weigh_authorizations(const GateSubject& subject, GateView& view);
/// Of each kind that the policy wants, a document that a reviewer accepted must count today.
void weigh_documents(const GateSubject& subject, GateView& view);

}  // namespace formulary::domain
