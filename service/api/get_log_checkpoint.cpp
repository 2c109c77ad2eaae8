#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response get_log_checkpoint(const Call& call) {
  Response response = look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto published = transaction.audit().last_published();
    if (!published) {
      return domain::refuse(domain::RefusalCode::not_found,
                            "The log has not published a checkpoint yet. Ask again in a few seconds.");
    }
    Response found;
    found.set("content-type", "text/plain; charset=utf-8");
    found.set("cache-control", "private, max-age=2");
    found.body = published->note;
    return found;
  });
  if (response.status == 200) account_for_log_read(call);
  return response;
}

}  // namespace formulary::api::handlers
