#include "service/api/handlers.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response get_upload_offset(const Call& call) {
  if (const auto problem = check_tus_version(call.request)) return to_response(*problem, call.request.id);
  const auto upload =
      usecases::find_upload(call.store(), call.services.blobs, call.world(), call.actor, domain::UploadId{call.id});
  if (!upload) return refused_upload(call, upload.error());
  Response response;
  add_upload_state(response, *upload);
  response.set("upload-length", std::to_string(upload->length));
  if (!upload->metadata.empty()) response.set("upload-metadata", upload->metadata);
  return response;
}

}  // namespace formulary::api::handlers
