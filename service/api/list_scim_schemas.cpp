#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"
#include "service/domain/scim/description.hpp"

namespace formulary::api::handlers {

Response list_scim_schemas(const Call& call) {
  using domain::scim::Schema;
  std::vector<domain::scim::Value> schemas;
  for (const Schema schema : {Schema::user, Schema::group, Schema::enterprise}) {
    schemas.push_back(domain::scim::description(schema, scim_base(call.request)));
  }
  return list_response({}, static_cast<std::int64_t>(schemas.size()), schemas);
}

}  // namespace formulary::api::handlers
