// The answer of the gate while it is put together: every piece of evidence may worsen it and add its reason; none may
// better it.
#pragma once

#include "service/domain/gate/gate.hpp"

namespace formulary::domain {

struct GateView {
  GateVerdict verdict = GateVerdict::unknown;
  std::vector<GateReason> reasons;
  std::vector<GateVerdict> weights{};  ///< of each reason: what it alone would answer
  std::vector<std::string> conditions;
  const Approval* approval = nullptr;
  std::optional<Day> expires{};  ///< when its evidence ends before the approval does
};

/// From 0, allowed, to 4, denied.
int badness(GateVerdict verdict);
void worsen(GateView& view, GateVerdict verdict);
/// Adds a reason that alone would answer `verdict`, and worsens the view to it.
void tell(GateView& view, GateVerdict verdict, GateReason reason);
/// The reasons, those first that weigh most: whoever reads one line reads why.
std::vector<GateReason> weightiest_first(GateView&& view);
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

/// One thing that was weighed.
struct GateFinding {
  GateVerdict verdict = GateVerdict::allowed;
  GateReason reason;
  std::optional<Day> ends{};                     ///< it holds until then
  bool demanded = false;                         ///< by the policy
  std::optional<AuthorizationState> standing{};  ///< where it is an authorization
};

/// In each place where the policy wants an authorization, or one is claimed, one must be valid and none refused. One
/// that is refused anywhere else holds: what the vendor said was not so.
std::vector<GateFinding> weigh_authorizations(const GateSubject& subject);
/// Of each kind that the policy wants, a document that a reviewer accepted must count today.
std::vector<GateFinding> weigh_documents(const GateSubject& subject);
/// Data sets that the policy wants, and those of recalls that are watched, must be in date.
std::vector<GateFinding> weigh_datasets(const GateSubject& subject);

/// Each finding may worsen the view, adds its reason and may end it earlier.
void apply(std::vector<GateFinding> findings, GateView& view);

}  // namespace formulary::domain
