#include "service/api/handlers.hpp"
#include "service/api/json.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response get_upload(const Call& call) {
  const auto upload =
      usecases::find_upload(call.store(), call.services.blobs, call.world(), call.actor, domain::UploadId{call.id});
  if (!upload) return refused_upload(call, upload.error());
  Json body;
  body["id"] = upload->id.value;
  body["length"] = upload->length;
  body["offset"] = upload->offset;
  body["file_name"] = upload->file_name;
  body["sha256"] = upload->sha256 ? Json(upload->sha256->hex) : Json();
  body["expires"] = domain::to_rfc3339(upload->expires);
  return json_response(200, body);
}

}  // namespace formulary::api::handlers
