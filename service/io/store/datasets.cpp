#include "service/io/store/datasets.hpp"

#include "service/io/store/filter.hpp"
#include "service/io/store/lists.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view list_text = R"sql(
SELECT id, kind, name, source_date, imported, sha256, records, import FROM dataset ORDER BY id)sql";
constexpr std::string_view find_text = R"sql(
SELECT id, kind, name, source_date, imported, sha256, records, import FROM dataset WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view dictionary_text = "SELECT dictionary FROM dataset WHERE id = $1 ORDER BY id";

constexpr std::string_view last_number_text = "SELECT coalesce(max(number), 0) FROM dataset_import";
constexpr std::string_view insert_import_text = R"sql(
INSERT INTO dataset_import (id, number, dataset, kind, name, person, mode, forced, asked_date, source_date, state,
                            attempts, sentence, warnings, read, rejected, remarked, repeated, added, changed, removed,
                            unchanged, created, started, finished)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        $25))sql";
constexpr std::string_view update_import_text = R"sql(
UPDATE dataset_import
SET source_date = $2, state = $3, attempts = $4, sentence = $5, warnings = $6, read = $7, rejected = $8, remarked = $9,
    repeated = $10, added = $11, changed = $12, removed = $13, unchanged = $14, started = $15, finished = $16
WHERE id = $1)sql";
constexpr std::string_view followed_text = "UPDATE dataset_import SET followed = $2 WHERE id = $1";
constexpr std::string_view import_columns_text = R"sql(
SELECT id, number, dataset, kind, name, person, mode, forced, asked_date, source_date, state, attempts, sentence,
       warnings, read, rejected, remarked, repeated, added, changed, removed, unchanged, created, started, finished
FROM dataset_import)sql";
constexpr std::string_view insert_file_text = R"sql(
INSERT INTO dataset_import_file (import, ordinal, name, sha256, bytes) VALUES ($1, $2, $3, $4, $5))sql";
constexpr std::string_view files_text = R"sql(
SELECT name, sha256, bytes FROM dataset_import_file WHERE import = $1 ORDER BY ordinal)sql";

constexpr std::string_view insert_note_text = R"sql(
INSERT INTO dataset_rejection (import, ordinal, taken, file, line, reason) VALUES ($1, $2, $3, $4, $5, $6))sql";
constexpr std::string_view notes_text = R"sql(
SELECT taken, file, line, reason FROM dataset_rejection
WHERE import = $1 AND ordinal >= $2 ORDER BY ordinal LIMIT $3)sql";

usecases::DatasetInForce read_dataset(Query& row) {
  usecases::DatasetInForce found;
  found.dataset.id = row.text();
  found.kind = row.text();
  found.dataset.name = row.text();
  found.dataset.source_date = row.maybe_day();
  found.dataset.imported = row.instant();
  found.dataset.sha256 = row.text();
  found.dataset.rows = row.integer();
  found.import = {row.text()};
  return found;
}

}  // namespace

std::vector<usecases::DatasetInForce> SqlDatasets::list() {
  std::vector<usecases::DatasetInForce> all;
  for (Query row(connection_, list_text); row.next();) all.push_back(read_dataset(row));
  return all;
}

std::optional<usecases::DatasetInForce> SqlDatasets::find(std::string_view id) {
  Query row(connection_, find_text, id);
  return row.next() ? std::optional(read_dataset(row)) : std::nullopt;
}

std::optional<std::string> SqlDatasets::dictionary(std::string_view id) {
  Query row(connection_, dictionary_text, id);
  return row.next() ? std::optional(row.text()) : std::nullopt;
}

std::int64_t SqlDatasets::next_import_number() {
  Query row(connection_, last_number_text);
  return (row.next() ? row.integer() : 0) + 1;
}

void SqlDatasets::insert(const domain::DatasetImport& import) {
  const domain::ImportCounts& counts = import.counts;
  Query(connection_, insert_import_text, import.id, import.number, import.dataset, import.kind, import.name,
        nullable(import.person), to_text(import.mode), import.forced == domain::Forced::yes, import.asked_date,
        import.source_date, to_text(import.state), import.attempts, import.sentence, to_column(import.warnings),
        counts.read, counts.rejected, counts.remarked, counts.repeated, counts.added, counts.changed, counts.removed,
        counts.unchanged, import.created, import.started, import.finished)
      .run();
  int ordinal = 0;
  for (const domain::ImportFile& file : import.files) {
    Query(connection_, insert_file_text, import.id, ordinal++, file.name, file.sha256,
          static_cast<std::int64_t>(file.bytes))
        .run();
  }
}

void SqlDatasets::update(const domain::DatasetImport& import) {
  const domain::ImportCounts& counts = import.counts;
  Query(connection_, update_import_text, import.id, import.source_date, to_text(import.state), import.attempts,
        import.sentence, to_column(import.warnings), counts.read, counts.rejected, counts.remarked, counts.repeated,
        counts.added, counts.changed, counts.removed, counts.unchanged, import.started, import.finished)
      .run();
}

std::vector<domain::DatasetImport> SqlDatasets::read_imports(Query&& row) {
  std::vector<domain::DatasetImport> all;
  while (row.next()) {
    domain::DatasetImport& import = all.emplace_back();
    import.id = {row.text()};
    import.number = row.integer();
    import.dataset = row.text();
    import.kind = row.text();
    import.name = row.text();
    import.person = {row.text_or_empty()};
    import.mode = known(domain::parse_import_mode(row.text()), "import mode");
    import.forced = row.boolean() ? domain::Forced::yes : domain::Forced::no;
    import.asked_date = row.maybe_day();
    import.source_date = row.maybe_day();
    import.state = known(domain::parse_import_state(row.text()), "import state");
    import.attempts = static_cast<int>(row.integer());
    import.sentence = row.text();
    import.warnings = from_column(row.text());
    domain::ImportCounts& counts = import.counts;
    for (std::int64_t* count : {&counts.read, &counts.rejected, &counts.remarked, &counts.repeated, &counts.added,
                                &counts.changed, &counts.removed, &counts.unchanged}) {
      *count = row.integer();
    }
    import.created = row.instant();
    import.started = row.maybe_instant();
    import.finished = row.maybe_instant();
    for (Query file(connection_, files_text, import.id); file.next();) {
      import.files.push_back(
          {.name = file.text(), .sha256 = {file.text()}, .bytes = static_cast<std::uint64_t>(file.integer())});
    }
  }
  return all;
}

std::optional<domain::DatasetImport> SqlDatasets::find_import(const domain::ImportId& id) {
  auto found = read_imports(Query(connection_, std::string(import_columns_text) + " WHERE id = $1 ORDER BY id", id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<domain::DatasetImport> SqlDatasets::imports(const usecases::ImportFilter& filter) {
  Filter where;
  if (!filter.dataset.empty()) where.where("dataset = ?", {filter.dataset});
  if (filter.before) where.where("number < ?", {*filter.before});
  const std::string limit = where.parameter(std::int64_t{filter.limit});
  return read_imports(Query(connection_,
                            std::string(import_columns_text) + where.text() + " ORDER BY number DESC LIMIT " + limit,
                            where.values()));
}

std::vector<domain::DatasetImport> SqlDatasets::open_imports() {
  return read_imports(
      Query(connection_, std::string(import_columns_text) + " WHERE state IN ('queued', 'running') ORDER BY number"));
}

std::vector<domain::DatasetImport> SqlDatasets::unfollowed_imports() {
  return read_imports(Query(
      connection_, std::string(import_columns_text) + " WHERE state = 'done' AND followed IS NULL ORDER BY number"));
}

void SqlDatasets::followed(const domain::ImportId& id, domain::Instant at) {
  Query(connection_, followed_text, id, at).run();
}

void SqlDatasets::insert(const domain::ImportId& import, const std::vector<usecases::RowNote>& notes) {
  int ordinal = 0;
  for (const usecases::RowNote& note : notes) {
    Query(connection_, insert_note_text, import, ordinal++, note.taken, note.file, note.line, note.reason).run();
  }
}

std::vector<usecases::RowNote> SqlDatasets::notes(const domain::ImportId& import, std::int64_t from, int limit) {
  std::vector<usecases::RowNote> all;
  for (Query row(connection_, notes_text, import, from, limit); row.next();) {
    all.push_back({.taken = row.boolean(), .file = row.text(), .line = row.integer(), .reason = row.text()});
  }
  return all;
}

}  // namespace formulary::io::store
