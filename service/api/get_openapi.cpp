#include "service/api/handlers.hpp"
#include "service/api/openapi.hpp"

namespace formulary::api::handlers {

Response get_openapi(const Call&) {
  Response response;
  response.set("content-type", "application/json");
  response.set("cache-control", "no-cache");
  response.body = openapi_text();
  return response;
}

}  // namespace formulary::api::handlers
