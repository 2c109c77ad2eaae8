#include "service/api/shapes.hpp"
#include "service/usecases/break_glass.hpp"
#include "service/usecases/emergency_approval.hpp"

namespace formulary::api {

Json Shapes::emergency_access() {
  const auto access = usecases::standing_emergency(transaction_, call_.world());
  if (!access) return nullptr;
  Json json;
  json["id"] = access->id.value;
  json["since"] = instant(access->opened);
  json["until"] = instant(access->until);
  return json;
}

Json Shapes::emergency_approval(const domain::EmergencyApproval& approval) {
  const domain::Instant now = call_.world().present().now;
  const auto ratify = usecases::may_ratify(transaction_, call_.world(), call_.actor, approval);
  Json json;
  json["id"] = approval.id.value;
  json["level"] = domain::emergency_level;
  json["submission"] = approval.submission.value;
  json["artifact"] = approval.artifact.hex;
  json["reason"] = approval.reason;
  json["granted"] = domain::to_rfc3339(approval.granted);
  json["ends"] = domain::to_rfc3339(approval.ends);
  json["state"] = domain::to_text(approval.state);
  json["holds"] = approval.holds(now);
  json["reviewer"] = person_name(approval.reviewer);
  json["approver"] = person_name(approval.approver);
  json["revision"] = approval.revision;
  json["may"] = {{"ratify", ratify.has_value()}, {"why_not_ratify", ratify ? std::string() : ratify.error().sentence}};
  return json;
}

}  // namespace formulary::api
