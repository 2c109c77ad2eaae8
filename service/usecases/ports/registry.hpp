// What the registry keeps for ever: tools, versions, Reports, approvals, policies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/approval.hpp"
#include "service/domain/asset_links.hpp"
#include "service/domain/gate.hpp"
#include "service/domain/history.hpp"
#include "service/domain/policy.hpp"
#include "service/domain/tool.hpp"

namespace formulary::usecases {

struct StoredReport {
  domain::ReportId id;
  Report report;
  domain::Instant scanned;
};

struct ToolFilter {
  std::string text;  ///< in name, identifier or vendor; empty: all
  std::optional<domain::Platform> platform;
  std::string after;  ///< cursor: the name and id of the last row of the page before
  int limit = 50;
};

struct ApprovalFilter {
  std::vector<domain::ApprovalState> states;
  std::optional<domain::ToolId> tool;
  std::optional<domain::ApprovalId> before;  ///< cursor: only older ones
  int limit = 50;
};

class Registry {
 public:
  virtual ~Registry() = default;

  virtual std::optional<domain::Tool> find_tool(const domain::ToolId& id) = 0;
  virtual std::optional<domain::Tool> find_tool(domain::Platform platform, std::string_view identifier) = 0;
  virtual void insert(const domain::Tool& tool) = 0;
  virtual void rename_tool(const domain::ToolId& id, std::string_view name, std::string_view vendor) = 0;
  virtual std::vector<domain::Tool> list_tools(const ToolFilter& filter) = 0;  ///< by name, then id

  virtual std::optional<domain::Version> find_version(const domain::VersionId& id) = 0;
  virtual std::optional<domain::Version> find_version(const domain::ToolId& tool, std::string_view version,
                                                      std::string_view version_code) = 0;
  virtual void insert(const domain::Version& version) = 0;
  virtual void add_artifact(const domain::VersionId& version, const domain::Sha256& artifact) = 0;
  virtual std::vector<domain::Version> versions_of(const domain::ToolId& tool) = 0;  ///< newest first

  virtual void insert(const StoredReport& report) = 0;
  virtual std::optional<StoredReport> latest_report(const domain::Sha256& artifact) = 0;
  virtual std::vector<domain::Sha256> scanned_artifacts() = 0;

  /// Who signed files of `package` that were scanned before `artifact` was for the first time, each certificate once.
  virtual std::vector<domain::KnownSigner> signers_before(std::string_view package, const domain::Sha256& artifact) = 0;
  /// Other packages by this certificate.
  virtual std::vector<domain::SignedApp> apps_signed_by(std::string_view certificate, std::string_view package) = 0;
  /// Other files whose verified signatures vouch for the same content.
  virtual std::vector<domain::Sha256> artifacts_with_content(std::string_view digest,
                                                             const domain::Sha256& artifact) = 0;

  /// Takes the place of what was handed in for the same file and host before.
  virtual void replace(const domain::Sha256& artifact, const domain::AssetLinks& list) = 0;
  virtual std::vector<domain::AssetLinks> asset_links(const domain::Sha256& artifact) = 0;  ///< by host

  virtual void insert(const domain::Approval& approval) = 0;
  /// As Submissions::update.
  [[nodiscard]] virtual bool update(const domain::Approval& approval) = 0;
  virtual std::optional<domain::Approval> find_approval(const domain::ApprovalId& id) = 0;
  virtual std::vector<domain::Approval> list_approvals(const ApprovalFilter& filter) = 0;  ///< newest first
  virtual std::vector<domain::Approval> approvals_of(const domain::ToolId& tool) = 0;
  virtual std::vector<domain::Approval> approvals_due(domain::Day today) = 0;  ///< active or suspended, past their day
  /// Active or suspended, with a last day from `from` to `to`; by that day.
  virtual std::vector<domain::Approval> approvals_ending(domain::Day from, domain::Day to, int limit) = 0;

  /// All that fits a gate query, in a handful of indexed look-ups.
  virtual domain::GateRecords gate_records(const domain::GateQuery& query) = 0;
  /// Names of tools with an active approval on the same platform, for `alternatives`; at most `limit`.
  virtual std::vector<std::string> approved_tool_names(domain::Platform platform, int limit) = 0;

  virtual domain::Policy current_policy() = 0;  ///< there always is one: the default ships with the first migration
  virtual std::vector<domain::Policy> policies() = 0;
  virtual void insert(const domain::Policy& policy) = 0;  ///< becomes the current one
};

}  // namespace formulary::usecases
