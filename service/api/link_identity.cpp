#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/proposals.hpp"
#include "service/usecases/manage_identities.hpp"

namespace formulary::api::handlers {

Response link_identity(const Call& call) {
  BodyReader body(call);
  usecases::IdentityLink link;
  link.subject = body.in().optional_text("subject", {1, 255}).value_or("");
  link.link = body.in().optional_text("external_id", {1, 255}).value_or("");
  if (auto problem = body.finish()) return *problem;
  if (call.services.sign_in.provider == nullptr) {
    return refused(call, {domain::RefusalCode::conflict,
                          "No identity provider is set up. Write it into the configuration first (`sign_in`)."});
  }
  link.issuer = call.services.sign_in.provider->terms().issuer;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto filed = usecases::link_identity(transaction, call.world(), call.services.rules, call.actor,
                                               domain::PersonId{call.id}, link);
    if (!filed) return std::unexpected(filed.error());
    return waits(call, transaction, filed->proposal);
  });
}

}  // namespace formulary::api::handlers
