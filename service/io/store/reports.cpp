#include "service/io/store/registry.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_report_text = R"sql(
INSERT INTO report (id, artifact, size, scanner, format, complete, reason, scanned)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql";
constexpr std::string_view insert_fact_text = R"sql(
INSERT INTO fact (report, ordinal, name, subject, value, evidence) VALUES ($1, $2, $3, $4, $5, $6))sql";
constexpr std::string_view insert_anomaly_text = R"sql(
INSERT INTO anomaly (report, ordinal, name, subject, evidence) VALUES ($1, $2, $3, $4, $5))sql";

constexpr std::string_view latest_text = R"sql(
SELECT id, artifact, size, scanner, format, complete, reason, scanned
FROM report WHERE artifact = $1 ORDER BY scanned DESC, id DESC LIMIT 1)sql";
constexpr std::string_view facts_text = R"sql(
SELECT name, subject, value, evidence FROM fact WHERE report = $1 ORDER BY ordinal)sql";
constexpr std::string_view anomalies_text = R"sql(
SELECT name, subject, evidence FROM anomaly WHERE report = $1 ORDER BY ordinal)sql";
constexpr std::string_view scanned_text = "SELECT DISTINCT artifact FROM report ORDER BY artifact";
constexpr std::string_view complete_text = R"sql(
SELECT complete FROM report WHERE artifact = $1 ORDER BY scanned DESC, id DESC LIMIT 1)sql";

}  // namespace

void SqlRegistry::insert(const usecases::StoredReport& stored) {
  const Report& report = stored.report;
  Query(connection_, insert_report_text, stored.id, report.artifact.sha256,
        static_cast<std::int64_t>(report.artifact.size), report.scanner, report.format, report.complete, report.reason,
        stored.scanned)
      .run();
  std::int64_t ordinal = 0;
  for (const Fact& fact : report.facts) {
    Query(connection_, insert_fact_text, stored.id, ordinal++, fact.name, fact.subject, fact.value, fact.evidence)
        .run();
  }
  ordinal = 0;
  for (const Anomaly& anomaly : report.anomalies) {
    Query(connection_, insert_anomaly_text, stored.id, ordinal++, anomaly.id, anomaly.subject, anomaly.evidence).run();
  }
}

std::optional<usecases::StoredReport> SqlRegistry::latest_report(const domain::Sha256& artifact) {
  Query row(connection_, latest_text, artifact);
  if (!row.next()) return std::nullopt;
  usecases::StoredReport stored;
  stored.id = {row.text()};
  stored.report.artifact.sha256 = row.text();
  stored.report.artifact.size = static_cast<std::uint64_t>(row.integer());
  stored.report.scanner = row.text();
  stored.report.format = row.text();
  stored.report.complete = row.boolean();
  stored.report.reason = row.text();
  stored.scanned = row.instant();
  for (Query each(connection_, facts_text, stored.id); each.next();) {
    stored.report.facts.push_back(
        {.name = each.text(), .subject = each.text(), .value = each.text(), .evidence = each.text()});
  }
  for (Query each(connection_, anomalies_text, stored.id); each.next();) {
    stored.report.anomalies.push_back({.id = each.text(), .subject = each.text(), .evidence = each.text()});
  }
  return stored;
}

std::vector<domain::Sha256> SqlRegistry::scanned_artifacts() {
  std::vector<domain::Sha256> artifacts;
  for (Query row(connection_, scanned_text); row.next();) artifacts.push_back({row.text()});
  return artifacts;
}

bool SqlRegistry::complete_report(const domain::Sha256& artifact) {
  Query row(connection_, complete_text, artifact);
  return row.next() && row.boolean();
}

}  // namespace formulary::io::store
