#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/api/json.hpp"

namespace formulary::api::handlers {

Response get_identity(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const domain::PersonId person{call.id};
    if (!transaction.people().find(person)) {
      return domain::refuse(domain::RefusalCode::not_found, "There is no person with this id.");
    }
    const auto identities = transaction.sign_ins().identities_of(person);
    const auto expected = transaction.sign_ins().expectation_of(person);
    Json body;
    body["subject"] = identities.empty() ? Json() : Json(identities.front().subject);
    body["issuer"] = identities.empty() ? Json() : Json(identities.front().issuer);
    body["linked"] = identities.empty() ? Json() : Json(domain::to_rfc3339(identities.front().linked));
    body["external_id"] = expected ? Json(*expected) : Json();
    return json_response(200, body);
  });
}

}  // namespace formulary::api::handlers
