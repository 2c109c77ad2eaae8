// Registry in SQL: tools.cpp, reports.cpp, known_files.cpp, asset_links.cpp, approvals.cpp, policies.cpp; what the gate
// asks for in gate.cpp.
#pragma once

#include "service/io/store/claims.hpp"
#include "service/io/store/connection.hpp"
#include "service/io/store/documents.hpp"
#include "service/io/store/emergencies.hpp"
#include "service/io/store/memo.hpp"
#include "service/io/store/recalls.hpp"
#include "service/io/store/submissions.hpp"
#include "service/usecases/ports/registry.hpp"

namespace formulary::io::store {

class SqlRegistry : public usecases::Registry {
 public:
  /// The other nouns are those of the same transaction; the gate asks for them too.
  SqlRegistry(Connection& connection, SqlSubmissions& submissions, SqlClaims& claims, SqlDocuments& documents,
              SqlRecalls& recalls, SqlDatasets& datasets, SqlEmergencies& emergencies)
      : connection_(connection),
        submissions_(submissions),
        claims_(claims),
        documents_(documents),
        recalls_(recalls),
        datasets_(datasets),
        emergencies_(emergencies),
        asked_(connection.access()) {}

  void forget() { asked_.forget(); }

  std::optional<domain::Tool> find_tool(const domain::ToolId& id) override;
  std::optional<domain::Tool> find_tool(domain::Platform platform, std::string_view identifier) override;
  void insert(const domain::Tool& tool) override;
  void rename_tool(const domain::ToolId& id, std::string_view name, std::string_view vendor) override;
  std::vector<domain::Tool> list_tools(const usecases::ToolFilter& filter) override;

  std::optional<domain::Version> find_version(const domain::VersionId& id) override;
  std::optional<domain::Version> find_version(const domain::ToolId& tool, std::string_view version,
                                              std::string_view version_code) override;
  void insert(const domain::Version& version) override;
  void add_artifact(const domain::VersionId& version, const domain::Sha256& artifact) override;
  std::vector<domain::Version> versions_of(const domain::ToolId& tool) override;

  void insert(const usecases::StoredReport& report) override;
  std::optional<usecases::StoredReport> latest_report(const domain::Sha256& artifact) override;
  std::vector<domain::Sha256> scanned_artifacts() override;

  std::vector<domain::KnownSigner> signers_before(std::string_view package, const domain::Sha256& artifact) override;
  std::vector<domain::SignedApp> apps_signed_by(std::string_view certificate, std::string_view package) override;
  std::vector<domain::Sha256> artifacts_with_content(std::string_view digest, const domain::Sha256& artifact) override;

  void replace(const domain::Sha256& artifact, const domain::AssetLinks& list) override;
  std::vector<domain::AssetLinks> asset_links(const domain::Sha256& artifact) override;

  void insert(const domain::Approval& approval) override;
  [[nodiscard]] bool update(const domain::Approval& approval) override;
  std::optional<domain::Approval> find_approval(const domain::ApprovalId& id) override;
  std::vector<domain::Approval> list_approvals(const usecases::ApprovalFilter& filter) override;
  std::vector<domain::Approval> approvals_of(const domain::ToolId& tool) override;
  std::vector<domain::Approval> approvals_due(domain::Day today) override;
  std::vector<domain::Approval> approvals_ending(domain::Day from, domain::Day to, int limit) override;

  domain::GateRecords gate_records(const domain::GateQuery& query) override;
  std::vector<std::string> approved_tool_names(domain::Platform platform, int limit) override;

  domain::Policy current_policy() override;
  std::vector<domain::Policy> policies() override;
  void insert(const domain::Policy& policy) override;

 private:
  void add_artifacts(domain::Version& version);
  void add_pins(std::vector<domain::Approval>& approvals);
  std::vector<domain::Approval> approvals_with(std::string_view tail, const std::vector<Value>& values);
  /// Is the latest Report of `artifact` there and complete?
  bool complete_report(const domain::Sha256& artifact);
  domain::GateRecords look_up(const domain::GateQuery& query);

  Connection& connection_;
  SqlSubmissions& submissions_;
  SqlClaims& claims_;
  SqlDocuments& documents_;
  SqlRecalls& recalls_;
  SqlDatasets& datasets_;
  SqlEmergencies& emergencies_;
  Memo<domain::GateRecords> asked_;  ///< by what the gate was asked about
};

}  // namespace formulary::io::store
