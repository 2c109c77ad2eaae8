#include "service/api/handlers.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response terminate_upload(const Call& call) {
  if (const auto problem = check_tus_version(call.request)) return to_response(*problem, call.request.id);
  const auto done = usecases::terminate_upload(call.store(), call.services.blobs, call.world(), call.actor,
                                               domain::UploadId{call.id});
  if (!done) return refused_upload(call, done.error());
  Response response;
  response.status = 204;
  return response;
}

}  // namespace formulary::api::handlers
