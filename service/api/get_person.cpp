#include "service/api/etag.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response get_person(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto person = transaction.people().find(domain::PersonId{call.id});
    if (!person) return domain::refuse(domain::RefusalCode::not_found, "There is no person with this id.");
    Response response = json_response(200, Shapes(call, transaction).person(*person));
    set_revision(response, person->revision);
    return response;
  });
}

}  // namespace formulary::api::handlers
