#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/review.hpp"

namespace formulary::api::handlers {

Response review_submission(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::NewReview wanted;
  wanted.domain =
      in.word("domain", domain::parse_review_domain, review_domain_words).value_or(domain::ReviewDomain::security);
  wanted.opinion = in.word("opinion", domain::parse_opinion, opinion_words).value_or(domain::Opinion::object);
  wanted.comment = in.text("comment", {1, 8000});
  if (auto problem = body.finish()) return *problem;

  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const domain::SubmissionId id{call.id};
    const auto given = usecases::review(transaction, call.world(), call.actor, id, call.revision, wanted);
    if (!given) return std::unexpected(given.error());
    return submission_response(call, transaction, *transaction.submissions().find(id), 201);
  });
}

}  // namespace formulary::api::handlers
