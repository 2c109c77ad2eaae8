#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/session_answer.hpp"
#include "service/usecases/break_glass.hpp"

namespace formulary::api::handlers {

Response open_break_glass(const Call& call) {
  BodyReader body(call);
  const std::string code = body.in().text("code", {1, 200});
  const std::string name = body.in().text("name", {1, 200});
  if (auto problem = body.finish()) return *problem;

  const auto open = usecases::open_emergency(call.store(), call.world(), call.actor, code, name);
  if (!open) return no_session(call, open.error());
  Response response = session_answer(call, 201, *open);
  response.set("location", "/v1/sessions/current");
  return response;
}

}  // namespace formulary::api::handlers
