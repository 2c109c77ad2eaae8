#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/domain/scim/description.hpp"

namespace formulary::api::handlers {

Response get_scim_configuration(const Call& call) {
  return scim_response(200, domain::scim::configuration(scim_base(call.request)));
}

}  // namespace formulary::api::handlers
