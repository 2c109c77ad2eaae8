#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/version_report.hpp"

namespace formulary::api::handlers {

Response get_report(const Call& call) {
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto stored = version_report(call, transaction);
    if (!stored) return std::unexpected(stored.error());
    return json_response(200, report_json(stored->report));
  };
  return look_at_evidence(call, "report.read", "version", call.id, work);
}

}  // namespace formulary::api::handlers
