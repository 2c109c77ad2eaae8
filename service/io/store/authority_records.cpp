// Look-ups among the records of authorities.
#include <map>

#include "service/io/store/datasets.hpp"
#include "service/io/store/deflated.hpp"
#include "service/io/store/filter.hpp"
#include "service/io/store/lists.hpp"

namespace formulary::io::store {
namespace {

#define FORMULARY_RECORD_COLUMNS                                                                                     \
  "r.dataset, r.key, r.import, r.kind, r.scheme, r.number, r.holder, r.name, r.model, r.catalogue, r.product_code, " \
  "r.device_class, r.status, r.received, r.decided, r.expires, r.text, r.links, r.content, r.content_size"

constexpr std::string_view by_key_text = "SELECT " FORMULARY_RECORD_COLUMNS R"sql(
FROM authority_record r WHERE r.dataset = $1 AND r.key = $2 ORDER BY r.dataset, r.key)sql";
constexpr std::string_view by_number_text = "SELECT " FORMULARY_RECORD_COLUMNS R"sql(
FROM authority_record r WHERE r.number = $1 AND r.number <> '' ORDER BY r.dataset, r.key LIMIT $2)sql";
constexpr std::string_view supplements_text = "SELECT " FORMULARY_RECORD_COLUMNS R"sql(
FROM authority_record r WHERE r.number > $1 AND r.number < $2 ORDER BY r.number DESC, r.dataset, r.key LIMIT $3)sql";
constexpr std::string_view by_link_text = "SELECT " FORMULARY_RECORD_COLUMNS R"sql(
FROM authority_link l JOIN authority_record r ON r.id = l.record
WHERE l.kind = $1 AND l.value = $2 ORDER BY l.kind, l.value, l.record LIMIT $3)sql";
constexpr std::string_view columns_text = "SELECT " FORMULARY_RECORD_COLUMNS " FROM authority_record r";

#undef FORMULARY_RECORD_COLUMNS

std::vector<domain::RecordLink> links_of(std::string_view column) {
  const std::vector<std::string> words = from_column(column);
  std::vector<domain::RecordLink> links;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    links.push_back({.kind = known(domain::parse_link_kind(words[i]), "link kind"), .value = words[i + 1]});
  }
  return links;
}

}  // namespace

std::vector<usecases::StoredRecord> SqlDatasets::read(Query&& row) {
  std::vector<usecases::StoredRecord> found;
  std::map<std::string, std::string> dictionaries;
  while (row.next()) {
    usecases::StoredRecord& stored = found.emplace_back();
    domain::AuthorityRecord& record = stored.record;
    stored.dataset = row.text();
    record.key = row.text();
    stored.import = row.integer();
    record.kind = known(domain::parse_record_kind(row.text()), "record kind");
    record.scheme = row.text();
    record.number = row.text();
    record.holder = row.text();
    record.name = row.text();
    record.model = row.text();
    record.catalogue = row.text();
    record.product_code = row.text();
    record.device_class = row.text();
    record.status = row.text();
    record.received = row.maybe_day();
    record.decided = row.maybe_day();
    record.expires = row.maybe_day();
    record.text = row.text();
    record.links = links_of(row.text());
    const std::string content = row.text();
    auto dictionary_of = dictionaries.find(stored.dataset);
    if (dictionary_of == dictionaries.end()) {
      dictionary_of = dictionaries.emplace(stored.dataset, dictionary(stored.dataset).value_or("")).first;
    }
    record.content = inflated(content, dictionary_of->second, static_cast<std::size_t>(row.integer()));
  }
  return found;
}

std::optional<usecases::StoredRecord> SqlDatasets::find_record(std::string_view dataset, std::string_view key) {
  auto found = read(Query(connection_, by_key_text, dataset, key));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<usecases::StoredRecord> SqlDatasets::records_with_number(std::string_view number, int limit) {
  return read(Query(connection_, by_number_text, number, limit));
}

std::vector<usecases::StoredRecord> SqlDatasets::supplements_of(std::string_view number, int limit) {
  // `0` comes right after `/`.
  return read(Query(connection_, supplements_text, std::string(number) + '/', std::string(number) + '0', limit));
}

std::vector<usecases::StoredRecord> SqlDatasets::records_linking(const domain::RecordLink& link, int limit) {
  return read(Query(connection_, by_link_text, to_text(link.kind), link.value, limit));
}

std::vector<usecases::StoredRecord> SqlDatasets::records(const usecases::RecordFilter& filter) {
  Filter where;
  where.where("r.dataset = ?", {filter.dataset});
  if (!filter.number.empty()) where.where("r.number = ? AND r.number <> ''", {filter.number});
  if (filter.kind) where.where("r.kind = ?", {std::string(to_text(*filter.kind))});
  if (filter.import) where.where("r.import = ?", {*filter.import});
  if (!filter.after.empty()) where.where("r.key > ?", {filter.after});
  const std::string limit = where.parameter(std::int64_t{filter.limit});
  return read(Query(connection_, std::string(columns_text) + where.text() + " ORDER BY r.dataset, r.key LIMIT " + limit,
                    where.values()));
}

}  // namespace formulary::io::store
