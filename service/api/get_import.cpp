#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_import(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto import = transaction.datasets().find_import({call.id});
    if (!import) return domain::refuse(domain::RefusalCode::not_found, "There is no import with this id.");
    return json_response(200, Shapes(call, transaction).dataset_import(*import));
  });
}

}  // namespace formulary::api::handlers
