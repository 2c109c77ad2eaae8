#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_keys(const Call& call) {
  if (call.services.keys == nullptr) {
    return refused(call, {domain::RefusalCode::not_found, "The keys of stored files are not kept by this service."});
  }
  const usecases::KeyStatus status = call.services.keys->status();
  return json_response(200,
                       {{"service", status.service}, {"old", texts(status.old)}, {"recovery", texts(status.recovery)}});
}

}  // namespace formulary::api::handlers
