#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/decide.hpp"

namespace formulary::api::handlers {

namespace {

std::vector<domain::Waiver> read_waivers(ObjectReader& in, Mistakes& mistakes) {
  std::vector<domain::Waiver> waivers;
  const InputJson* list = in.child("waivers");
  if (list == nullptr) return waivers;
  if (!list->is_array() || list->size() > 200) {
    in.complain("waivers", "This must be a list of at most 200 exceptions.");
    return waivers;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    ObjectReader fields((*list)[i], mistakes, in.pointer("waivers") + "/" + std::to_string(i));
    domain::Waiver waiver;
    waiver.rule = fields.text("rule", {1, 100});
    waiver.subject = fields.text("subject", {0, 2000});
    waiver.reason = fields.text("reason", {1, 2000});
    if (fields.required("expires")) waiver.expires = fields.optional_day("expires").value_or(domain::Day{});
    fields.close();
    waivers.push_back(std::move(waiver));
  }
  return waivers;
}

}  // namespace

Response decide_submission(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewDecision wanted;
  wanted.outcome = in.word("outcome", domain::parse_outcome, outcome_words).value_or(domain::Outcome::reject);
  wanted.reason = in.text("reason", {1, 8000});
  wanted.conditions = in.optional_texts("conditions", 100, {1, 1000}).value_or(std::vector<std::string>());
  wanted.waivers = read_waivers(in, body.mistakes());
  wanted.expires = in.optional_day("expires");
  if (auto problem = body.finish()) return *problem;

  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto decided =
        usecases::decide(transaction, call.world(), call.actor, domain::SubmissionId{call.id}, call.revision, wanted);
    if (!decided) return std::unexpected(decided.error());
    return submission_response(call, transaction, decided->submission, 201);
  });
}

}  // namespace formulary::api::handlers
