#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response list_conflicts(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const bool sees_all = call.actor.has(domain::Role::administrator) || call.actor.has(domain::Role::auditor);
    domain::PersonId person{std::string(call.request.parameter("person").value_or(""))};
    if (!sees_all) {
      if (!person.empty() && person != call.actor.id) {
        return domain::refuse(domain::RefusalCode::forbidden,
                              "Only an administrator or an auditor sees the conflicts of interest of others.");
      }
      person = call.actor.id;
    }
    Shapes shapes(call, transaction);
    const auto key = [](const domain::Conflict& conflict) { return conflict.id.value; };
    const auto [part, next] = slice(transaction.conflicts().list(person), *page, key);
    Json items = Json::array();
    for (const domain::Conflict& conflict : part) items.push_back(shapes.conflict(conflict));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
