#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_dataset(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    if (const auto in_force = transaction.datasets().find(call.id)) {
      return json_response(200, shapes.dataset(*in_force));
    }
    const domain::DatasetKind* kind = domain::find_dataset_kind(call.id);
    if (kind == nullptr || kind->id != call.id) {
      return domain::refuse(domain::RefusalCode::not_found, "There is no data set with this id.");
    }
    return json_response(200, shapes.dataset_never_imported(*kind));
  });
}

}  // namespace formulary::api::handlers
