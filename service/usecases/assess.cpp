#include "service/usecases/assess.hpp"

#include <algorithm>

#include "service/domain/gate/gate_obstacles.hpp"
#include "service/usecases/history.hpp"
#include "service/usecases/told.hpp"

namespace formulary::usecases {

Assessed assess(Transaction& transaction, const World& world, const domain::Submission& submission,
                const std::vector<domain::Waiver>* waivers) {
  Assessed result;
  result.policy = transaction.registry().current_policy();
  if (submission.artifact) result.report = transaction.registry().latest_report(*submission.artifact);

  std::vector<domain::Waiver> granted;
  if (waivers != nullptr) {
    granted = *waivers;
  } else if (const auto decision = transaction.submissions().decision(submission.id)) {
    granted = decision->waivers;
  }
  Report found;
  std::optional<domain::Instant> scanned;
  if (result.report) {
    found = with_history(transaction, result.report->report);
    scanned = result.report->scanned;
  }
  result.assessment =
      domain::assess(result.policy, submission.use, with_told(transaction, submission, std::move(found)), scanned,
                     granted, world.present());
  return result;
}

std::vector<domain::ReviewDomain> missing_reviews(const Assessed& assessed, const domain::Submission& submission,
                                                  const std::vector<domain::Review>& reviews) {
  const std::string binding = domain::binding_of(submission, assessed.assessment);
  std::vector<domain::ReviewDomain> missing;
  for (const domain::ReviewDomain wanted : assessed.policy.of(assessed.assessment.risk).required_domains) {
    const bool covered = std::ranges::any_of(
        reviews, [&](const domain::Review& review) { return review.domain == wanted && review.stands(binding); });
    if (!covered) missing.push_back(wanted);
  }
  return missing;
}

std::vector<std::string> missing_at_gate(Transaction& transaction, const World& world,
                                         const domain::Submission& submission, const domain::Policy& policy) {
  domain::Approval approval;
  approval.submission = submission.id;
  approval.jurisdictions = submission.use.jurisdictions;
  if (const auto version = transaction.registry().find_version(submission.version)) {
    approval.version_text = version->version;
    approval.version_code = version->version_code;
  }
  domain::GateRecords records;
  records.policy = policy;
  records.submissions = {submission};
  records.authorizations = transaction.claims().authorizations(submission.id);
  records.documents = transaction.documents().of_submission(submission.id);
  if (!submission.version.empty()) records.recalls = transaction.recalls().standing(submission.version);
  return domain::obstacles_at_gate({approval, records, approval.jurisdictions, world.present()});
}

std::vector<domain::ReviewDomain> objections(const std::vector<domain::Review>& reviews) {
  std::vector<domain::ReviewDomain> found;
  for (const domain::Review& review : reviews) {
    if (review.opinion != domain::Opinion::object || review.voided) continue;
    if (std::ranges::find(found, review.domain) == found.end()) found.push_back(review.domain);
  }
  return found;
}

namespace {

/// Who sent the bytes of a request, and who handed in its papers and its lists of links.
void add_hands(Transaction& transaction, const domain::Submission& submission, std::vector<domain::PersonId>& persons) {
  const auto add_uploaders = [&](const domain::Sha256& file) {
    for (const domain::PersonId& one : transaction.submissions().uploaders_of(file)) persons.push_back(one);
  };
  if (submission.artifact) {
    add_uploaders(*submission.artifact);
    for (const domain::AssetLinks& list : transaction.registry().asset_links(*submission.artifact)) {
      persons.push_back(list.person);
    }
  }
  for (const domain::Document& document : transaction.documents().of_submission(submission.id)) {
    for (const domain::Document& one : transaction.documents().revisions(document.id)) {
      persons.push_back(one.person);
      if (one.file) add_uploaders(*one.file);
    }
  }
}

}  // namespace

std::vector<domain::PersonId> involved(Transaction& transaction, const domain::Submission& submission) {
  std::vector<domain::PersonId> persons;
  add_hands(transaction, submission, persons);
  if (!submission.version.empty()) {
    for (const domain::Submission& other : transaction.submissions().of_version(submission.version)) {
      if (other.state == domain::SubmissionState::draft) continue;
      persons.push_back(other.submitter);
      if (!other.uploader.empty()) persons.push_back(other.uploader);
      if (other.id != submission.id) add_hands(transaction, other, persons);
    }
  }
  return persons;
}

}  // namespace formulary::usecases
