#include "service/io/store/submissions.hpp"

#include <algorithm>

#include "service/io/store/filter.hpp"
#include "service/io/store/lists.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view next_number_text = "SELECT coalesce(max(number), 0) + 1 FROM submission";

constexpr std::string_view insert_text = R"sql(
INSERT INTO submission (id, number, submitter, department, state, purpose, users, patient_group, data_classes,
  clinical_role, devices_driven, sites, jurisdictions, use_revision, artifact, uploader, file_name, claimed_platform,
  claimed_identifier, claimed_version, tool, version, question, created, updated, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
  $25, $26))sql";

constexpr std::string_view update_text = R"sql(
UPDATE submission SET department = $3, state = $4, purpose = $5, users = $6, patient_group = $7, data_classes = $8,
  clinical_role = $9, devices_driven = $10, sites = $11, jurisdictions = $12, use_revision = $13, artifact = $14,
  uploader = $15, file_name = $16, claimed_platform = $17, claimed_identifier = $18, claimed_version = $19, tool = $20,
  version = $21, question = $22, updated = $23, revision = revision + 1
WHERE id = $1 AND revision = $2)sql";

constexpr std::string_view columns = R"sql(
SELECT s.id, s.number, s.submitter, s.department, s.state, s.purpose, s.users, s.patient_group, s.data_classes,
  s.clinical_role, s.devices_driven, s.sites, s.jurisdictions, s.use_revision, s.artifact, s.uploader, s.file_name,
  s.claimed_platform, s.claimed_identifier, s.claimed_version, s.tool, s.version, s.question, s.created, s.updated,
  s.revision
FROM submission s)sql";

constexpr std::string_view find_tail = " WHERE s.id = $1 ORDER BY s.id";
constexpr std::string_view of_artifact_tail = " WHERE s.artifact = $1 ORDER BY s.number DESC";
constexpr std::string_view of_version_tail = " WHERE s.version = $1 ORDER BY s.number DESC";
constexpr std::string_view of_name_tail = R"sql(
 JOIN version v ON v.id = s.version JOIN tool t ON t.id = v.tool
WHERE t.platform = $1 AND t.identifier = $2 AND (v.version = $3 OR v.version_code = $3) ORDER BY s.number DESC)sql";
constexpr std::string_view of_claim_tail = R"sql(
WHERE s.claimed_platform = $1 AND s.claimed_identifier = $2 AND s.claimed_version = $3 ORDER BY s.number DESC)sql";

constexpr std::string_view insert_transition_text = R"sql(
INSERT INTO transition (submission, ordinal, from_state, to_state, event, actor, reason, at)
SELECT $1, coalesce(max(ordinal), -1) + 1, $2, $3, $4, $5, $6, CAST($7 AS BIGINT) FROM transition WHERE submission = $1)sql";
constexpr std::string_view transitions_text = R"sql(
SELECT submission, from_state, to_state, event, actor, reason, at
FROM transition WHERE submission = $1 ORDER BY ordinal)sql";

std::string with(std::string_view tail) { return std::string(columns) + std::string(tail); }

std::optional<std::string> platform_column(const std::optional<domain::Platform>& platform) {
  return platform ? std::optional(std::string(to_text(*platform))) : std::nullopt;
}

domain::IntendedUse read_use(Query& row) {
  domain::IntendedUse use;
  use.purpose = row.text();
  use.users = row.text();
  use.patient_group = row.text();
  for (const std::string& word : from_column(row.text())) {
    use.data_classes.push_back(known(domain::parse_data_class(word), "data class"));
  }
  use.clinical_role = known(domain::parse_clinical_role(row.text()), "clinical role");
  use.devices_driven = row.text();
  use.sites = from_column(row.text());
  use.jurisdictions = from_column(row.text());
  return use;
}

domain::Submission read_submission(Query& row) {
  domain::Submission submission;
  submission.id = {row.text()};
  submission.number = row.integer();
  submission.submitter = {row.text()};
  submission.department = {row.text_or_empty()};
  submission.state = known(domain::parse_submission_state(row.text()), "submission state");
  submission.use = read_use(row);
  submission.use_revision = row.integer();
  if (const auto artifact = row.maybe_text()) submission.artifact = domain::Sha256{*artifact};
  submission.uploader = {row.text_or_empty()};
  submission.file_name = row.text();
  if (const auto platform = row.maybe_text()) {
    submission.claimed_platform = known(domain::parse_platform(*platform), "platform");
  }
  submission.claimed_identifier = row.text();
  submission.claimed_version = row.text();
  submission.tool = {row.text_or_empty()};
  submission.version = {row.text_or_empty()};
  submission.question = row.text();
  submission.created = row.instant();
  submission.updated = row.instant();
  submission.revision = row.integer();
  return submission;
}

std::vector<domain::Submission> all(Query&& query) {
  std::vector<domain::Submission> submissions;
  while (query.next()) submissions.push_back(read_submission(query));
  return submissions;
}

}  // namespace

std::int64_t SqlSubmissions::next_number() {
  Query row(connection_, next_number_text);
  row.next();
  return row.integer();
}

void SqlSubmissions::insert(const domain::Submission& s) {
  Query(connection_, insert_text, s.id, s.number, s.submitter, nullable(s.department), to_text(s.state), s.use.purpose,
        s.use.users, s.use.patient_group, words_column(s.use.data_classes), to_text(s.use.clinical_role),
        s.use.devices_driven, to_column(s.use.sites), to_column(s.use.jurisdictions), s.use_revision, s.artifact,
        nullable(s.uploader), s.file_name, platform_column(s.claimed_platform), s.claimed_identifier, s.claimed_version,
        nullable(s.tool), nullable(s.version), s.question, s.created, s.updated, s.revision)
      .run();
}

bool SqlSubmissions::update(const domain::Submission& s) {
  return Query(connection_, update_text, s.id, s.revision, nullable(s.department), to_text(s.state), s.use.purpose,
               s.use.users, s.use.patient_group, words_column(s.use.data_classes), to_text(s.use.clinical_role),
               s.use.devices_driven, to_column(s.use.sites), to_column(s.use.jurisdictions), s.use_revision, s.artifact,
               nullable(s.uploader), s.file_name, platform_column(s.claimed_platform), s.claimed_identifier,
               s.claimed_version, nullable(s.tool), nullable(s.version), s.question, s.updated)
             .run() == 1;
}

std::optional<domain::Submission> SqlSubmissions::find(const domain::SubmissionId& id) {
  Query row(connection_, with(find_tail), id);
  return row.next() ? std::optional(read_submission(row)) : std::nullopt;
}

std::vector<domain::Submission> SqlSubmissions::list(const usecases::SubmissionFilter& filter) {
  Filter clause;
  if (!filter.states.empty()) {
    std::vector<std::string> states;
    for (const domain::SubmissionState state : filter.states) states.emplace_back(to_text(state));
    clause.one_of("s.state", states);
  }
  if (filter.submitter) clause.where("s.submitter = ?", {filter.submitter->value});
  if (filter.tool) clause.where("s.tool = ?", {filter.tool->value});
  if (filter.before_number) clause.where("s.number < ?", {*filter.before_number});
  if (!filter.text.empty()) {
    const std::string pattern = contains(filter.text);
    clause.where(R"sql((lower(s.file_name) LIKE ? ESCAPE '\' OR lower(s.claimed_identifier) LIKE ? ESCAPE '\'
      OR EXISTS (SELECT 1 FROM tool t WHERE t.id = s.tool
                 AND (lower(t.name) LIKE ? ESCAPE '\' OR lower(t.identifier) LIKE ? ESCAPE '\'))))sql",
                 {pattern, pattern, pattern, pattern});
  }
  const std::string limit = clause.parameter(std::int64_t{std::max(filter.limit, 0)});
  return all(Query(connection_, with(clause.text() + " ORDER BY s.number DESC LIMIT " + limit), clause.values()));
}

std::vector<domain::Submission> SqlSubmissions::of_artifact(const domain::Sha256& artifact) {
  return all(Query(connection_, with(of_artifact_tail), artifact));
}

std::vector<domain::Submission> SqlSubmissions::of_version(const domain::VersionId& version) {
  return all(Query(connection_, with(of_version_tail), version));
}

std::vector<domain::Submission> SqlSubmissions::of_name(domain::Platform platform, std::string_view identifier,
                                                        std::string_view version) {
  auto found = all(Query(connection_, with(of_name_tail), to_text(platform), identifier, version));
  for (auto& claimed : all(Query(connection_, with(of_claim_tail), to_text(platform), identifier, version))) {
    const bool there = std::ranges::any_of(found, [&](const auto& one) { return one.id == claimed.id; });
    if (!there) found.push_back(std::move(claimed));
  }
  return found;
}

void SqlSubmissions::insert(const usecases::Transition& transition) {
  Query(connection_, insert_transition_text, transition.submission, to_text(transition.from), to_text(transition.to),
        transition.event, nullable(transition.actor), transition.reason, transition.at)
      .run();
}

std::vector<usecases::Transition> SqlSubmissions::transitions(const domain::SubmissionId& id) {
  std::vector<usecases::Transition> transitions;
  for (Query row(connection_, transitions_text, id); row.next();) {
    transitions.push_back({.submission = {row.text()},
                           .from = known(domain::parse_submission_state(row.text()), "submission state"),
                           .to = known(domain::parse_submission_state(row.text()), "submission state"),
                           .event = row.text(),
                           .actor = {row.text_or_empty()},
                           .reason = row.text(),
                           .at = row.instant()});
  }
  return transitions;
}

}  // namespace formulary::io::store
