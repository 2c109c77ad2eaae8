// The documents of a request, and what the policy in force wants of them.
#include "service/api/documents.hpp"
#include "service/api/handlers.hpp"
#include "service/api/visible.hpp"
#include "service/domain/documents/required_documents.hpp"

namespace formulary::api::handlers {

Response list_documents(const Call& call) {
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto submission = visible_submission(call, transaction);
    if (!submission) return std::unexpected(submission.error());
    Shapes shapes(call, transaction);
    const std::vector<domain::Document> documents = transaction.documents().of_submission(submission->id);
    Json items = Json::array();
    for (const domain::Document& one : documents) {
      items.push_back(document_json(call, shapes, transaction, *submission, one));
    }
    Json required = Json::array();
    const domain::Policy policy = transaction.registry().current_policy();
    const domain::DocumentSubject subject = usecases::subject_of(transaction, *submission);
    for (const std::string& kind : policy.of(domain::risk_class(submission->use)).required_documents) {
      const auto found = domain::look_for(kind, documents, subject, call.world().present().today);
      const domain::DocumentKind* known = domain::find_document_kind(kind);
      required.push_back({{"kind", kind},
                          {"name", known == nullptr ? std::string() : std::string(known->name)},
                          {"reviewer", known == nullptr ? std::string() : std::string(known->reviewer)},
                          {"state", domain::to_text(found.standing.state)},
                          {"ends", day(found.standing.ends)},
                          {"sentence", found.standing.sentence},
                          {"document", id_or_null(found.document.value)},
                          {"waits", found.waits}});
    }
    const bool may =
        usecases::may_hand_in(call.actor, *submission).has_value() && call.actor.may_use(domain::Scope::submit);
    return json_response(200,
                         {{"items", std::move(items)}, {"required", std::move(required)}, {"may", {{"hand_in", may}}}});
  };
  return look_at_evidence(call, "documents.read", "submission", call.id, work);
}

}  // namespace formulary::api::handlers
