#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/domain/scim/description.hpp"

namespace formulary::api::handlers {

Response get_scim_resource_type(const Call& call) {
  using domain::scim::ResourceKind;
  for (const ResourceKind kind : {ResourceKind::user, ResourceKind::group}) {
    const domain::scim::Value type = domain::scim::resource_type(kind, scim_base(call.request));
    if (type.text_at("id") == call.id) return scim_response(200, type);
  }
  return scim_error({domain::scim::FaultKind::not_found, "There are two kinds of resources: User and Group."});
}

}  // namespace formulary::api::handlers
