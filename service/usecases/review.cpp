#include "service/usecases/review.hpp"

#include "service/usecases/assess.hpp"
#include "service/usecases/conflict.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {

using domain::RefusalCode;

domain::Result<domain::Review> review(Transaction& transaction, World& world, const domain::Actor& actor,
                                      const domain::SubmissionId& id, std::int64_t revision, const NewReview& request) {
  auto submission = fetch(transaction, actor, id, revision);
  if (!submission) return std::unexpected(submission.error());
  if (const auto may = domain::may_review(actor, *submission, request.domain, stakes_in(transaction, *submission));
      !may) {
    return std::unexpected(may.error());
  }
  if (request.comment.empty()) {
    return domain::refuse(RefusalCode::invalid, "Say what you looked at and why you think so.", "/comment");
  }

  const domain::Instant now = world.present().now;
  for (const domain::Review& earlier : transaction.submissions().reviews(id)) {
    if (earlier.voided || earlier.reviewer != actor.id || earlier.domain != request.domain) continue;
    transaction.submissions().void_review(earlier.id, now, "Replaced by a newer review of the same person.");
    note(transaction, world, actor, "review.void", "review", earlier.id.value);
  }

  domain::Review given;
  given.id = {world.new_id()};
  given.submission = id;
  given.reviewer = actor.id;
  given.domain = request.domain;
  given.opinion = request.opinion;
  given.comment = request.comment;
  given.binding = domain::binding_of(*submission, assess(transaction, world, *submission).assessment);
  given.created = now;
  transaction.submissions().insert(given);

  // The review changes what the page shows, so the submission gets a new revision: nobody decides on an old view.
  const auto saved =
      save(transaction, world, actor, *submission,
           "submission.review." + std::string(to_text(request.domain)) + "." + std::string(to_text(request.opinion)),
           request.comment);
  if (!saved) return std::unexpected(saved.error());
  return given;
}

domain::Result<domain::Submission> ask(Transaction& transaction, World& world, const domain::Actor& actor,
                                       const domain::SubmissionId& id, std::int64_t revision,
                                       const std::string& question) {
  auto submission = fetch(transaction, actor, id, revision);
  if (!submission) return submission;
  if (question.empty()) return domain::refuse(RefusalCode::invalid, "Write the question.", "/question");
  if (submission->submitter == actor.id) {
    return domain::refuse(RefusalCode::forbidden, "This is your own request: another reviewer has to ask.");
  }
  submission->question = question;
  if (const auto moved = advance(transaction, world, actor, *submission, domain::SubmissionEvent::ask, question);
      !moved) {
    return std::unexpected(moved.error());
  }
  return submission;
}

}  // namespace formulary::usecases
