#include "service/api/bodies.hpp"
#include "service/api/dossier.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/claim.hpp"

namespace formulary::api::handlers {

Response keep_dossier(const Call& call) {
  BodyReader body(call);
  const domain::Dossier dossier = read_dossier(body.in(), body.mistakes());
  if (auto problem = body.finish()) return *problem;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto kept = usecases::keep_dossier(transaction, call.world(), call.actor, domain::SubmissionId{call.id},
                                             call.revision, dossier);
    if (!kept) return std::unexpected(kept.error());
    return submission_response(call, transaction, *kept);
  });
}

}  // namespace formulary::api::handlers
