#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response list_people(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    const auto key = [](const domain::Person& person) { return person.login; };
    const auto [part, next] = slice(transaction.people().list(), *page, key);
    Json items = Json::array();
    for (const domain::Person& person : part) items.push_back(shapes.person(person));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
