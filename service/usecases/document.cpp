#include "service/usecases/document.hpp"

#include <algorithm>

#include "service/domain/review.hpp"
#include "service/domain/visible.hpp"
#include "service/usecases/assess.hpp"
#include "service/usecases/conflict.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;
using domain::SubmissionState;

bool approved(const domain::Submission& submission) {
  return submission.state == SubmissionState::approved || submission.state == SubmissionState::approved_with_conditions;
}

/// Puts file, what it says and what was typed into `document`, and checks the whole.
domain::Result<void> fill(Transaction& transaction, const domain::Actor& actor, const NewDocument& request,
                          domain::Document& document) {
  document.fields = request.fields;
  if (request.upload) {
    const auto upload = finished_upload(transaction, actor, *request.upload);
    if (!upload) return std::unexpected(upload.error());
    document.file = upload->sha256;
    document.file_name = upload->file_name;
  }
  if (auto mistakes = domain::normalise(document); !mistakes.empty()) return std::unexpected(mistakes.front());
  const domain::DocumentKind* kind = domain::find_document_kind(document.kind);
  for (const auto& [name, told] : request.content.fields) {
    const domain::DocumentField* field = kind->field(name);
    // A day that is written in a way that the registry does not read is not told.
    if (field == nullptr || (field->type == domain::FieldType::day && !domain::parse_day(told))) continue;
    const std::string_view typed = document.value(name);
    if (typed.empty()) {
      document.fields.emplace_back(name, told);
    } else if (typed != told) {
      return domain::refuse(RefusalCode::invalid, "The file says something else: " + told + ".", "/fields/" + name);
    }
  }
  if (auto mistakes = domain::normalise(document); !mistakes.empty()) return std::unexpected(mistakes.front());
  if (document.file && request.upload) transaction.documents().keep(*document.file, document.kind, request.content);
  return {};
}

domain::Result<domain::Document> find(Transaction& transaction, const domain::Actor& actor,
                                      const domain::DocumentId& id, std::int64_t revision) {
  auto document = transaction.documents().find(id);
  const auto submission = document ? transaction.submissions().find(document->submission) : std::nullopt;
  if (!submission || domain::is_hidden_from(actor.id, *submission)) {
    return domain::refuse(RefusalCode::not_found, "There is no document with this id.");
  }
  if (document->revision != revision) {
    return domain::refuse(RefusalCode::stale,
                          "Somebody changed this document in the meantime. Load it again and look before you repeat "
                          "your change.");
  }
  return *document;
}

}  // namespace

domain::Result<Upload> finished_upload(Transaction& transaction, const domain::Actor& actor,
                                       const domain::UploadId& id) {
  auto upload = transaction.submissions().find_upload(id);
  if (!upload || upload->owner != actor.id) {
    return domain::refuse(RefusalCode::not_found, "There is no upload of yours with this id. Upload the file first.",
                          "/upload");
  }
  if (!upload->sha256) {
    return domain::refuse(RefusalCode::conflict, "The upload is not finished. Send the rest of the file first.",
                          "/upload");
  }
  return *upload;
}

domain::Result<void> may_hand_in(const domain::Actor& actor, const domain::Submission& submission) {
  const bool draft = submission.state == SubmissionState::draft;
  if (submission.submitter != actor.id && (draft || !actor.has(domain::Role::reviewer))) {
    return domain::refuse(RefusalCode::forbidden,
                          "Only the person who made this request, or a reviewer, may hand in documents.");
  }
  if (!draft && submission.state != SubmissionState::in_review && submission.state != SubmissionState::needs_info &&
      !approved(submission)) {
    return domain::refuse(RefusalCode::conflict, "This request is " + std::string(to_text(submission.state)) +
                                                     "; no documents are taken for it now.");
  }
  return {};
}

domain::DocumentSubject subject_of(Transaction& transaction, const domain::Submission& submission) {
  domain::DocumentSubject subject{.version = {}, .version_code = {}, .use_revision = submission.use_revision};
  if (const auto version = transaction.registry().find_version(submission.version)) {
    subject.version = version->version;
    subject.version_code = version->version_code;
  }
  return subject;
}

domain::Result<domain::Document> hand_in_document(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const domain::SubmissionId& id, std::int64_t revision,
                                                  const NewDocument& request) {
  auto submission = fetch(transaction, actor, id, revision);
  if (!submission) return std::unexpected(submission.error());
  if (const auto may = may_hand_in(actor, *submission); !may) return std::unexpected(may.error());
  if (transaction.documents().of_submission(id).size() >= most_documents) {
    return domain::refuse(RefusalCode::conflict, "There are 200 documents already. Correct one of them instead.");
  }
  domain::Document document{.id = {world.new_id()},
                            .submission = id,
                            .kind = request.kind,
                            .use_revision = submission->use_revision,
                            .person = actor.id,
                            .handed_in = world.present().now};
  if (const auto filled = fill(transaction, actor, request, document); !filled) return std::unexpected(filled.error());
  transaction.documents().insert(document);
  const auto saved = save(transaction, world, actor, *submission, "submission.document", document.kind);
  if (!saved) return std::unexpected(saved.error());
  note(transaction, world, actor, "document.hand_in", "document", document.id.value);
  return document;
}

domain::Result<domain::Document> correct_document(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const domain::DocumentId& id, std::int64_t revision,
                                                  const NewDocument& request) {
  auto document = find(transaction, actor, id, revision);
  if (!document) return document;
  const auto submission = transaction.submissions().find(document->submission);
  if (!submission) return domain::refuse(RefusalCode::not_found, "There is no document with this id.");
  if (const auto may = may_hand_in(actor, *submission); !may) return std::unexpected(may.error());
  document->use_revision = submission->use_revision;
  document->person = actor.id;
  document->handed_in = world.present().now;
  document->opinion.reset();
  ++document->revision;
  if (const auto filled = fill(transaction, actor, request, *document); !filled) return std::unexpected(filled.error());
  transaction.documents().insert(*document);
  note(transaction, world, actor, "document.correct", "document", id.value);
  return document;
}

domain::Result<void> may_judge(Transaction& transaction, const domain::Actor& actor,
                               const domain::Submission& submission, const domain::Document& document) {
  const domain::DocumentKind* kind = domain::find_document_kind(document.kind);
  if (kind == nullptr)
    return domain::refuse(RefusalCode::conflict, "The registry does not know this kind of document.");
  domain::Stakes stakes = stakes_in(transaction, submission);
  for (const domain::Document& one : transaction.documents().revisions(document.id)) {
    stakes.involved.push_back(one.person);
  }
  domain::Submission as_in_review = submission;
  if (approved(submission)) as_in_review.state = SubmissionState::in_review;
  return domain::may_review(actor, as_in_review, kind->domain, stakes);
}

domain::Result<domain::Document> judge_document(Transaction& transaction, World& world, const domain::Actor& actor,
                                                const domain::DocumentId& id, std::int64_t revision, bool accepted,
                                                const std::string& reason) {
  auto document = find(transaction, actor, id, revision);
  if (!document) return document;
  const auto submission = transaction.submissions().find(document->submission);
  if (!submission) return domain::refuse(RefusalCode::not_found, "There is no document with this id.");
  if (const auto may = may_judge(transaction, actor, *submission, *document); !may) return std::unexpected(may.error());
  const domain::Present present = world.present();
  const domain::DocumentOpinion opinion{.person = actor.id, .accepted = accepted, .reason = reason, .at = present.now};
  const auto standing = domain::standing_of(*document, subject_of(transaction, *submission), present.today);
  if (const auto may = domain::may_give(opinion, standing); !may) return std::unexpected(may.error());
  transaction.documents().insert(id, document->revision, opinion);
  document->opinion = opinion;
  note(transaction, world, actor, accepted ? "document.accept" : "document.refuse", "document", id.value, reason);
  return document;
}

}  // namespace formulary::usecases
