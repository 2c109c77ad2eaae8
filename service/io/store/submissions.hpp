// Submissions in SQL. The submission itself and its life in submissions.cpp; files on their way in uploads.cpp, scan
// jobs in jobs.cpp, reviews and decisions in reviews.cpp.
#pragma once

#include "service/io/store/connection.hpp"
#include "service/usecases/ports/submissions.hpp"

namespace formulary::io::store {

class SqlSubmissions : public usecases::Submissions {
 public:
  explicit SqlSubmissions(Connection& connection) : connection_(connection) {}

  std::int64_t next_number() override;
  void insert(const domain::Submission& submission) override;
  [[nodiscard]] bool update(const domain::Submission& submission) override;
  std::optional<domain::Submission> find(const domain::SubmissionId& id) override;
  std::vector<domain::Submission> list(const usecases::SubmissionFilter& filter) override;
  std::vector<domain::Submission> of_artifact(const domain::Sha256& artifact) override;
  std::vector<domain::Submission> of_version(const domain::VersionId& version) override;
  /// For the gate: of the tool at this version text or code, or claimed to be so.
  std::vector<domain::Submission> of_name(domain::Platform platform, std::string_view identifier,
                                          std::string_view version);

  void insert(const usecases::Transition& transition) override;
  std::vector<usecases::Transition> transitions(const domain::SubmissionId& id) override;

  void insert(const usecases::Upload& upload) override;
  std::optional<usecases::Upload> find_upload(const domain::UploadId& id) override;
  [[nodiscard]] bool advance_upload(const domain::UploadId& id, std::uint64_t from, std::uint64_t to) override;
  void complete_upload(const domain::UploadId& id, const domain::Sha256& sha256) override;
  void remove_upload(const domain::UploadId& id) override;
  std::vector<usecases::Upload> expired_uploads(domain::Instant now) override;
  int open_uploads_of(const domain::PersonId& person) override;
  std::vector<domain::PersonId> uploaders_of(const domain::Sha256& artifact) override;
  bool in_use(const domain::Sha256& artifact) override;

  void insert(const usecases::Job& job) override;
  std::optional<usecases::Job> claim_job(domain::Instant now) override;
  void finish_job(const domain::JobId& id, domain::Instant now) override;
  std::optional<usecases::Job> find_job(const domain::SubmissionId& submission) override;
  int requeue_running_jobs() override;

  void insert(const domain::Review& review) override;
  std::vector<domain::Review> reviews(const domain::SubmissionId& id) override;
  void void_review(const domain::ReviewId& id, domain::Instant at, std::string_view reason) override;

  void insert(const domain::Decision& decision) override;
  std::optional<domain::Decision> decision(const domain::SubmissionId& id) override;

 private:
  Connection& connection_;
};

}  // namespace formulary::io::store
