#include "service/api/handlers.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response append_upload(const Call& call) {
  const Request& request = call.request;
  if (const auto problem = check_tus_version(request)) return to_response(*problem, request.id);
  const auto offset = parse_number(request.header("upload-offset"));
  if (!offset) {
    return to_response({"bad-request", 400, "Upload-Offset must be the number of the chunk's first byte."}, request.id);
  }
  if (const auto problem = check_chunk(request, call.world())) return to_response(*problem, request.id);
  const auto upload = usecases::append_upload(call.store(), call.services.blobs, call.world(), call.actor,
                                              domain::UploadId{call.id}, *offset, request.body);
  if (!upload) return refused_upload(call, upload.error());
  Response response;
  response.status = 204;
  add_upload_state(response, *upload);
  return response;
}

}  // namespace formulary::api::handlers
