#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/domain/scim/description.hpp"

namespace formulary::api::handlers {

Response list_scim_resource_types(const Call& call) {
  using domain::scim::ResourceKind;
  const std::string base = scim_base(call.request);
  return list_response(
      {}, 2,
      {domain::scim::resource_type(ResourceKind::user, base), domain::scim::resource_type(ResourceKind::group, base)});
}

}  // namespace formulary::api::handlers
