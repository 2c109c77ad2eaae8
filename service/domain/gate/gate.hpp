// The gate: may this be bought and installed here, now? Pure judgement over what the registry knows. Deny beats hold
// beats unknown, and doubt is never a yes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/approval.hpp"
#include "service/domain/claims/authorization.hpp"
#include "service/domain/documents/document.hpp"
#include "service/domain/emergency.hpp"
#include "service/domain/policy.hpp"
#include "service/domain/recalls/recall_action.hpp"
#include "service/domain/submission.hpp"

namespace formulary::domain {

/// Either `sha256`, or platform + identifier + version, with the signer where the asker knows it.
struct GateQuery {
  std::optional<Sha256> sha256;
  std::optional<Platform> platform;
  std::string identifier;
  std::string version;                ///< the version text or the version code
  std::optional<std::string> signer;  ///< SHA-256 of the signing certificate
  std::string department;             ///< optional; its id (a use case turns a name into the id before it asks)
  std::string jurisdiction;           ///< optional
};

enum class GateVerdict : std::uint8_t { allowed, allowed_with_conditions, hold, denied, unknown };
std::string_view to_text(GateVerdict verdict);

struct GateReason {
  std::string record;  ///< id of the rule or record
  std::string sentence;
  std::string source;  ///< `approval`, `submission`, `policy` ...
  Day as_of;
};

struct GateAnswer {
  GateVerdict verdict = GateVerdict::unknown;
  std::vector<GateReason> reasons;
  std::vector<std::string> conditions;
  std::optional<Day> expires;
  Instant next_check;
  std::string matched_by;  ///< `sha256` or `name_and_version`
  ApprovalId approval;
  ToolId tool;
  std::vector<std::string> alternatives;  ///< approved tools of the same kind, by name; when not allowed
};

/// A recall that touches a version and that nobody has dismissed or lifted (recall_case.hpp).
struct StandingRecall {
  RecallMatchId match;
  VersionId version;
  std::string name;            ///< `recall Z-0359-2013 of Acme (class II)`
  std::string source;          ///< name of the data set
  std::optional<Day> as_of{};  ///< its source date
  RecallAction action = RecallAction::hold;
  bool confirmed = false;  ///< by a person
  std::optional<Day> due{};
};

/// What the registry holds that fits the query.
struct GateRecords {
  std::vector<Approval> approvals{};      ///< of this artifact, or of this tool at this version
  std::vector<Submission> submissions{};  ///< likewise
  bool latest_report_complete = true;
  Policy policy{};                               ///< in force
  std::vector<Authorization> authorizations{};   ///< claimed by the submissions of these approvals
  std::vector<Document> documents{};             ///< handed in for them
  std::vector<StandingRecall> recalls{};         ///< that touch the versions of these approvals and emergencies
  std::vector<EmergencyApproval> emergencies{};  ///< of this artifact
  std::vector<Dataset> datasets{};               ///< in force: of recalls, and those that the policy names
  bool backup_unaccepted = false;  ///< the registry was restored, and two administrators have not accepted that yet
  /// The latest instant the registry has noted anywhere. A clock that is behind it has been set back; then dates are
  /// judged as of this instant, so that nothing that has expired comes back.
  Instant latest_known{};
};

/// Among the approvals of one department the newest counts. Among departments: revoked beats suspended beats active
/// beats expired. Records that do not fit the query are ignored, whatever the store handed over.
GateAnswer judge(const GateQuery& query, const GateRecords& records, const Present& present);

}  // namespace formulary::domain
