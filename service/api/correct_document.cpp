#include "service/api/bodies.hpp"
#include "service/api/documents.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response correct_document(const Call& call) {
  BodyReader body(call);
  usecases::NewDocument request;
  read_document(body.in(), body.mistakes(), request);
  if (auto problem = body.finish()) return *problem;
  domain::Result<domain::Document> before;
  call.store().read([&](usecases::Transaction& transaction) { before = visible_document(call, transaction); });
  if (!before) return refused(call, before.error());
  request.kind = before->kind;
  if (const auto read = read_file(call, request, before->file); !read) return refused(call, read.error());
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::correct_document(transaction, call.world(), call.actor, domain::DocumentId{call.id},
                                                 call.revision, request);
    if (!made) return std::unexpected(made.error());
    return document_response(call, transaction, *made);
  });
}

}  // namespace formulary::api::handlers
