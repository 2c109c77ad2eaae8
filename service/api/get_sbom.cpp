#include "service/api/handlers.hpp"
#include "service/api/sbom.hpp"
#include "service/api/version_report.hpp"

namespace formulary::api::handlers {

Response get_sbom(const Call& call) {
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto stored = version_report(call, transaction);
    if (!stored) return std::unexpected(stored.error());
    Response response;
    response.set("content-type", std::string(cyclonedx_type));
    response.body = to_text(cyclonedx_json(stored->report, stored->scanned));
    return response;
  };
  return look_at_evidence(call, "sbom.read", "version", call.id, work);
}

}  // namespace formulary::api::handlers
