#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/version_report.hpp"
#include "service/usecases/history.hpp"

namespace formulary::api::handlers {

Response get_findings(const Call& call) {
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto stored = version_report(call, transaction);
    if (!stored) return std::unexpected(stored.error());
    Json body;
    body["sha256"] = stored->report.artifact.sha256;
    body["scanned"] = domain::to_rfc3339(stored->scanned);
    body["complete"] = stored->report.complete;
    body["reason"] = stored->report.reason;
    body["rules_version"] = domain::rules_version();
    const Report report = usecases::with_history(transaction, stored->report);
    const domain::Day today = call.world().present().today;
    body["picture"] = picture_json(report, today);
    body["findings"] = findings_json(domain::evaluate(report, today));
    return json_response(200, body);
  };
  return look_at_evidence(call, "findings.read", "version", call.id, work);
}

}  // namespace formulary::api::handlers
