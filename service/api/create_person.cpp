#include "service/api/bodies.hpp"
#include "service/api/etag.hpp"
#include "service/api/handlers.hpp"
#include "service/api/passwords.hpp"
#include "service/api/proposals.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"

namespace formulary::api::handlers {

Response create_person(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewPerson person;
  person.login = in.text("login", {1, 64});
  person.display_name = in.text("name", {1, 200});
  person.department = {in.nullable_text("department", {0, 64}).value_or("")};
  person.roles = in.words("roles", domain::parse_role, role_words);
  person.domains = in.optional_words("domains", domain::parse_review_domain, review_domain_words)
                       .value_or(std::vector<domain::ReviewDomain>());
  const auto password = in.optional_text("password", {12, 256});
  if (auto problem = body.finish()) return *problem;

  if (password) {
    auto hash = hash_new_password(call, *password, person.login);
    if (!hash) return refused(call, hash.error());
    person.password_hash = *hash;
  }
  std::string half;
  Response response = change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::create_person(transaction, call.world(), call.services.rules, call.actor, person);
    if (!made) return std::unexpected(made.error());
    if (const auto* filed = std::get_if<usecases::Filed>(&*made)) {
      half = filed->half;
      return waits(call, transaction, filed->proposal);
    }
    const auto& done = std::get<domain::Person>(*made);
    Response answer = json_response(201, Shapes(call, transaction).person(done));
    answer.set("location", "/v1/users/" + done.id.value);
    set_revision(answer, done.revision);
    return answer;
  });
  return with_secrets(std::move(response), half);
}

}  // namespace formulary::api::handlers
