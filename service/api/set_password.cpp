#include "service/api/bodies.hpp"
#include "service/api/cookies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/passwords.hpp"

namespace formulary::api::handlers {

Response set_password(const Call& call) {
  BodyReader body(call);
  const auto current = body.in().optional_text("current", {0, 1000});
  const std::string password = body.in().text("password", {12, 256});
  if (auto problem = body.finish()) return *problem;

  const domain::PersonId id{call.id};
  if (const auto may = usecases::may_set_password(call.actor, id); !may) return refused(call, may.error());
  const bool own = call.actor.id == id;
  if (own) {
    std::optional<std::string> stored;
    call.store().read([&](usecases::Transaction& transaction) { stored = transaction.people().password_hash(id); });
    if (!current || !stored || !call.world().verify_password(*current, *stored)) {
      return refused(call, {domain::RefusalCode::forbidden, "The current password is missing or wrong.", "/current"});
    }
  }
  auto hash = hash_new_password(call, password);
  if (!hash) return refused(call, hash.error());
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto done = usecases::set_password(transaction, call.world(), call.actor, id, *hash);
    if (!done) return std::unexpected(done.error());
    Response response;
    response.status = 204;
    if (own && !call.authenticated->token) response.set("set-cookie", clear_session_cookie());
    return response;
  });
}

}  // namespace formulary::api::handlers
