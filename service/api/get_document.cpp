#include "service/api/documents.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response get_document(const Call& call) {
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto document = visible_document(call, transaction);
    if (!document) return std::unexpected(document.error());
    return document_response(call, transaction, *document);
  };
  return look_at_evidence(call, "document.read", "document", call.id, work);
}

}  // namespace formulary::api::handlers
