// Identifiers as types, so that a person's id cannot be passed where a submission's is meant. Values are UUIDv7 texts
// (RFC 9562) made outside the domain; they sort by time of creation.
#pragma once

#include <compare>
#include <string>

namespace formulary::domain {

template <class Tag>
struct Id {
  std::string value;

  bool empty() const { return value.empty(); }
  bool operator==(const Id&) const = default;
  auto operator<=>(const Id&) const = default;
};

using PersonId = Id<struct PersonTag>;
using DepartmentId = Id<struct DepartmentTag>;
using TokenId = Id<struct TokenTag>;
using UploadId = Id<struct UploadTag>;
using ToolId = Id<struct ToolTag>;
using VersionId = Id<struct VersionTag>;
using SubmissionId = Id<struct SubmissionTag>;
using JobId = Id<struct JobTag>;
using ReportId = Id<struct ReportTag>;
using ReviewId = Id<struct ReviewTag>;
using DecisionId = Id<struct DecisionTag>;
using ApprovalId = Id<struct ApprovalTag>;
using PolicyId = Id<struct PolicyTag>;
using ClaimId = Id<struct ClaimTag>;
using DocumentId = Id<struct DocumentTag>;
using ImportId = Id<struct ImportTag>;
using ProposalId = Id<struct ProposalTag>;
using RecallMatchId = Id<struct RecallMatchTag>;
using EmergencyAccessId = Id<struct EmergencyAccessTag>;
using EmergencyApprovalId = Id<struct EmergencyApprovalTag>;
using ConflictId = Id<struct ConflictTag>;

/// SHA-256 of an artifact: 64 lower-case hexadecimal digits.
struct Sha256 {
  std::string hex;

  bool empty() const { return hex.empty(); }
  bool operator==(const Sha256&) const = default;
  auto operator<=>(const Sha256&) const = default;
};

}  // namespace formulary::domain
