#include "service/api/bodies.hpp"
#include "service/api/documents.hpp"
#include "service/api/handlers.hpp"

namespace formulary::api::handlers {

Response hand_in_document(const Call& call) {
  BodyReader body(call);
  usecases::NewDocument request;
  request.kind = body.in().text("kind", {1, 50});
  read_document(body.in(), body.mistakes(), request);
  if (auto problem = body.finish()) return *problem;
  if (const auto read = read_file(call, request); !read) return refused(call, read.error());
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::hand_in_document(transaction, call.world(), call.actor, domain::SubmissionId{call.id},
                                                 call.revision, request);
    if (!made) return std::unexpected(made.error());
    return document_response(call, transaction, *made, 201);
  });
}

}  // namespace formulary::api::handlers
