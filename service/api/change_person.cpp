#include "service/api/bodies.hpp"
#include "service/api/etag.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/manage_people.hpp"

namespace formulary::api::handlers {

Response change_person(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::PersonChange wanted;
  wanted.display_name = in.optional_text("name", {1, 200});
  if (const auto department = in.nullable_text("department", {0, 64})) {
    wanted.department = domain::DepartmentId{*department};
  }
  wanted.roles = in.optional_words("roles", domain::parse_role, role_words);
  wanted.domains = in.optional_words("domains", domain::parse_review_domain, review_domain_words);
  wanted.disabled = in.optional_flag("disabled");
  if (auto problem = body.finish()) return *problem;
  if (wanted.roles || wanted.domains || wanted.disabled == false) {  // locking out must never wait
    if (auto response = want_step_up(call)) return *response;
  }

  std::string half;
  Response response = change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto changed = usecases::change_person(transaction, call.world(), call.services.rules, call.actor,
                                                 domain::PersonId{call.id}, call.revision, wanted);
    if (!changed) return std::unexpected(changed.error());
    if (const auto* filed = std::get_if<usecases::Filed>(&*changed)) {
      half = filed->half;
      return waits(call, transaction, filed->proposal);
    }
    const auto& done = std::get<domain::Person>(*changed);
    Response answer = json_response(200, Shapes(call, transaction).person(done));
    set_revision(answer, done.revision);
    return answer;
  });
  return with_secrets(std::move(response), half);
}

}  // namespace formulary::api::handlers
