#include "service/usecases/submit.hpp"

#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;
using domain::SubmissionEvent;
using domain::SubmissionState;

/// Puts the bytes of a finished upload of the actor's into `submission`.
domain::Result<void> attach(Transaction& transaction, const domain::Actor& actor, const domain::UploadId& id,
                            domain::Submission& submission) {
  const auto upload = transaction.submissions().find_upload(id);
  if (!upload || upload->owner != actor.id) {
    return domain::refuse(RefusalCode::not_found, "There is no upload of yours with this id. Upload the file first.",
                          "/upload");
  }
  if (!upload->sha256) {
    return domain::refuse(RefusalCode::conflict, "The upload is not finished. Send the rest of the file first.",
                          "/upload");
  }
  submission.artifact = upload->sha256;
  submission.uploader = actor.id;
  submission.file_name = upload->file_name;
  return {};
}

domain::Result<void> check_claim(const Claim& claim) {
  if (claim.identifier.empty() || claim.identifier.size() > 400) {
    return domain::refuse(RefusalCode::invalid,
                          "Name the tool: its store id or its web address, at most 400 characters.",
                          "/claim/identifier");
  }
  if (claim.version.size() > 100) {
    return domain::refuse(RefusalCode::invalid, "A version has at most 100 characters.", "/claim/version");
  }
  return {};
}

/// The tool and version that a claim names; made when the registry does not know them.
void resolve_claim(Transaction& transaction, World& world, domain::Submission& submission) {
  const domain::Instant now = world.present().now;
  Registry& registry = transaction.registry();
  auto tool = registry.find_tool(*submission.claimed_platform, submission.claimed_identifier);
  if (!tool) {
    tool = domain::Tool{.id = {world.new_id()},
                        .platform = *submission.claimed_platform,
                        .identifier = submission.claimed_identifier,
                        .name = submission.claimed_identifier,
                        .vendor = {},
                        .created = now};
    registry.insert(*tool);
  }
  auto version = registry.find_version(tool->id, submission.claimed_version, {});
  if (!version) {
    version = domain::Version{.id = {world.new_id()},
                              .tool = tool->id,
                              .version = submission.claimed_version,
                              .version_code = {},
                              .artifacts = {},
                              .created = now};
    registry.insert(*version);
  }
  submission.tool = tool->id;
  submission.version = version->id;
}

/// draft → submitted, and on to the scanner or, without a file, to review.
domain::Result<void> send(Transaction& transaction, World& world, const domain::Actor& actor,
                          domain::Submission& submission, SubmissionEvent event) {
  if (const auto moved = advance(transaction, world, actor, submission, event); !moved) return moved;
  if (submission.artifact) {
    transaction.submissions().insert(Job{.id = {world.new_id()},
                                         .submission = submission.id,
                                         .artifact = *submission.artifact,
                                         .state = JobState::queued,
                                         .attempts = 0,
                                         .created = world.present().now,
                                         .started = {},
                                         .finished = {}});
    return {};
  }
  resolve_claim(transaction, world, submission);
  return advance(transaction, world, actor, submission, SubmissionEvent::skip_scan);
}

domain::Result<void> check_complete(const domain::IntendedUse& use) {
  const std::vector<domain::Refusal> missing = domain::missing_answers(use);
  if (missing.empty()) return {};
  domain::Refusal first = missing.front();
  first.field = "/intended_use" + first.field;
  return std::unexpected(first);
}

domain::Result<domain::Submission> own(Transaction& transaction, const domain::Actor& actor,
                                       const domain::SubmissionId& id, std::int64_t revision) {
  auto submission = fetch(transaction, actor, id, revision);
  if (submission && submission->submitter != actor.id) {
    return domain::refuse(RefusalCode::forbidden, "Only the person who made this request may change it.");
  }
  return submission;
}

}  // namespace

domain::Result<domain::Submission> submit(Transaction& transaction, World& world, const domain::Actor& actor,
                                          const NewSubmission& request) {
  if (request.upload.has_value() == request.claim.has_value() && !(request.draft && !request.upload)) {
    return domain::refuse(RefusalCode::invalid,
                          "Give either a file (`upload`) or the name of a tool without a file (`claim`).", "/upload");
  }
  if (!request.draft) {
    if (const auto complete = check_complete(request.use); !complete) return std::unexpected(complete.error());
  }

  domain::Submission submission;
  submission.id = {world.new_id()};
  submission.submitter = actor.id;
  submission.department = request.department.empty() ? actor.department : request.department;
  submission.use = request.use;
  submission.created = submission.updated = world.present().now;
  if (!submission.department.empty() && !transaction.people().find_department(submission.department)) {
    return domain::refuse(RefusalCode::not_found, "There is no such department.", "/department");
  }
  if (request.upload) {
    if (const auto attached = attach(transaction, actor, *request.upload, submission); !attached) {
      return std::unexpected(attached.error());
    }
  }
  if (request.claim) {
    if (const auto fits = check_claim(*request.claim); !fits) return std::unexpected(fits.error());
    submission.claimed_platform = request.claim->platform;
    submission.claimed_identifier = request.claim->identifier;
    submission.claimed_version = request.claim->version;
  }

  submission.number = transaction.submissions().next_number();
  transaction.submissions().insert(submission);
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "submission.create";
  entry.object_type = "submission";
  entry.object_id = submission.id.value;
  entry.object_sha256 = submission.artifact ? submission.artifact->hex : std::string();
  entry.to = to_text(submission.state);
  entry.at = submission.created;
  transaction.audit().append(entry);

  if (!request.draft) {
    if (const auto sent = send(transaction, world, actor, submission, SubmissionEvent::submit); !sent) {
      return std::unexpected(sent.error());
    }
  }
  return submission;
}

domain::Result<domain::Submission> answer(Transaction& transaction, World& world, const domain::Actor& actor,
                                          const domain::SubmissionId& id, std::int64_t revision,
                                          const Answers& answers) {
  auto submission = own(transaction, actor, id, revision);
  if (!submission) return submission;
  const SubmissionState state = submission->state;
  if (state != SubmissionState::draft && state != SubmissionState::in_review && state != SubmissionState::needs_info) {
    return domain::refuse(RefusalCode::conflict, "This request is " + std::string(to_text(state)) +
                                                     " and cannot be changed. Make a new request instead.");
  }
  if (state != SubmissionState::draft || answers.submit) {
    if (const auto complete = check_complete(answers.use); !complete) return std::unexpected(complete.error());
  }

  const bool new_use = submission->use != answers.use;
  if (new_use) {
    submission->use = answers.use;
    ++submission->use_revision;
  }
  const std::optional<domain::Sha256> old_artifact = submission->artifact;
  if (answers.upload) {
    if (const auto attached = attach(transaction, actor, *answers.upload, *submission); !attached) {
      return std::unexpected(attached.error());
    }
    submission->claimed_platform.reset();
  }
  const bool new_artifact = submission->artifact != old_artifact;
  if (state != SubmissionState::draft && (new_use || new_artifact)) {
    void_reviews(transaction, world, actor, *submission,
                 new_artifact ? "The file was replaced." : "The intended use was changed.");
  }

  domain::Result<void> moved;
  if (state == SubmissionState::draft) {
    if (answers.submit && !submission->artifact && !submission->claimed_platform) {
      return domain::refuse(RefusalCode::invalid, "Add the file before you submit the request.", "/upload");
    }
    moved = answers.submit ? send(transaction, world, actor, *submission, SubmissionEvent::submit)
                           : save(transaction, world, actor, *submission, "submission.edit");
  } else if (new_artifact) {
    submission->question.clear();
    moved = send(transaction, world, actor, *submission, SubmissionEvent::new_artifact);
  } else if (state == SubmissionState::needs_info && answers.submit) {
    submission->question.clear();
    moved = advance(transaction, world, actor, *submission, SubmissionEvent::answer);
  } else {
    moved = save(transaction, world, actor, *submission, "submission.edit");
  }
  if (!moved) return std::unexpected(moved.error());
  return submission;
}

domain::Result<domain::Submission> withdraw(Transaction& transaction, World& world, const domain::Actor& actor,
                                            const domain::SubmissionId& id, std::int64_t revision,
                                            const std::string& reason) {
  auto submission = own(transaction, actor, id, revision);
  if (!submission) return submission;
  if (const auto moved = advance(transaction, world, actor, *submission, SubmissionEvent::withdraw, reason); !moved) {
    return std::unexpected(moved.error());
  }
  return submission;
}

}  // namespace formulary::usecases
