#include "service/api/company_aliases.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response list_company_aliases(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    return json_response(200, aliases_json(shapes, transaction));
  });
}

}  // namespace formulary::api::handlers
