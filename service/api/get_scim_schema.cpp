#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/domain/scim/description.hpp"

namespace formulary::api::handlers {

Response get_scim_schema(const Call& call) {
  using domain::scim::Schema;
  for (const Schema schema : {Schema::user, Schema::group, Schema::enterprise}) {
    if (domain::scim::same_folded(domain::scim::urn_of(schema), call.id)) {
      return scim_response(200, domain::scim::description(schema, scim_base(call.request)));
    }
  }
  return scim_error({domain::scim::FaultKind::not_found, "There is no such schema. See /scim/v2/Schemas."});
}

}  // namespace formulary::api::handlers
