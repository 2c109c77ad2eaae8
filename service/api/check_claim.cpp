// Answers what a claim would be worth, before anybody makes it. Nothing is kept.
#include "service/api/dossier.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {

Response check_claim(const Call& call) {
  const auto text = [&](std::string_view name) { return std::string(call.request.parameter(name).value_or("")); };
  domain::Dossier dossier;
  dossier.device = {.device_name = text("device_name"),
                    .manufacturer = text("manufacturer"),
                    .udi_di = text("udi_di"),
                    .model = text("model"),
                    .catalogue = text("catalogue")};
  domain::Claim claim;
  claim.jurisdiction = text("jurisdiction");
  claim.scheme = text("scheme");
  claim.number = text("number");
  claim.product_code = text("product_code");
  claim.device_class = text("device_class");
  dossier.claims.push_back(std::move(claim));
  if (auto mistakes = domain::normalise(dossier); !mistakes.empty()) {
    domain::Refusal first = mistakes.front();
    const std::size_t field = first.field.rfind('/');
    first.field = field == std::string::npos ? std::string() : first.field.substr(field);
    return refused(call, first);
  }
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const domain::Claim& asked = dossier.claims.front();
    Json json = judgement_json(domain::judge_claim(
        dossier.device, asked, transaction.claims().records_for(dossier.device, asked), call.world().present()));
    json["number"] = asked.number;
    return json_response(200, json);
  });
}

}  // namespace formulary::api::handlers
