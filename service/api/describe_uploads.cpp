#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/upload.hpp"

namespace formulary::api::handlers {

Response describe_uploads(const Call&) {
  Response response;
  response.status = 204;
  response.set("allow", "OPTIONS, POST");
  response.set("tus-version", "1.0.0");
  response.set("tus-max-size", std::to_string(usecases::largest_upload));
  response.set("tus-extension", "creation,creation-with-upload,checksum,expiration,termination");
  response.set("tus-checksum-algorithm", "sha1,sha256");
  return response;
}

}  // namespace formulary::api::handlers
