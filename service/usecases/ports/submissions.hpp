// Submissions with what hangs on them: uploads, scan jobs, reviews, decisions, waivers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/review.hpp"
#include "service/domain/submission.hpp"

namespace formulary::usecases {

/// A file on its way (tus 1.0). Complete when offset equals length and `sha256` is set.
struct Upload {
  domain::UploadId id;
  domain::PersonId owner;
  std::uint64_t length = 0;
  std::uint64_t offset = 0;
  std::string file_name;
  std::string metadata;  ///< the Upload-Metadata header as sent
  std::optional<domain::Sha256> sha256;
  domain::Instant created;
  domain::Instant expires;
};

enum class JobState : std::uint8_t { queued, running, done };

struct Job {
  domain::JobId id;
  domain::SubmissionId submission;
  domain::Sha256 artifact;
  JobState state = JobState::queued;
  int attempts = 0;
  domain::Instant created;
  std::optional<domain::Instant> started;
  std::optional<domain::Instant> finished;
};

/// One step in the life of a submission, for the time line that people see.
struct Transition {
  domain::SubmissionId submission;
  domain::SubmissionState from;
  domain::SubmissionState to;
  std::string event;
  domain::PersonId actor;  ///< empty: the service itself
  std::string reason;
  domain::Instant at;
};

struct SubmissionFilter {
  std::vector<domain::SubmissionState> states;  ///< empty: all
  std::optional<domain::PersonId> submitter;
  std::optional<domain::ToolId> tool;
  std::string text;                           ///< in file name, identifier or tool name; empty: all
  std::optional<std::int64_t> before_number;  ///< cursor: only smaller numbers
  int limit = 50;
};

class Submissions {
 public:
  virtual ~Submissions() = default;

  virtual std::int64_t next_number() = 0;
  virtual void insert(const domain::Submission& submission) = 0;
  /// Writes every field; false when the stored revision is not `submission.revision` (then nothing is written);
  /// true: the stored revision is `submission.revision + 1`.
  [[nodiscard]] virtual bool update(const domain::Submission& submission) = 0;
  virtual std::optional<domain::Submission> find(const domain::SubmissionId& id) = 0;
  virtual std::vector<domain::Submission> list(const SubmissionFilter& filter) = 0;  ///< newest number first
  virtual std::vector<domain::Submission> of_artifact(const domain::Sha256& artifact) = 0;
  virtual std::vector<domain::Submission> of_version(const domain::VersionId& version) = 0;

  virtual void insert(const Transition& transition) = 0;
  virtual std::vector<Transition> transitions(const domain::SubmissionId& id) = 0;  ///< oldest first

  virtual void insert(const Upload& upload) = 0;
  virtual std::optional<Upload> find_upload(const domain::UploadId& id) = 0;
  /// Moves the offset from `from` to `to`; false when the stored offset is not `from`.
  [[nodiscard]] virtual bool advance_upload(const domain::UploadId& id, std::uint64_t from, std::uint64_t to) = 0;
  virtual void complete_upload(const domain::UploadId& id, const domain::Sha256& sha256) = 0;
  virtual void remove_upload(const domain::UploadId& id) = 0;
  virtual std::vector<Upload> expired_uploads(domain::Instant now) = 0;
  virtual int open_uploads_of(const domain::PersonId& person) = 0;
  /// Who sent these bytes: every owner of a completed upload of this artifact.
  virtual std::vector<domain::PersonId> uploaders_of(const domain::Sha256& artifact) = 0;
  /// Whether an upload, a submission, a job, a version, a document or an import that has not ended is about these
  /// bytes.
  virtual bool in_use(const domain::Sha256& artifact) = 0;

  virtual void insert(const Job& job) = 0;
  /// The oldest queued job, now running with one attempt more; nothing when there is none.
  virtual std::optional<Job> claim_job(domain::Instant now) = 0;
  virtual void finish_job(const domain::JobId& id, domain::Instant now) = 0;
  virtual std::optional<Job> find_job(const domain::SubmissionId& submission) = 0;  ///< the newest
  /// At start: jobs that were running when the service died are queued again. How many.
  virtual int requeue_running_jobs() = 0;

  virtual void insert(const domain::Review& review) = 0;
  virtual std::vector<domain::Review> reviews(const domain::SubmissionId& id) = 0;  ///< oldest first, void ones too
  virtual void void_review(const domain::ReviewId& id, domain::Instant at, std::string_view reason) = 0;

  virtual void insert(const domain::Decision& decision) = 0;  ///< with its waivers
  virtual std::optional<domain::Decision> decision(const domain::SubmissionId& id) = 0;
};

}  // namespace formulary::usecases
