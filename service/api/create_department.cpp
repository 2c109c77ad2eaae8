#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/manage_people.hpp"

namespace formulary::api::handlers {

Response create_department(const Call& call) {
  BodyReader body(call);
  const std::string name = body.in().text("name", {1, 200});
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::create_department(transaction, call.world(), call.actor, name);
    if (!made) return std::unexpected(made.error());
    return json_response(201, department_json(*made));
  });
}

}  // namespace formulary::api::handlers
