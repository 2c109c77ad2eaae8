#include "service/io/store/emergencies.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_access_text = R"sql(
INSERT INTO emergency_access (id, code_digest, minted, code_ends) VALUES ($1, $2, $3, $4))sql";
constexpr std::string_view open_text = R"sql(
UPDATE emergency_access SET person = $2, opened = $3, until = $4 WHERE id = $1 AND opened IS NULL)sql";
constexpr std::string_view close_text = "UPDATE emergency_access SET ended = $2 WHERE id = $1 AND ended IS NULL";
constexpr std::string_view with_code_text = R"sql(
SELECT id, code_digest, minted, code_ends, person, opened, until, ended
FROM emergency_access WHERE code_digest = $1 ORDER BY id)sql";
constexpr std::string_view find_access_text = R"sql(
SELECT id, code_digest, minted, code_ends, person, opened, until, ended
FROM emergency_access WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view access_of_text = R"sql(
SELECT id, code_digest, minted, code_ends, person, opened, until, ended
FROM emergency_access WHERE person = $1 ORDER BY id)sql";
constexpr std::string_view open_ones_text = R"sql(
SELECT id, code_digest, minted, code_ends, person, opened, until, ended
FROM emergency_access WHERE opened IS NOT NULL AND ended IS NULL ORDER BY id)sql";

constexpr std::string_view insert_approval_text = R"sql(
INSERT INTO emergency_approval (id, submission, version, artifact, access, grantor, reason, granted, ends, state,
  reviewer, approver, changer, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))sql";
constexpr std::string_view update_approval_text = R"sql(
UPDATE emergency_approval SET state = $3, reviewer = $4, approver = $5, changer = $6, revision = revision + 1
WHERE id = $1 AND revision = $2)sql";
constexpr std::string_view find_approval_text = R"sql(
SELECT id, submission, version, artifact, access, grantor, reason, granted, ends, state, reviewer, approver, changer,
  revision
FROM emergency_approval WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view of_version_text = R"sql(
SELECT id, submission, version, artifact, access, grantor, reason, granted, ends, state, reviewer, approver, changer,
  revision
FROM emergency_approval WHERE version = $1 ORDER BY id DESC)sql";
constexpr std::string_view of_artifact_text = R"sql(
SELECT id, submission, version, artifact, access, grantor, reason, granted, ends, state, reviewer, approver, changer,
  revision
FROM emergency_approval WHERE artifact = $1 ORDER BY id DESC)sql";
constexpr std::string_view of_submission_text = R"sql(
SELECT id, submission, version, artifact, access, grantor, reason, granted, ends, state, reviewer, approver, changer,
  revision
FROM emergency_approval WHERE submission = $1 ORDER BY id DESC)sql";
constexpr std::string_view past_their_hour_text = R"sql(
SELECT id, submission, version, artifact, access, grantor, reason, granted, ends, state, reviewer, approver, changer,
  revision
FROM emergency_approval WHERE state IN ('standing', 'ratified') AND ends <= $1 ORDER BY id)sql";

std::vector<domain::EmergencyAccess> accesses(Query&& row) {
  std::vector<domain::EmergencyAccess> found;
  while (row.next()) {
    found.push_back({.id = {row.text()},
                     .code_digest = row.text(),
                     .minted = row.instant(),
                     .code_ends = row.instant(),
                     .person = {row.text_or_empty()},
                     .opened = row.maybe_instant(),
                     .until = row.maybe_instant(),
                     .ended = row.maybe_instant()});
  }
  return found;
}

std::vector<domain::EmergencyApproval> approvals(Query&& row) {
  std::vector<domain::EmergencyApproval> found;
  while (row.next()) {
    found.push_back({.id = {row.text()},
                     .submission = {row.text()},
                     .version = {row.text()},
                     .artifact = {row.text()},
                     .access = {row.text()},
                     .grantor = {row.text()},
                     .reason = row.text(),
                     .granted = row.instant(),
                     .ends = row.instant(),
                     .state = known(domain::parse_emergency_state(row.text()), "state of an emergency approval"),
                     .reviewer = {row.text_or_empty()},
                     .approver = {row.text_or_empty()},
                     .changer = {row.text_or_empty()},
                     .revision = row.integer()});
  }
  return found;
}

template <class Noun>
std::optional<Noun> first(std::vector<Noun>&& found) {
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

void SqlEmergencies::insert(const domain::EmergencyAccess& access) {
  Query(connection_, insert_access_text, access.id, access.code_digest, access.minted, access.code_ends).run();
}

std::optional<domain::EmergencyAccess> SqlEmergencies::with_code(std::string_view digest) {
  return first(accesses(Query(connection_, with_code_text, digest)));
}

std::optional<domain::EmergencyAccess> SqlEmergencies::find(const domain::EmergencyAccessId& id) {
  return first(accesses(Query(connection_, find_access_text, id)));
}

std::optional<domain::EmergencyAccess> SqlEmergencies::access_of(const domain::PersonId& person) {
  return first(accesses(Query(connection_, access_of_text, person)));
}

void SqlEmergencies::open(const domain::EmergencyAccess& access) {
  Query(connection_, open_text, access.id, access.person, access.opened, access.until).run();
}

void SqlEmergencies::close(const domain::EmergencyAccessId& id, domain::Instant at) {
  Query(connection_, close_text, id, at).run();
}

std::vector<domain::EmergencyAccess> SqlEmergencies::open_ones() {
  return accesses(Query(connection_, open_ones_text));
}

void SqlEmergencies::insert(const domain::EmergencyApproval& a) {
  Query(connection_, insert_approval_text, a.id, a.submission, a.version, a.artifact, a.access, a.grantor, a.reason,
        a.granted, a.ends, to_text(a.state), nullable(a.reviewer), nullable(a.approver), nullable(a.changer),
        a.revision)
      .run();
}

bool SqlEmergencies::update(const domain::EmergencyApproval& a) {
  return Query(connection_, update_approval_text, a.id, a.revision, to_text(a.state), nullable(a.reviewer),
               nullable(a.approver), nullable(a.changer))
             .run() == 1;
}

std::optional<domain::EmergencyApproval> SqlEmergencies::find(const domain::EmergencyApprovalId& id) {
  return first(approvals(Query(connection_, find_approval_text, id)));
}

std::vector<domain::EmergencyApproval> SqlEmergencies::of_version(const domain::VersionId& version) {
  return approvals(Query(connection_, of_version_text, version));
}

std::vector<domain::EmergencyApproval> SqlEmergencies::of_artifact(const domain::Sha256& artifact) {
  return approvals(Query(connection_, of_artifact_text, artifact));
}

std::vector<domain::EmergencyApproval> SqlEmergencies::of_submission(const domain::SubmissionId& submission) {
  return approvals(Query(connection_, of_submission_text, submission));
}

std::vector<domain::EmergencyApproval> SqlEmergencies::past_their_hour(domain::Instant now) {
  return approvals(Query(connection_, past_their_hour_text, now));
}

}  // namespace formulary::io::store
