// A department's request for a version and an intended use, and the life it leads:
//   draft → submitted → scanning → in_review ⇄ needs_info → approved | approved_with_conditions | rejected,
//   or withdrawn at any time before the decision.
// A submission without a file skips scanning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"
#include "service/domain/result.hpp"
#include "service/domain/time.hpp"
#include "service/domain/tool.hpp"

namespace formulary::domain {

enum class DataClass : std::uint8_t { none, staff, phi };
enum class ClinicalRole : std::uint8_t { none, administrative, informs, drives_or_diagnoses };

std::string_view to_text(DataClass value);
std::string_view to_text(ClinicalRole value);
std::optional<DataClass> parse_data_class(std::string_view text);
std::optional<ClinicalRole> parse_clinical_role(std::string_view text);

/// What the tool is to be used for. All texts are what a person typed: shown escaped, never logged.
struct IntendedUse {
  std::string purpose;
  std::string users;
  std::string patient_group;
  std::vector<DataClass> data_classes;
  ClinicalRole clinical_role = ClinicalRole::none;
  std::string devices_driven;
  std::vector<std::string> sites;
  std::vector<std::string> jurisdictions;  ///< ISO 3166-1 alpha-2, upper case, or `EU`

  bool operator==(const IntendedUse&) const = default;
};

/// Every mistake that keeps `use` from being submitted: a field pointer, relative to the intended use (`/purpose`), and
/// a sentence each. Empty: complete.
std::vector<Refusal> missing_answers(const IntendedUse& use);

enum class SubmissionState : std::uint8_t {
  draft,
  submitted,
  scanning,
  in_review,
  needs_info,
  approved,
  approved_with_conditions,
  rejected,
  withdrawn,
};

enum class SubmissionEvent : std::uint8_t {
  submit,        ///< draft → submitted
  start_scan,    ///< submitted → scanning
  skip_scan,     ///< submitted → in_review, only without a file
  scan_ended,    ///< scanning → in_review, also when the Report is partial
  ask,           ///< in_review → needs_info
  answer,        ///< needs_info → in_review
  new_artifact,  ///< in_review | needs_info → submitted
  approve,       ///< in_review → approved
  approve_with_conditions,
  reject,
  withdraw,
};

std::string_view to_text(SubmissionState state);
std::string_view to_text(SubmissionEvent event);
std::optional<SubmissionState> parse_submission_state(std::string_view text);

/// The state after `event`, or a refusal (conflict) that names the state.
Result<SubmissionState> next(SubmissionState state, SubmissionEvent event);
bool is_final(SubmissionState state);

struct Submission {
  SubmissionId id;
  std::int64_t number = 0;  ///< counts from 1; what people say on the telephone
  PersonId submitter;
  DepartmentId department;
  SubmissionState state = SubmissionState::draft;
  IntendedUse use;
  std::int64_t use_revision = 1;   ///< grows when the intended use changes
  std::optional<Sha256> artifact;  ///< nothing: a store name or a web application
  PersonId uploader;               ///< who sent the artifact
  std::string file_name;
  std::optional<Platform> claimed_platform;  ///< of a submission without a file
  std::string claimed_identifier;
  std::string claimed_version;
  ToolId tool;  ///< known when scanned, or from the claim
  VersionId version;
  std::string question;  ///< what a reviewer asked, while needs_info
  Instant created;
  Instant updated;
  std::int64_t revision = 1;  ///< grows with every change: the ETag
};

}  // namespace formulary::domain
