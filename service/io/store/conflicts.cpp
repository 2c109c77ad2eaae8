#include "service/io/store/conflicts.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_text = R"sql(
INSERT INTO conflict (id, person, subject, tool, vendor, submission, declarer, declared)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql";
constexpr std::string_view insert_reason_text =
    "INSERT INTO conflict_reason (conflict, step, person, text) VALUES ($1, $2, $3, $4)";
constexpr std::string_view end_text = "UPDATE conflict SET ended = $3, ender = $2 WHERE id = $1 AND ended IS NULL";
constexpr std::string_view find_text = R"sql(
SELECT id, person, subject, tool, vendor, submission, declarer, declared, ended, ender
FROM conflict WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view of_person_text = R"sql(
SELECT id, person, subject, tool, vendor, submission, declarer, declared, ended, ender
FROM conflict WHERE person = $1 ORDER BY id DESC)sql";
constexpr std::string_view all_text = R"sql(
SELECT id, person, subject, tool, vendor, submission, declarer, declared, ended, ender
FROM conflict ORDER BY id DESC)sql";
constexpr std::string_view standing_text = R"sql(
SELECT id, person, subject, tool, vendor, submission, declarer, declared, ended, ender
FROM conflict WHERE ended IS NULL ORDER BY id)sql";
constexpr std::string_view reason_text =
    "SELECT text FROM conflict_reason WHERE conflict = $1 AND step = $2 ORDER BY conflict, step";
constexpr std::string_view erase_text = R"sql(
DELETE FROM conflict_reason
WHERE person = $1 OR conflict IN (SELECT id FROM conflict WHERE person = $1))sql";
constexpr std::string_view open_reviews_text = R"sql(
SELECT r.id, r.submission FROM review r JOIN submission s ON s.id = r.submission
WHERE r.reviewer = $1 AND r.voided IS NULL
  AND s.state IN ('draft', 'submitted', 'scanning', 'in_review', 'needs_info') ORDER BY r.id)sql";

constexpr std::string_view word_of(usecases::ConflictStep step) {
  return step == usecases::ConflictStep::declared ? "declared" : "ended";
}

std::vector<domain::Conflict> all(Query&& row) {
  std::vector<domain::Conflict> conflicts;
  while (row.next()) {
    conflicts.push_back({.id = {row.text()},
                         .person = {row.text()},
                         .subject = known(domain::parse_conflict_subject(row.text()), "subject of a conflict"),
                         .tool = {row.text_or_empty()},
                         .vendor = row.text(),
                         .submission = {row.text_or_empty()},
                         .declarer = {row.text()},
                         .declared = row.instant(),
                         .ended = row.maybe_instant(),
                         .ender = {row.text_or_empty()}});
  }
  return conflicts;
}

}  // namespace

void SqlConflicts::insert(const domain::Conflict& conflict, std::string_view reason) {
  Query(connection_, insert_text, conflict.id, conflict.person, to_text(conflict.subject), nullable(conflict.tool),
        conflict.vendor, nullable(conflict.submission), conflict.declarer, conflict.declared)
      .run();
  Query(connection_, insert_reason_text, conflict.id, word_of(usecases::ConflictStep::declared), conflict.declarer,
        reason)
      .run();
}

void SqlConflicts::end(const domain::ConflictId& id, const domain::PersonId& ender, domain::Instant at,
                       std::string_view reason) {
  Query(connection_, end_text, id, ender, at).run();
  Query(connection_, insert_reason_text, id, word_of(usecases::ConflictStep::ended), ender, reason).run();
}

std::optional<domain::Conflict> SqlConflicts::find(const domain::ConflictId& id) {
  auto found = all(Query(connection_, find_text, id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<domain::Conflict> SqlConflicts::list(const domain::PersonId& person) {
  return person.empty() ? all(Query(connection_, all_text)) : all(Query(connection_, of_person_text, person));
}

std::vector<domain::Conflict> SqlConflicts::standing() { return all(Query(connection_, standing_text)); }

std::string SqlConflicts::reason(const domain::ConflictId& id, usecases::ConflictStep step) {
  Query row(connection_, reason_text, id, word_of(step));
  return row.next() ? row.text() : std::string();
}

void SqlConflicts::erase_reasons(const domain::PersonId& person) { Query(connection_, erase_text, person).run(); }

std::vector<usecases::OpenVote> SqlConflicts::open_reviews_of(const domain::PersonId& person) {
  std::vector<usecases::OpenVote> votes;
  for (Query row(connection_, open_reviews_text, person); row.next();) votes.push_back({{row.text()}, {row.text()}});
  return votes;
}

}  // namespace formulary::io::store
