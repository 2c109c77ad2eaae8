#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/conflict.hpp"

namespace formulary::api::handlers {

Response declare_conflict(const Call& call) {
  using domain::ConflictSubject;
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewConflict request;
  request.person = {in.nullable_text("person", {0, 64}).value_or("")};
  if (request.person.empty()) request.person = call.actor.id;
  const auto subject = in.word("subject", domain::parse_conflict_subject, conflict_subject_words);
  request.subject = subject.value_or(ConflictSubject::tool);
  // The field that belongs to the subject; another one is unknown here.
  switch (request.subject) {
    case ConflictSubject::tool:
      request.tool = {in.text("tool", {1, 64})};
      break;
    case ConflictSubject::vendor:
      request.vendor = in.text("vendor", {1, 200});
      break;
    case ConflictSubject::submission:
      request.submission = {in.text("submission", {1, 64})};
      break;
  }
  request.reason = in.text("reason", {1, 2000});
  if (auto problem = body.finish()) return *problem;

  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto declared = usecases::declare_conflict(transaction, call.world(), call.actor, request);
    if (!declared) return std::unexpected(declared.error());
    return json_response(201, Shapes(call, transaction).conflict(*declared));
  });
}

}  // namespace formulary::api::handlers
