#include "service/api/bodies.hpp"
#include "service/api/group_mappings.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/group_mapping.hpp"

namespace formulary::api::handlers {

Response create_group_mapping(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  const std::string group = in.text("group", {1, 200});
  domain::scim::Grant grant;
  if (auto roles = in.optional_words("roles", domain::parse_role, role_words)) grant.roles = std::move(*roles);
  if (auto domains = in.optional_words("domains", domain::parse_review_domain, review_domain_words)) {
    grant.domains = std::move(*domains);
  }
  grant.department = {in.nullable_text("department", {0, 64}).value_or("")};
  if (auto problem = body.finish()) return *problem;

  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made =
        usecases::create_group_mapping(transaction, call.world(), call.services.rules, call.actor, group, grant);
    if (!made) return std::unexpected(made.error());
    if (const auto* filed = std::get_if<usecases::Filed>(&*made)) return waits(call, transaction, filed->proposal);
    const auto& mapping = std::get<usecases::GroupMapping>(*made);
    Shapes shapes(call, transaction);
    Response response = json_response(201, group_mapping_json(shapes, mapping));
    response.set("location", "/v1/group-mappings/" + mapping.id);
    return response;
  });
}

}  // namespace formulary::api::handlers
