#include "service/api/handlers.hpp"
#include "service/api/recall_shapes.hpp"

namespace formulary::api::handlers {

Response get_recall_match(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto recall = transaction.recalls().find({call.id});
    if (!recall) return domain::refuse(domain::RefusalCode::not_found, "There is no match of a recall with this id.");
    return recall_match_response(call, transaction, *recall);
  });
}

}  // namespace formulary::api::handlers
