#include "service/io/store/recalls.hpp"

#include "service/io/store/filter.hpp"
#include "service/io/store/recall_json.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_text = R"sql(
INSERT INTO recall_match (id, version, tool, recall, digest, notice, sources, url, ended, tier, score, signals, scope,
                          scope_words, scope_reason, rules, action, due, state, raised, import)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21))sql";
constexpr std::string_view update_text = R"sql(
UPDATE recall_match
SET digest = $2, notice = $3, sources = $4, url = $5, ended = $6, tier = $7, score = $8, signals = $9, scope = $10,
    scope_words = $11, scope_reason = $12, rules = $13, action = $14, due = $15, state = $16, decision = $17,
    person = $18, reason = $19, decided = $20, import = coalesce($21, import)
WHERE id = $1)sql";
constexpr std::string_view columns_text = R"sql(
SELECT m.id, m.version, m.tool, m.recall, m.digest, m.notice, m.sources, m.url, m.tier, m.score, m.signals, m.scope,
       m.scope_words, m.scope_reason, m.rules, m.action, m.due, m.state, m.decision, m.person, m.reason, m.decided,
       m.raised
FROM recall_match m)sql";
constexpr std::string_view open_text = "SELECT count(*) FROM recall_match WHERE tool = $1 AND state = 'open'";
constexpr std::string_view same_code_text = R"sql(
SELECT count(*) FROM (
  SELECT DISTINCT l.record FROM authority_link l JOIN authority_record r ON r.id = l.record
  WHERE l.kind = 'product_code' AND r.kind = 'recall' AND l.value IN (
    SELECT c.product_code FROM submission s JOIN claim c ON c.submission = s.id
    WHERE s.tool = $1 AND c.ended IS NULL AND c.product_code <> ''
    UNION SELECT a.product_code FROM submission s JOIN claim c ON c.submission = s.id
    JOIN authority_record a ON a.number = c.number AND a.number <> '' AND a.kind = 'authorization'
    WHERE s.tool = $1 AND c.ended IS NULL AND a.product_code <> '')
  LIMIT 10000))sql";
constexpr std::string_view standing_tail = R"sql(
 WHERE m.version = $1 AND m.state IN ('open', 'confirmed') ORDER BY m.version, m.id)sql";

// A trigger asks the departments again when the event makes what follows graver (0017_recall_acknowledgements.sql).
constexpr std::string_view insert_event_text = R"sql(
INSERT INTO recall_match_event (match, ordinal, event, state, action, digest, rules, person, reason, at)
SELECT $1, count(*), $2, $3, $4, $5, $6, $7, $8, $9 FROM recall_match_event WHERE match = $1)sql";
constexpr std::string_view events_text = R"sql(
SELECT event, state, action, digest, rules, person, reason, at FROM recall_match_event WHERE match = $1 ORDER BY ordinal)sql";

constexpr std::string_view tell_text = R"sql(
INSERT INTO recall_match_department (match, department, told)
SELECT DISTINCT m.id, s.department, $2 FROM recall_match m JOIN submission s ON s.version = m.version
WHERE m.id = $1 AND s.department IS NOT NULL AND s.state NOT IN ('draft', 'withdrawn', 'rejected')
ON CONFLICT DO NOTHING)sql";
constexpr std::string_view departments_text = R"sql(
SELECT department, told, person, acknowledged FROM recall_match_department WHERE match = $1 ORDER BY department)sql";
constexpr std::string_view acknowledge_text = R"sql(
UPDATE recall_match_department SET person = $3, acknowledged = $4 WHERE match = $1 AND department = $2)sql";

domain::VersionScope read_scope(const std::string& word) {
  for (const auto scope :
       {domain::VersionScope::affected, domain::VersionScope::not_affected, domain::VersionScope::unresolved}) {
    if (to_text(scope) == word) return scope;
  }
  return domain::VersionScope::unresolved;
}

domain::RecallTier read_tier(const std::string& word) {
  for (const auto tier : {domain::RecallTier::c, domain::RecallTier::b, domain::RecallTier::a_minus}) {
    if (to_text(tier) == word) return tier;
  }
  return domain::RecallTier::a;
}

/// As people know it. That a notice is gone from there is said and changes nothing else.
std::string source_name(SqlDatasets& datasets, const domain::RecallSource& source) {
  if (source.dataset.empty() || source.dataset == usecases::manual_recalls) return "reviewer";
  const auto in_force = datasets.find(source.dataset);
  if (!in_force) return source.dataset;
  const std::string& name = in_force->dataset.name;
  return datasets.find_record(source.dataset, source.key) ? name : name + " (no longer published, which ends nothing)";
}

bool ended(const domain::RecallCase& one) { return one.notice.status == domain::RecallStatus::terminated; }

}  // namespace

void SqlRecalls::insert(const domain::RecallCase& made, const domain::ImportId& import) {
  Query(connection_, insert_text, made.id, made.version, made.tool, made.recall, made.digest, notice_json(made.notice),
        sources_json(made.sources), made.url, ended(made), to_text(made.tier), made.score, signals_json(made.signals),
        to_text(made.scope.scope), made.scope.words, made.scope.reason, made.rules, to_text(made.action), made.due,
        to_text(made.state), made.raised, nullable(import))
      .run();
}

void SqlRecalls::update(const domain::RecallCase& changed, const domain::ImportId& import) {
  const auto& ruling = changed.ruling;
  Query(connection_, update_text, changed.id, changed.digest, notice_json(changed.notice),
        sources_json(changed.sources), changed.url, ended(changed), to_text(changed.tier), changed.score,
        signals_json(changed.signals), to_text(changed.scope.scope), changed.scope.words, changed.scope.reason,
        changed.rules, to_text(changed.action), changed.due, to_text(changed.state),
        ruling ? std::optional(std::string(to_text(ruling->decision))) : std::nullopt,
        ruling ? std::optional(ruling->person) : std::nullopt, ruling ? std::optional(ruling->reason) : std::nullopt,
        ruling ? std::optional(ruling->at) : std::nullopt, nullable(import))
      .run();
}

std::vector<domain::RecallCase> SqlRecalls::read(Query&& row) {
  std::vector<domain::RecallCase> all;
  while (row.next()) {
    domain::RecallCase& one = all.emplace_back();
    one.id = {row.text()};
    one.version = {row.text()};
    one.tool = {row.text()};
    one.recall = row.text();
    one.digest = row.text();
    one.notice = read_notice(row.text());
    one.sources = read_sources(row.text());
    one.url = row.text();
    one.tier = read_tier(row.text());
    one.score = static_cast<int>(row.integer());
    one.signals = read_signals(row.text());
    one.scope = {.scope = read_scope(row.text()), .words = row.text(), .reason = row.text()};
    one.rules = row.text();
    one.action = known(domain::parse_recall_action(row.text()), "action of a recall");
    one.due = row.maybe_day();
    one.state = known(domain::parse_recall_state(row.text()), "state of a recall");
    const auto decision = domain::parse_recall_decision(row.text_or_empty());
    domain::RecallRuling ruling{.decision = decision.value_or(domain::RecallDecision::confirm),
                                .person = {row.text_or_empty()},
                                .reason = row.text_or_empty(),
                                .at = row.maybe_instant().value_or(domain::Instant{})};
    if (decision) one.ruling = std::move(ruling);
    one.raised = row.instant();
  }
  return all;
}

std::optional<domain::RecallCase> SqlRecalls::find(const domain::RecallMatchId& id) {
  auto found = read(Query(connection_, std::string(columns_text) + " WHERE m.id = $1 ORDER BY m.id", id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<domain::RecallCase> SqlRecalls::find(const domain::VersionId& version, std::string_view recall) {
  auto found = read(Query(
      connection_, std::string(columns_text) + " WHERE m.version = $1 AND m.recall = $2 ORDER BY m.version, m.recall",
      version, recall));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<domain::RecallCase> SqlRecalls::list(const usecases::RecallCaseFilter& filter) {
  Filter where;
  if (!filter.states.empty()) {
    std::vector<std::string> words;
    for (const domain::RecallState state : filter.states) words.emplace_back(to_text(state));
    where.one_of("m.state", words);
  }
  if (filter.tool) where.where("m.tool = ?", {filter.tool->value});
  if (filter.import) where.where("m.import = ?", {filter.import->value});
  if (!filter.recall.empty()) where.where("m.recall = ?", {filter.recall});
  if (filter.unaware) {
    where.where(
        "m.id IN (SELECT d.match FROM recall_match_department d WHERE d.department = ? AND d.acknowledged IS NULL)",
        {filter.unaware->value});
  }
  if (filter.before) where.where("m.id < ?", {filter.before->value});
  const std::string limit = where.parameter(std::int64_t{filter.limit});
  return read(Query(connection_, std::string(columns_text) + where.text() + " ORDER BY m.id DESC LIMIT " + limit,
                    where.values()));
}

int SqlRecalls::open_cases(const domain::ToolId& tool) {
  Query row(connection_, open_text, tool);
  return row.next() ? static_cast<int>(row.integer()) : 0;
}

int SqlRecalls::with_same_code(const domain::ToolId& tool) {
  Query row(connection_, same_code_text, tool);
  return row.next() ? static_cast<int>(row.integer()) : 0;
}

std::vector<domain::StandingRecall> SqlRecalls::standing(const domain::VersionId& version) {
  std::vector<domain::StandingRecall> all;
  for (const domain::RecallCase& one :
       read(Query(connection_, std::string(columns_text) + std::string(standing_tail), version))) {
    const domain::RecallSource source = one.sources.empty() ? domain::RecallSource{} : one.sources.front();
    all.push_back({.match = one.id,
                   .version = one.version,
                   .name = name_of(one),
                   .source = source_name(datasets_, source),
                   .as_of = source.as_of,
                   .action = one.action,
                   .confirmed = one.state == domain::RecallState::confirmed,
                   .due = one.due});
  }
  return all;
}

void SqlRecalls::insert(const usecases::RecallEvent& event) {
  Query(connection_, insert_event_text, event.match, event.event, to_text(event.state), to_text(event.action),
        event.digest, event.rules, nullable(event.person), event.reason, event.at)
      .run();
}

std::vector<usecases::RecallEvent> SqlRecalls::events(const domain::RecallMatchId& match) {
  std::vector<usecases::RecallEvent> all;
  for (Query row(connection_, events_text, match); row.next();) {
    all.push_back({.match = match,
                   .event = row.text(),
                   .state = known(domain::parse_recall_state(row.text()), "state of a recall"),
                   .action = known(domain::parse_recall_action(row.text()), "action of a recall"),
                   .digest = row.text(),
                   .rules = row.text(),
                   .person = {row.text_or_empty()},
                   .reason = row.text(),
                   .at = row.instant()});
  }
  return all;
}

void SqlRecalls::tell_departments(const domain::RecallMatchId& match, domain::Instant at) {
  Query(connection_, tell_text, match, at).run();
}

std::vector<usecases::ToldDepartment> SqlRecalls::departments(const domain::RecallMatchId& match) {
  std::vector<usecases::ToldDepartment> all;
  for (Query row(connection_, departments_text, match); row.next();) {
    all.push_back({.department = {row.text()},
                   .told = row.instant(),
                   .person = {row.text_or_empty()},
                   .acknowledged = row.maybe_instant()});
  }
  return all;
}

void SqlRecalls::acknowledge(const domain::RecallMatchId& match, const domain::DepartmentId& department,
                             const domain::PersonId& person, domain::Instant at) {
  Query(connection_, acknowledge_text, match, department, person, at).run();
}

}  // namespace formulary::io::store
