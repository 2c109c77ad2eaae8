#include "service/api/bodies.hpp"
#include "service/api/company_aliases.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/company_alias.hpp"

namespace formulary::api::handlers {

Response withdraw_company_alias(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  const domain::CompanyAlias alias{.name = in.text("name", {1, 300}), .other = in.text("other", {1, 300})};
  const std::string reason = in.text("reason", {1, 2000});
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto done = usecases::withdraw_alias(transaction, call.world(), call.actor, alias, reason);
    if (!done) return std::unexpected(done.error());
    Shapes shapes(call, transaction);
    return json_response(201, aliases_json(shapes, transaction));
  });
}

}  // namespace formulary::api::handlers
