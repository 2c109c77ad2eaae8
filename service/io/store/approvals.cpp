#include <algorithm>
#include <stdexcept>

#include "service/io/store/filter.hpp"
#include "service/io/store/lists.hpp"
#include "service/io/store/registry.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_text = R"sql(
INSERT INTO approval (id, submission, tool, version, platform, identifier, version_text, version_code, conditions,
  jurisdictions, department, state, reason, decider, changer, starts, expires, created, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19))sql";
constexpr std::string_view insert_artifact_text = R"sql(
INSERT INTO approval_artifact (approval, sha256, ordinal) VALUES ($1, $2, $3))sql";
constexpr std::string_view insert_signer_text = R"sql(
INSERT INTO approval_signer (approval, signer, ordinal) VALUES ($1, $2, $3))sql";

// What an approval is pinned to never changes (the schema refuses it): state, reason, conditions and an earlier end
// may.
constexpr std::string_view update_text = R"sql(
UPDATE approval SET conditions = $3, state = $4, reason = $5, expires = $6, changer = $7, revision = revision + 1
WHERE id = $1 AND revision = $2)sql";

constexpr std::string_view columns = R"sql(
SELECT a.id, a.submission, a.tool, a.version, a.platform, a.identifier, a.version_text, a.version_code, a.conditions,
  a.jurisdictions, a.department, a.state, a.reason, a.decider, a.changer, a.starts, a.expires, a.created, a.revision
FROM approval a)sql";
constexpr std::string_view artifacts_text = "SELECT sha256 FROM approval_artifact WHERE approval = $1 ORDER BY ordinal";
constexpr std::string_view signers_text = "SELECT signer FROM approval_signer WHERE approval = $1 ORDER BY ordinal";

constexpr std::string_view find_tail = " WHERE a.id = $1 ORDER BY a.id";
constexpr std::string_view of_tool_tail = " WHERE a.tool = $1 ORDER BY a.created DESC, a.id DESC";
constexpr std::string_view due_tail = R"sql(
WHERE a.state IN ('active', 'suspended') AND a.expires < $1 ORDER BY a.expires, a.id)sql";
constexpr std::string_view ending_tail = R"sql(
WHERE a.state IN ('active', 'suspended') AND a.expires >= $1 AND a.expires <= $2 ORDER BY a.expires, a.id LIMIT $3)sql";

std::string last_day(const domain::Approval& approval) {
  if (!approval.expires) throw std::logic_error("An approval without a last day cannot be stored.");
  return domain::to_text(*approval.expires);
}

domain::Approval read_approval(Query& row) {
  return {.id = {row.text()},
          .submission = {row.text()},
          .tool = {row.text()},
          .version = {row.text()},
          .platform = known(domain::parse_platform(row.text()), "platform"),
          .identifier = row.text(),
          .version_text = row.text(),
          .version_code = row.text(),
          .artifacts = {},
          .signers = {},
          .conditions = from_column(row.text()),
          .jurisdictions = from_column(row.text()),
          .department = {row.text_or_empty()},
          .state = known(domain::parse_approval_state(row.text()), "approval state"),
          .reason = row.text(),
          .decider = {row.text()},
          .changer = {row.text_or_empty()},
          .starts = row.maybe_day().value_or(domain::Day::max()),
          .expires = row.maybe_day(),
          .created = row.instant(),
          .revision = row.integer()};
}

}  // namespace

void SqlRegistry::insert(const domain::Approval& a) {
  Query(connection_, insert_text, a.id, a.submission, a.tool, a.version, to_text(a.platform), a.identifier,
        a.version_text, a.version_code, to_column(a.conditions), to_column(a.jurisdictions), nullable(a.department),
        to_text(a.state), a.reason, a.decider, nullable(a.changer), a.starts, last_day(a), a.created, a.revision)
      .run();
  int ordinal = 0;
  for (const domain::Sha256& artifact : a.artifacts) {
    Query(connection_, insert_artifact_text, a.id, artifact, ordinal++).run();
  }
  ordinal = 0;
  for (const std::string& signer : a.signers) Query(connection_, insert_signer_text, a.id, signer, ordinal++).run();
}

bool SqlRegistry::update(const domain::Approval& approval) {
  return Query(connection_, update_text, approval.id, approval.revision, to_column(approval.conditions),
               to_text(approval.state), approval.reason, last_day(approval), nullable(approval.changer))
             .run() == 1;
}

void SqlRegistry::add_pins(std::vector<domain::Approval>& approvals) {
  for (domain::Approval& approval : approvals) {
    for (Query row(connection_, artifacts_text, approval.id); row.next();) approval.artifacts.push_back({row.text()});
    for (Query row(connection_, signers_text, approval.id); row.next();) approval.signers.push_back(row.text());
  }
}

std::vector<domain::Approval> SqlRegistry::approvals_with(std::string_view tail, const std::vector<Value>& values) {
  std::vector<domain::Approval> approvals;
  std::string text(columns);
  text += tail;
  for (Query row(connection_, text, values); row.next();) approvals.push_back(read_approval(row));
  add_pins(approvals);
  return approvals;
}

std::optional<domain::Approval> SqlRegistry::find_approval(const domain::ApprovalId& id) {
  auto found = approvals_with(find_tail, {id.value});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<domain::Approval> SqlRegistry::list_approvals(const usecases::ApprovalFilter& filter) {
  Filter clause;
  if (!filter.states.empty()) {
    std::vector<std::string> states;
    for (const domain::ApprovalState state : filter.states) states.emplace_back(to_text(state));
    clause.one_of("a.state", states);
  }
  if (filter.tool) clause.where("a.tool = ?", {filter.tool->value});
  if (filter.before) clause.where("a.id < ?", {filter.before->value});  // ids sort by time of creation
  const std::string limit = clause.parameter(std::int64_t{std::max(filter.limit, 0)});
  return approvals_with(clause.text() + " ORDER BY a.id DESC LIMIT " + limit, clause.values());
}

std::vector<domain::Approval> SqlRegistry::approvals_of(const domain::ToolId& tool) {
  return approvals_with(of_tool_tail, {tool.value});
}

std::vector<domain::Approval> SqlRegistry::approvals_due(domain::Day today) {
  return approvals_with(due_tail, {domain::to_text(today)});
}

std::vector<domain::Approval> SqlRegistry::approvals_ending(domain::Day from, domain::Day to, int limit) {
  return approvals_with(ending_tail, {domain::to_text(from), domain::to_text(to), std::int64_t{limit}});
}

}  // namespace formulary::io::store
