// What the registry knows of its versions that a recall could name: tool, dossiers, claims, what authorities say of the
// numbers that are claimed, and the components that the scanner saw.
#include <algorithm>

#include "scanners/report.hpp"
#include "service/domain/regulators/regulator.hpp"
#include "service/io/store/recalls.hpp"

namespace formulary::io::store {
namespace {

#define FORMULARY_CONCERNED                                                                 \
  "EXISTS (SELECT 1 FROM submission s WHERE s.version = v.id AND s.state NOT IN ('draft', " \
  "'withdrawn', 'rejected'))"

constexpr std::string_view page_text = R"sql(
SELECT v.id, v.tool, v.version, t.name, t.identifier, t.vendor FROM version v JOIN tool t ON t.id = v.tool
WHERE v.id > $1 AND )sql" FORMULARY_CONCERNED " ORDER BY v.id LIMIT $2";
constexpr std::string_view one_text = R"sql(
SELECT v.id, v.tool, v.version, t.name, t.identifier, t.vendor FROM version v JOIN tool t ON t.id = v.tool
WHERE v.id = $1 AND )sql" FORMULARY_CONCERNED " ORDER BY v.id";
#undef FORMULARY_CONCERNED

constexpr std::string_view dossiers_text = R"sql(
SELECT d.device_name, d.manufacturer, d.udi_di, d.model, d.catalogue
FROM submission s JOIN dossier d ON d.submission = s.id
WHERE s.version = $1 AND s.state NOT IN ('draft', 'withdrawn', 'rejected') ORDER BY s.number)sql";
constexpr std::string_view claims_text = R"sql(
SELECT c.scheme, c.number, c.product_code FROM submission s JOIN claim c ON c.submission = s.id
WHERE s.version = $1 AND s.state NOT IN ('draft', 'withdrawn', 'rejected') AND c.ended IS NULL
ORDER BY s.number, c.ordinal, c.id)sql";
constexpr std::string_view device_text = R"sql(
SELECT name, model, catalogue, product_code FROM authority_record
WHERE number = $1 AND number <> '' AND kind = 'device' ORDER BY dataset, key LIMIT 5)sql";
constexpr std::string_view code_text = R"sql(
SELECT product_code FROM authority_record
WHERE number = $1 AND number <> '' AND kind = 'authorization' ORDER BY dataset, key LIMIT 5)sql";
constexpr std::string_view components_text = R"sql(
SELECT DISTINCT f.name, f.subject, f.value
FROM version_artifact a JOIN fact f ON f.report =
  (SELECT r.id FROM report r WHERE r.artifact = a.sha256 ORDER BY r.scanned DESC, r.id DESC LIMIT 1)
WHERE a.version = $1 AND f.name IN ($2, $3, $4, $5, $6) ORDER BY f.name, f.subject, f.value LIMIT 2000)sql";
constexpr std::string_view aliases_text = "SELECT name, other FROM company_alias ORDER BY name, other";

constexpr std::string_view claiming_text = R"sql(
SELECT DISTINCT s.version FROM claim c JOIN submission s ON s.id = c.submission
WHERE c.number = $1 AND c.ended IS NULL AND c.number <> '' AND s.version IS NOT NULL ORDER BY s.version LIMIT 200)sql";
constexpr std::string_view due_text = "SELECT version, changes FROM recall_due ORDER BY version LIMIT $1";
constexpr std::string_view compared_text = "DELETE FROM recall_due WHERE version = $1 AND changes = $2";

void add(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::ranges::find(list, value) == list.end()) list.push_back(std::move(value));
}

/// `pkg:maven/group/name`: the name.
std::string last_part(const std::string& purl) { return purl.substr(purl.rfind('/') + 1); }

void add_claim(domain::RecallSubject& subject, const std::string& scheme_id, const std::string& number) {
  const domain::Scheme* scheme = domain::find_scheme(scheme_id);
  if (scheme == nullptr) return;
  switch (scheme->kind) {
    case domain::SchemeKind::company:
      return add(subject.company_numbers, number);
    case domain::SchemeKind::authorization:
      return add(subject.submissions, number);
    case domain::SchemeKind::product:
      return add(subject.udis, number);
    case domain::SchemeKind::listing:
    case domain::SchemeKind::opinion:
    case domain::SchemeKind::notice:
      return;
  }
}

/// Names that a person confirmed to be the same company as one of the subject's.
void add_aliases(domain::RecallSubject& subject, const std::vector<std::pair<std::string, std::string>>& aliases) {
  const auto is_ours = [&](const std::string& name) {
    return std::ranges::any_of(subject.companies, [&](const std::string& company) {
      return domain::compare_companies(company, name) == domain::CompanyMatch::same;
    });
  };
  std::vector<std::string> more;
  for (const auto& [name, other] : aliases) {
    if (is_ours(name)) add(more, other);
    if (is_ours(other)) add(more, name);
  }
  for (std::string& name : more) add(subject.companies, std::move(name));
}

}  // namespace

std::vector<domain::RecallSubject> SqlRecalls::read_subjects(Query&& row) {
  std::vector<std::pair<std::string, std::string>> aliases;
  for (Query each(connection_, aliases_text); each.next();) {
    std::string name = each.text();
    aliases.emplace_back(std::move(name), each.text());
  }
  std::vector<domain::RecallSubject> all;
  while (row.next()) {
    domain::RecallSubject& subject = all.emplace_back();
    subject.id = row.text();
    subject.tool = row.text();
    subject.version = row.text();
    const std::string name = row.text();
    if (name != row.text()) add(subject.names, name);  // an identifier is no name
    add(subject.companies, row.text());
    for (Query each(connection_, dossiers_text, subject.id); each.next();) {
      add(subject.names, each.text());
      add(subject.companies, each.text());
      add(subject.udis, each.text());
      add(subject.models, each.text());
      add(subject.models, each.text());
    }
    for (Query each(connection_, claims_text, subject.id); each.next();) {
      const std::string scheme = each.text(), number = each.text();
      add_claim(subject, scheme, number);
      add(subject.product_codes, each.text());
    }
    for (const std::string& number : subject.submissions) {
      for (Query each(connection_, code_text, number); each.next();) add(subject.product_codes, each.text());
    }
    for (const std::string& udi : subject.udis) {
      for (Query each(connection_, device_text, udi); each.next();) {
        add(subject.names, each.text());
        add(subject.models, each.text());
        add(subject.models, each.text());
        add(subject.product_codes, each.text());
      }
    }
    for (Query each(connection_, components_text, subject.id, fact::android_library_bundled,
                    fact::android_native_version, fact::android_runtime, fact::android_runtime_engine,
                    fact::android_sdk);
         each.next();) {
      const std::string kind = each.text(), of = each.text(), value = each.text();
      if (kind == fact::android_library_bundled) {
        add(subject.components, last_part(of));
      } else {
        add(subject.components, kind == fact::android_native_version ? of : value);
      }
    }
    add_aliases(subject, aliases);
  }
  return all;
}

std::vector<domain::RecallSubject> SqlRecalls::subjects(const domain::VersionId& after, int limit) {
  return read_subjects(Query(connection_, page_text, after, limit));
}

std::optional<domain::RecallSubject> SqlRecalls::subject(const domain::VersionId& version) {
  auto found = read_subjects(Query(connection_, one_text, version));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<domain::VersionId> SqlRecalls::versions_claiming(std::string_view number) {
  std::vector<domain::VersionId> all;
  for (Query row(connection_, claiming_text, number); row.next();) all.push_back({row.text()});
  return all;
}

std::vector<usecases::DueVersion> SqlRecalls::due(int limit) {
  std::vector<usecases::DueVersion> all;
  for (Query row(connection_, due_text, limit); row.next();) {
    all.push_back({.version = {row.text()}, .changes = row.integer()});
  }
  return all;
}

void SqlRecalls::compared(const usecases::DueVersion& version) {
  Query(connection_, compared_text, version.version, version.changes).run();
}

}  // namespace formulary::io::store
