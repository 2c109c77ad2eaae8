#include "service/api/documents.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response get_document(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto document = visible_document(call, transaction);
    if (!document) return std::unexpected(document.error());
    return document_response(call, transaction, *document);
  });
}

}  // namespace formulary::api::handlers
