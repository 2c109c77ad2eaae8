// Hands in documents, corrects them, and takes a reviewer's word on them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct NewDocument {
  std::string kind;
  std::vector<std::pair<std::string, std::string>> fields;
  std::optional<domain::UploadId> upload{};  ///< complete, and the actor's own
  DocumentContent content{};                 ///< what that file says
};

inline constexpr std::size_t most_documents = 200;  ///< of one submission

/// The file of a finished upload of the actor's. Refusals: not_found, conflict (both `/upload`).
domain::Result<Upload> finished_upload(Transaction& transaction, const domain::Actor& actor,
                                       const domain::UploadId& id);

/// By the submitter, or by a reviewer; before the decision, and afterwards while an approval may rest on it: papers are
/// renewed. What the file says of a field goes where nothing was typed, and contradicts what was typed (invalid).
/// Reviews that were given on other findings no longer stand. Refusals: forbidden, conflict, invalid, too_many.
domain::Result<domain::Document> hand_in_document(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const domain::SubmissionId& id, std::int64_t revision,
                                                  const NewDocument& request);

/// The next revision of a document, which nobody has accepted. Without an upload it keeps its file. Likewise.
domain::Result<domain::Document> correct_document(Transaction& transaction, World& world, const domain::Actor& actor,
                                                  const domain::DocumentId& id, std::int64_t revision,
                                                  const NewDocument& request);

/// By a reviewer of the kind's domain who has no part in the request and did not hand it in. Refusals: forbidden,
/// conflict (accepting what does not count, a request that is neither in review nor approved), invalid.
domain::Result<domain::Document> judge_document(Transaction& transaction, World& world, const domain::Actor& actor,
                                                const domain::DocumentId& id, std::int64_t revision, bool accepted,
                                                const std::string& reason);

/// May this person give a word on `document`?
domain::Result<void> may_judge(Transaction& transaction, const domain::Actor& actor,
                               const domain::Submission& submission, const domain::Document& document);
/// May this person hand something in, or correct it?
domain::Result<void> may_hand_in(const domain::Actor& actor, const domain::Submission& submission);

/// What documents of `submission` have to fit to.
domain::DocumentSubject subject_of(Transaction& transaction, const domain::Submission& submission);

}  // namespace formulary::usecases
