#include "service/usecases/erase_texts.hpp"

#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/api/json.hpp"

namespace formulary::api::handlers {

Response erase_texts(const Call& call) {
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto erased = usecases::erase_texts(transaction, call.world(), call.actor, {call.id});
    if (!erased) return std::unexpected(erased.error());
    return json_response(200, {{"erased", *erased}});
  });
}

}  // namespace formulary::api::handlers
