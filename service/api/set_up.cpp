#include "service/api/bodies.hpp"
#include "service/api/cookies.hpp"
#include "service/api/encoding.hpp"
#include "service/api/handlers.hpp"
#include "service/api/passwords.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response set_up(const Call& call) {
  BodyReader body(call);
  const std::string code = body.in().text("code", {1, 200});
  usecases::NewPerson person;
  person.login = body.in().text("login", {1, 64});
  person.display_name = body.in().text("name", {1, 200});
  const std::string password = body.in().text("password", {12, 256});
  if (auto problem = body.finish()) return *problem;

  const std::string& digest = call.services.set_up_code_digest;
  if (digest.empty() || !same_secret(call.world().sha256(code), digest)) {
    return refused(call, {domain::RefusalCode::forbidden,
                          "This is not the one-time code. It is printed on the terminal at the first start.", "/code"});
  }
  person.roles = {domain::Role::administrator};
  auto hash = hash_new_password(call, password);
  if (!hash) return refused(call, hash.error());
  person.password_hash = *hash;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::set_up(transaction, call.world(), call.actor, person);
    if (!made) return std::unexpected(made.error());
    return json_response(201, Shapes(call, transaction).person(*made));
  });
}

}  // namespace formulary::api::handlers
