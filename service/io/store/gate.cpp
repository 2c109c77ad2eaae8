#include <algorithm>

#include "service/io/store/registry.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view restored_text = "SELECT 1 FROM restoration WHERE accepted IS NULL LIMIT 1";
constexpr std::string_view of_artifact_tail = R"sql(
 JOIN approval_artifact p ON p.approval = a.id WHERE p.sha256 = $1 ORDER BY a.created DESC, a.id DESC)sql";
constexpr std::string_view of_version_tail = R"sql(
 WHERE a.platform = $1 AND a.identifier = $2 AND (a.version_text = $3 OR a.version_code = $3)
ORDER BY a.created DESC, a.id DESC)sql";
constexpr std::string_view approved_names_text = R"sql(
SELECT t.name FROM tool t
WHERE t.platform = $1 AND EXISTS (SELECT 1 FROM approval a WHERE a.tool = t.id AND a.state = 'active')
ORDER BY t.name, t.id LIMIT $2)sql";
constexpr std::string_view latest_known_text = "SELECT coalesce(max(at), 0) FROM audit_entry";

/// The part of a query that its records depend on. The length keeps two names from running into each other.
std::string name_of(const domain::GateQuery& query) {
  if (query.sha256) return query.sha256->hex;
  const std::string platform(query.platform ? to_text(*query.platform) : "");
  return platform + '\n' + std::to_string(query.identifier.size()) + '\n' + query.identifier + '\n' + query.version;
}

}  // namespace

domain::GateRecords SqlRegistry::gate_records(const domain::GateQuery& query) {
  domain::GateRecords records = *asked_.get(name_of(query), [&] { return std::optional(look_up(query)); });
  Query latest(connection_, latest_known_text);
  latest.next();
  records.latest_known = latest.instant();
  return records;
}

domain::GateRecords SqlRegistry::look_up(const domain::GateQuery& query) {
  domain::GateRecords records;
  std::vector<domain::Sha256> artifacts;  // whose Reports must be whole
  if (query.sha256) {
    records.approvals = approvals_with(of_artifact_tail, {query.sha256->hex});
    records.submissions = submissions_.of_artifact(*query.sha256);
    records.emergencies = emergencies_.of_artifact(*query.sha256);
    if (!records.approvals.empty() || !records.submissions.empty()) artifacts = {*query.sha256};
  } else if (query.platform) {
    const std::string platform(to_text(*query.platform));
    records.approvals = approvals_with(of_version_tail, {platform, query.identifier, query.version});
    records.submissions = submissions_.of_name(*query.platform, query.identifier, query.version);
    for (const domain::Approval& approval : records.approvals) {
      artifacts.insert(artifacts.end(), approval.artifacts.begin(), approval.artifacts.end());
    }
  }
  records.policy = current_policy();
  Query restored(connection_, restored_text);
  records.backup_unaccepted = restored.next();
  for (const domain::Approval& approval : records.approvals) {
    for (domain::Authorization& one : claims_.authorizations(approval.submission)) {
      records.authorizations.push_back(std::move(one));
    }
    for (domain::Document& one : documents_.of_submission(approval.submission)) {
      records.documents.push_back(std::move(one));
    }
  }
  std::vector<domain::VersionId> versions;
  for (const domain::Approval& approval : records.approvals) {
    if (std::ranges::find(versions, approval.version) == versions.end()) versions.push_back(approval.version);
  }
  for (const domain::EmergencyApproval& emergency : records.emergencies) {
    if (std::ranges::find(versions, emergency.version) == versions.end()) versions.push_back(emergency.version);
  }
  for (const domain::VersionId& version : versions) {
    for (domain::StandingRecall& one : recalls_.standing(version)) records.recalls.push_back(std::move(one));
  }
  if (!records.approvals.empty()) {
    const auto named = [&](std::string_view id) {
      return std::ranges::any_of(records.policy.classes, [&](const domain::ClassPolicy& one) {
        return std::ranges::any_of(one.required_datasets, [&](const auto& wish) { return id.starts_with(wish); });
      });
    };
    for (usecases::DatasetInForce& one : datasets_.list()) {
      if (domain::holds_recalls(one.dataset.id) || named(one.dataset.id)) {
        records.datasets.push_back(std::move(one.dataset));
      }
    }
  }
  records.latest_report_complete =
      std::ranges::all_of(artifacts, [&](const domain::Sha256& artifact) { return complete_report(artifact); });
  return records;
}

std::vector<std::string> SqlRegistry::approved_tool_names(domain::Platform platform, int limit) {
  std::vector<std::string> names;
  for (Query row(connection_, approved_names_text, to_text(platform), limit); row.next();) names.push_back(row.text());
  return names;
}

}  // namespace formulary::io::store
