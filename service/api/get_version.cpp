#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_version(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto version = transaction.registry().find_version(domain::VersionId{call.id});
    if (!version) return domain::refuse(domain::RefusalCode::not_found, "There is no version with this id.");
    return json_response(200, Shapes(call, transaction).version(*version));
  });
}

}  // namespace formulary::api::handlers
