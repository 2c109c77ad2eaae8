#include "service/io/store/documents.hpp"

#include <set>

#include <nlohmann/json.hpp>

namespace formulary::io::store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view insert_text = R"sql(
INSERT INTO document (id, revision, submission, kind, fields, file, file_name, use_revision, person, first_at, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
        coalesce((SELECT d.first_at FROM document d WHERE d.id = $1 AND d.revision = 1), $10), $10))sql";
constexpr std::string_view find_text = R"sql(
SELECT id, revision, submission, kind, fields, file, file_name, use_revision, person, at
FROM document WHERE id = $1 ORDER BY revision DESC LIMIT 1)sql";
constexpr std::string_view revisions_text = R"sql(
SELECT id, revision, submission, kind, fields, file, file_name, use_revision, person, at
FROM document WHERE id = $1 ORDER BY revision)sql";
constexpr std::string_view of_submission_text = R"sql(
SELECT id, revision, submission, kind, fields, file, file_name, use_revision, person, at
FROM document d WHERE submission = $1
  AND revision = (SELECT max(o.revision) FROM document o WHERE o.id = d.id)
ORDER BY first_at, id)sql";
constexpr std::string_view documented_text = R"sql(
SELECT DISTINCT d.submission FROM document d JOIN submission s ON s.id = d.submission
WHERE d.submission > $1
  AND (s.state IN ('in_review', 'needs_info')
       OR EXISTS (SELECT 1 FROM approval a WHERE a.submission = s.id AND a.state IN ('active', 'suspended')))
ORDER BY d.submission LIMIT $2)sql";

constexpr std::string_view insert_opinion_text = R"sql(
INSERT INTO document_opinion (document, revision, ordinal, person, accepted, reason, at)
SELECT $1, $2, count(*), $3, $4, $5, $6 FROM document_opinion WHERE document = $1 AND revision = $2)sql";
constexpr std::string_view opinion_text = R"sql(
SELECT person, accepted, reason, at FROM document_opinion WHERE document = $1 AND revision = $2
ORDER BY ordinal DESC LIMIT 1)sql";

constexpr std::string_view known_text = "SELECT 1 FROM document_fact WHERE file = $1 AND kind = $2 ORDER BY 1 LIMIT 1";
constexpr std::string_view insert_fact_text = R"sql(
INSERT INTO document_fact (file, kind, ordinal, name, subject, value, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7))sql";
constexpr std::string_view facts_text = R"sql(
SELECT name, subject, value, evidence FROM document_fact WHERE file = $1 AND kind = $2 ORDER BY ordinal)sql";
constexpr std::string_view insert_component_text = R"sql(
INSERT INTO document_component (file, key, version) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)sql";
constexpr std::string_view versions_text = R"sql(
SELECT version FROM document_component WHERE file = $1 AND key = $2 ORDER BY version LIMIT 50)sql";

constexpr std::string_view insert_notice_text = R"sql(
INSERT INTO expiry_notice (what, object, ends, days, submission, at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING)sql";
constexpr std::string_view notices_text = R"sql(
SELECT what, object, ends, days, submission, at FROM expiry_notice WHERE ends >= $1 AND ends <= $2
ORDER BY ends, what, object, days LIMIT $3)sql";

std::string fields_json(const domain::Document& document) {
  Json list = Json::array();
  for (const auto& [name, value] : document.fields) list.push_back({name, value});
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

domain::Document read_document(Query& row) {
  domain::Document document;
  document.id = {row.text()};
  document.revision = row.integer();
  document.submission = {row.text()};
  document.kind = row.text();
  for (const Json& pair : Json::parse(row.text())) {
    document.fields.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
  }
  if (const auto file = row.maybe_text()) document.file = domain::Sha256{*file};
  document.file_name = row.text();
  document.use_revision = row.integer();
  document.person = {row.text()};
  document.handed_in = row.instant();
  return document;
}

}  // namespace

void SqlDocuments::add_opinion(domain::Document& document) {
  Query row(connection_, opinion_text, document.id, document.revision);
  if (!row.next()) return;
  document.opinion = domain::DocumentOpinion{
      .person = {row.text()}, .accepted = row.boolean(), .reason = row.text(), .at = row.instant()};
}

void SqlDocuments::insert(const domain::Document& one) {
  Query(connection_, insert_text, one.id, one.revision, one.submission, one.kind, fields_json(one), one.file,
        one.file_name, one.use_revision, one.person, one.handed_in)
      .run();
}

std::optional<domain::Document> SqlDocuments::find(const domain::DocumentId& id) {
  Query row(connection_, find_text, id);
  if (!row.next()) return std::nullopt;
  domain::Document document = read_document(row);
  add_opinion(document);
  return document;
}

std::vector<domain::Document> SqlDocuments::of_submission(const domain::SubmissionId& id) {
  std::vector<domain::Document> list;
  for (Query row(connection_, of_submission_text, id); row.next();) list.push_back(read_document(row));
  for (domain::Document& one : list) add_opinion(one);
  return list;
}

std::vector<domain::Document> SqlDocuments::revisions(const domain::DocumentId& id) {
  std::vector<domain::Document> list;
  for (Query row(connection_, revisions_text, id); row.next();) list.push_back(read_document(row));
  for (domain::Document& one : list) add_opinion(one);
  return list;
}

std::vector<domain::SubmissionId> SqlDocuments::documented(const domain::SubmissionId& after, int limit) {
  std::vector<domain::SubmissionId> ids;
  for (Query row(connection_, documented_text, after, limit); row.next();) ids.push_back({row.text()});
  return ids;
}

void SqlDocuments::insert(const domain::DocumentId& id, std::int64_t revision, const domain::DocumentOpinion& opinion) {
  Query(connection_, insert_opinion_text, id, revision, opinion.person, opinion.accepted, opinion.reason, opinion.at)
      .run();
}

void SqlDocuments::keep(const domain::Sha256& file, std::string_view kind, const usecases::DocumentContent& content) {
  if (Query(connection_, known_text, file, kind).next()) return;
  std::int64_t ordinal = 0;
  for (const Fact& fact : content.facts) {
    Query(connection_, insert_fact_text, file, kind, ordinal++, fact.name, fact.subject, fact.value, fact.evidence)
        .run();
  }
  for (const auto& component : content.components) {
    for (const std::string& key : component.keys) {
      Query(connection_, insert_component_text, file, key, component.version).run();
    }
  }
}

std::vector<Fact> SqlDocuments::facts(const domain::Sha256& file, std::string_view kind) {
  std::vector<Fact> list;
  for (Query row(connection_, facts_text, file, kind); row.next();) {
    list.push_back({.name = row.text(), .subject = row.text(), .value = row.text(), .evidence = row.text()});
  }
  return list;
}

std::vector<std::string> SqlDocuments::listed_versions(const domain::Sha256& file,
                                                       const std::vector<std::string>& keys) {
  std::set<std::string> versions;
  for (const std::string& key : keys) {
    for (Query row(connection_, versions_text, file, key); row.next();) versions.insert(row.text());
  }
  return {versions.begin(), versions.end()};
}

bool SqlDocuments::insert(const usecases::ExpiryNotice& notice) {
  return Query(connection_, insert_notice_text, to_text(notice.what), notice.object, notice.ends, notice.days,
               notice.submission, notice.at)
             .run() > 0;
}

std::vector<usecases::ExpiryNotice> SqlDocuments::notices(domain::Day from, domain::Day to, int limit) {
  std::vector<usecases::ExpiryNotice> list;
  for (Query row(connection_, notices_text, from, to, limit); row.next();) {
    list.push_back({.what = known(domain::parse_ending(row.text()), "thing that ends"),
                    .object = row.text(),
                    .ends = row.maybe_day().value_or(from),
                    .days = static_cast<int>(row.integer()),
                    .submission = {row.text()},
                    .at = row.instant()});
  }
  return list;
}

}  // namespace formulary::io::store
