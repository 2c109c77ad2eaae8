#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/manage_tokens.hpp"

namespace formulary::api::handlers {

Response create_token(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewToken wanted;
  wanted.name = in.text("name", {1, 100});
  wanted.scopes = in.words("scopes", domain::parse_scope, scope_words);
  wanted.days = static_cast<int>(in.optional_number("days", 1, 365).value_or(90));
  wanted.networks = in.optional_texts("networks", 20, {1, 50}).value_or(std::vector<std::string>());
  wanted.owner = {in.optional_text("owner", {1, 64}).value_or("")};
  if (auto problem = body.finish()) return *problem;

  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::create_token(transaction, call.world(), call.services.rules, call.actor, wanted);
    if (!made) return std::unexpected(made.error());
    if (const auto* filed = std::get_if<usecases::Filed>(&*made)) return waits(call, transaction, filed->proposal);
    const auto& done = std::get<usecases::CreatedToken>(*made);
    Response response =
        json_response(201, {{"token", Shapes(call, transaction).token(done.token)}, {"secret", done.secret}});
    response.set("location", "/v1/tokens/" + done.token.id.value);
    return response;
  });
}

}  // namespace formulary::api::handlers
