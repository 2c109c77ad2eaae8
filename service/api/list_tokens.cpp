#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response list_tokens(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    usecases::People& people = transaction.people();
    const bool all = call.actor.has(domain::Role::administrator);
    const auto key = [](const usecases::Token& token) { return token.id.value; };
    const auto [part, next] = slice(all ? people.all_tokens() : people.tokens_of(call.actor.id), *page, key);
    Json items = Json::array();
    for (const usecases::Token& token : part) items.push_back(shapes.token(token));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
