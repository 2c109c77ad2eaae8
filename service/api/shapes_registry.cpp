#include <algorithm>

#include "service/api/etag.hpp"
#include "service/api/shapes.hpp"
#include "service/domain/anomaly.hpp"

namespace formulary::api {
namespace {

Json tool_ref_json(const domain::Tool& tool) {
  return {{"id", tool.id.value},
          {"platform", domain::to_text(tool.platform)},
          {"identifier", tool.identifier},
          {"name", tool.name}};
}

Json artifacts_json(const std::vector<domain::Sha256>& artifacts) {
  Json list = Json::array();
  for (const domain::Sha256& artifact : artifacts) list.push_back(artifact.hex);
  return list;
}

Json version_row(const domain::Version& version) {
  Json json;
  json["id"] = version.id.value;
  json["version"] = version.version;
  json["version_code"] = version.version_code;
  json["artifacts"] = artifacts_json(version.artifacts);
  json["created"] = domain::to_rfc3339(version.created);
  return json;
}

/// Which approval stands for a tool in a list: an active one before a suspended one before the rest, then the newest.
int rank(domain::ApprovalState state) {
  return state == domain::ApprovalState::active ? 0 : state == domain::ApprovalState::suspended ? 1 : 2;
}

/// An object with room for `members`: growing one would copy its keys.
Json object_for(std::size_t members) {
  Json json = Json::object();
  json.get_ref<Json::object_t&>().reserve(members);
  return json;
}

Json reason_json(const domain::GateReason& reason) {
  Json json = object_for(4);
  json["record"] = reason.record;
  json["sentence"] = reason.sentence;
  json["source"] = reason.source;
  json["as_of"] = domain::to_text(reason.as_of);
  return json;
}

}  // namespace

const std::optional<domain::Tool>& Shapes::find_tool(const domain::ToolId& id) {
  auto [it, fresh] = tools_.try_emplace(id.value);
  if (fresh && !id.empty()) it->second = transaction_.registry().find_tool(id);
  return it->second;
}

const std::optional<domain::Version>& Shapes::find_version(const domain::VersionId& id) {
  auto [it, fresh] = versions_.try_emplace(id.value);
  if (fresh && !id.empty()) it->second = transaction_.registry().find_version(id);
  return it->second;
}

Json Shapes::tool_ref(const domain::ToolId& id) {
  const auto& tool = find_tool(id);
  return tool ? tool_ref_json(*tool) : Json();
}

Json Shapes::tool(const domain::Tool& tool) {
  Json json = tool_ref_json(tool);
  json["vendor"] = tool.vendor;
  json["recalls"] = {{"open", transaction_.recalls().open_cases(tool.id)},
                     {"same_product_code", transaction_.recalls().with_same_code(tool.id)}};
  json["versions"] = Json::array();
  for (const auto& version : transaction_.registry().versions_of(tool.id)) {
    json["versions"].push_back(version_row(version));
  }
  json["approvals"] = Json::array();
  for (const auto& one : transaction_.registry().approvals_of(tool.id)) json["approvals"].push_back(approval(one));
  usecases::SubmissionFilter filter;
  filter.tool = tool.id;
  filter.limit = 200;
  json["submissions"] = submission_rows(transaction_.submissions().list(filter));
  return json;
}

Json Shapes::tool_row(const domain::Tool& tool) {
  const domain::Day today = call_.world().present().today;
  const domain::Approval* best = nullptr;
  const std::vector<domain::Approval> approvals = transaction_.registry().approvals_of(tool.id);
  for (const domain::Approval& one : approvals) {
    const auto key = [&](const domain::Approval& a) { return std::pair(-rank(a.state_on(today)), a.created.ms); };
    if (best == nullptr || key(*best) < key(one)) best = &one;
  }
  Json json = tool_ref_json(tool);
  json["vendor"] = tool.vendor;
  json["approval"] = best != nullptr ? Json(domain::to_text(best->state_on(today))) : Json();
  json["approved_version"] = best != nullptr ? best->version_text : std::string();
  json["expires"] = best != nullptr ? day(best->expires) : Json();
  return json;
}

Json Shapes::version(const domain::Version& version) {
  Json json;
  json["id"] = version.id.value;
  json["tool"] = tool_ref(version.tool);
  json["version"] = version.version;
  json["version_code"] = version.version_code;
  json["artifacts"] = artifacts_json(version.artifacts);
  json["submissions"] = submission_rows(transaction_.submissions().of_version(version.id));
  json["created"] = domain::to_rfc3339(version.created);
  return json;
}

Json Shapes::approval(const domain::Approval& approval) {
  Json json;
  json["id"] = approval.id.value;
  json["submission"] = approval.submission.value;
  json["tool"] = tool_ref(approval.tool);
  json["version_id"] = approval.version.value;
  json["version"] = approval.version_text;
  json["version_code"] = approval.version_code;
  json["state"] = domain::to_text(approval.state_on(call_.world().present().today));
  json["reason"] = approval.reason;
  json["artifacts"] = artifacts_json(approval.artifacts);
  json["signers"] = texts(approval.signers);
  json["conditions"] = texts(approval.conditions);
  json["jurisdictions"] = texts(approval.jurisdictions);
  json["department"] = department(approval.department);
  json["decider"] = person_name(approval.decider);
  json["starts"] = domain::to_text(approval.starts);
  json["expires"] = day(approval.expires);
  json["created"] = domain::to_rfc3339(approval.created);
  json["revision"] = approval.revision;
  return json;
}

Response approval_response(const Call& call, usecases::Transaction& transaction, const domain::Approval& approval) {
  Response response = json_response(200, Shapes(call, transaction).approval(approval));
  set_revision(response, approval.revision);
  return response;
}

Json report_json(const Report& report) {
  Json json;
  json["schema"] = Report::schema;
  json["scanner"] = report.scanner;
  json["artifact"] = {{"sha256", report.artifact.sha256}, {"size", report.artifact.size}};
  json["format"] = report.format;
  json["complete"] = report.complete;
  json["reason"] = report.reason;
  json["facts"] = Json::array();
  for (const Fact& fact : report.facts) {
    json["facts"].push_back(
        {{"name", fact.name}, {"subject", fact.subject}, {"value", fact.value}, {"evidence", fact.evidence}});
  }
  json["anomalies"] = Json::array();
  for (const Anomaly& anomaly : report.anomalies) {
    json["anomalies"].push_back({{"id", anomaly.id},
                                 {"sentence", domain::anomaly_sentence(anomaly.id)},
                                 {"subject", anomaly.subject},
                                 {"evidence", anomaly.evidence}});
  }
  return json;
}

Json gate_json(const domain::GateAnswer& answer) {
  Json json = object_for(9);
  json["verdict"] = domain::to_text(answer.verdict);
  Json& reasons = json["reasons"] = Json::array();
  for (const domain::GateReason& reason : answer.reasons) reasons.push_back(reason_json(reason));
  json["conditions"] = texts(answer.conditions);
  json["expires"] = day(answer.expires);
  json["next_check"] = domain::to_rfc3339(answer.next_check);
  json["matched_by"] = answer.matched_by;
  json["approval"] = id_or_null(answer.approval.value);
  json["tool"] = id_or_null(answer.tool.value);
  json["alternatives"] = texts(answer.alternatives);
  return json;
}

Json rule_json(const domain::Rule& rule) {
  Json json;
  json["id"] = rule.id;
  json["format"] = rule.format;
  json["family"] = rule.family;
  json["severity"] = domain::to_text(rule.severity);
  json["title"] = rule.title;
  json["why"] = rule.why;
  json["would_pass"] = rule.would_pass;
  json["citation"] = rule.citation;
  json["effective"] = rule.effective;
  json["mapping"] = {{"masvs", rule.mapping.masvs},
                     {"mastg", rule.mapping.mastg},
                     {"cwe", rule.mapping.cwe},
                     {"hipaa", rule.mapping.hipaa},
                     {"sp800_163", rule.mapping.sp800_163}};
  return json;
}

Json policy_json(const domain::Policy& policy) {
  Json json;
  json["id"] = policy.id.value;
  json["version"] = policy.version;
  json["name"] = policy.name;
  json["classes"] = Json::array();
  for (const domain::ClassPolicy& one : policy.classes) {
    json["classes"].push_back({{"risk", domain::to_text(one.risk)},
                               {"fails", words(one.fails)},
                               {"needs_attention", words(one.needs_attention)},
                               {"required_domains", words(one.required_domains)},
                               {"required_reviewers", one.required_reviewers},
                               {"validity_days", one.validity_days},
                               {"scan_max_age_days", one.scan_max_age_days},
                               {"conditions", texts(one.conditions)},
                               {"required_authorizations", texts(one.required_authorizations)},
                               {"required_documents", texts(one.required_documents)},
                               {"required_datasets", texts(one.required_datasets)},
                               {"recall_data", domain::to_text(one.recall_data)},
                               {"possible_recalls", domain::to_text(one.possible_recalls)}});
  }
  return json;
}

}  // namespace formulary::api
