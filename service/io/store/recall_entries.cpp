// What persons entered: early alerts, field safety notices of authorities that publish no data.
#include "service/io/store/lists.hpp"
#include "service/io/store/recalls.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view insert_text = R"sql(
INSERT INTO recall_entry (id, number, authority, firm, name, model, catalogue, product_code, device_class, status, text,
                          links, day, url, person, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16))sql";
constexpr std::string_view columns_text = R"sql(
SELECT id, number, authority, firm, name, model, catalogue, product_code, device_class, status, text, links, day, url,
       person, at
FROM recall_entry)sql";
constexpr std::string_view matched_text = "UPDATE recall_entry SET matched = $2 WHERE id = $1";

}  // namespace

void SqlRecalls::insert(const usecases::RecallEntry& entry) {
  const domain::AuthorityRecord& record = entry.record;
  std::vector<std::string> links;
  for (const domain::RecordLink& link : record.links) {
    links.emplace_back(to_text(link.kind));
    links.push_back(link.value);
  }
  Query(connection_, insert_text, record.key, record.number, entry.authority, record.holder, record.name, record.model,
        record.catalogue, record.product_code, record.device_class, record.status, record.text, to_column(links),
        record.decided, entry.url, entry.person, entry.at)
      .run();
}

std::vector<usecases::RecallEntry> SqlRecalls::read_entries(Query&& row) {
  std::vector<usecases::RecallEntry> all;
  while (row.next()) {
    usecases::RecallEntry& entry = all.emplace_back();
    domain::AuthorityRecord& record = entry.record;
    record.kind = domain::RecordKind::recall;
    record.key = row.text();
    record.number = row.text();
    entry.authority = row.text();
    record.holder = row.text();
    record.name = row.text();
    record.model = row.text();
    record.catalogue = row.text();
    record.product_code = row.text();
    record.device_class = row.text();
    record.status = row.text();
    record.text = row.text();
    const std::vector<std::string> links = from_column(row.text());
    for (std::size_t i = 0; i + 1 < links.size(); i += 2) {
      record.links.push_back({.kind = known(domain::parse_link_kind(links[i]), "link kind"), .value = links[i + 1]});
    }
    record.decided = row.maybe_day();
    entry.url = row.text();
    entry.person = {row.text()};
    entry.at = row.instant();
  }
  return all;
}

std::vector<usecases::RecallEntry> SqlRecalls::entries(std::string_view after, int limit) {
  return read_entries(
      Query(connection_, std::string(columns_text) + " WHERE id > $1 ORDER BY id LIMIT $2", after, limit));
}

std::optional<usecases::RecallEntry> SqlRecalls::find_entry(std::string_view id) {
  auto found = read_entries(Query(connection_, std::string(columns_text) + " WHERE id = $1 ORDER BY id", id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<usecases::RecallEntry> SqlRecalls::entries_with_number(std::string_view number) {
  return read_entries(
      Query(connection_, std::string(columns_text) + " WHERE number = $1 AND number <> '' ORDER BY number, id LIMIT 50",
            number));
}

std::vector<usecases::RecallEntry> SqlRecalls::unmatched_entries() {
  return read_entries(Query(connection_, std::string(columns_text) + " WHERE matched IS NULL ORDER BY id LIMIT 200"));
}

void SqlRecalls::matched(std::string_view entry, domain::Instant at) {
  Query(connection_, matched_text, entry, at).run();
}

}  // namespace formulary::io::store
