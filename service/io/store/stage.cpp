#include "service/io/store/stage.hpp"

#include "service/io/store/digest.hpp"
#include "service/io/store/lists.hpp"

namespace formulary::io::store {
namespace {

constexpr const char* settings_text = R"sql(
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;)sql";

constexpr const char* tables_text = R"sql(
CREATE TABLE staged (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, digest BLOB NOT NULL, kind TEXT NOT NULL, scheme TEXT NOT NULL,
  number TEXT NOT NULL, holder TEXT NOT NULL, name TEXT NOT NULL, model TEXT NOT NULL, catalogue TEXT NOT NULL,
  product_code TEXT NOT NULL, device_class TEXT NOT NULL, status TEXT NOT NULL, received TEXT, decided TEXT,
  expires TEXT, text TEXT NOT NULL, links TEXT NOT NULL, content BLOB NOT NULL, content_size INTEGER NOT NULL,
  file TEXT NOT NULL, line INTEGER NOT NULL
) STRICT;
CREATE TABLE plan (id INTEGER PRIMARY KEY, staged INTEGER, record INTEGER) STRICT;)sql";

constexpr std::string_view insert_text = R"sql(
INSERT INTO staged (key, digest, kind, scheme, number, holder, name, model, catalogue, product_code, device_class,
                    status, received, decided, expires, text, links, content, content_size, file, line)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21))sql";
constexpr std::string_view by_key_text = "SELECT id, key, digest FROM staged ORDER BY key, id";
constexpr std::string_view place_text = "SELECT file, line, key FROM staged WHERE id = $1 ORDER BY id";
constexpr std::string_view remove_text = "DELETE FROM staged WHERE id = $1";
constexpr std::string_view count_text = "SELECT count(*) FROM staged";

/// Pairs of kind and value, flat.
std::string links_column(const std::vector<domain::RecordLink>& links) {
  std::vector<std::string> words;
  for (const domain::RecordLink& link : links) {
    if (link.value.empty()) continue;
    words.emplace_back(to_text(link.kind));
    words.push_back(link.value);
  }
  return to_column(words);
}

void append(std::string& out, std::string_view field) {
  out += std::to_string(field.size());
  out += ':';
  out += field;
}

void append(std::string& out, const std::optional<domain::Day>& day) { append(out, day ? domain::to_text(*day) : "-"); }

/// Over all that a record says.
Digest digest_of(const domain::AuthorityRecord& record, const std::string& links) {
  std::string all;
  all.reserve(record.content.size() + record.text.size() + links.size() + 512);
  for (const std::string_view field :
       {to_text(record.kind), std::string_view(record.scheme), std::string_view(record.number),
        std::string_view(record.holder), std::string_view(record.name), std::string_view(record.model),
        std::string_view(record.catalogue), std::string_view(record.product_code),
        std::string_view(record.device_class), std::string_view(record.status), std::string_view(record.text),
        std::string_view(links), std::string_view(record.content)}) {
    append(all, field);
  }
  append(all, record.received);
  append(all, record.decided);
  append(all, record.expires);
  return sha256(all);
}

constexpr std::string_view name_begin = "stage-";

/// A name that no other stage has. The file keeps it for a moment only.
std::filesystem::path fresh_name(const std::filesystem::path& folder) {
  Digest random{};
  fill_random(random.data(), random.size());
  return folder / (std::string(name_begin) + to_hex(random).substr(0, 32));
}

Connection open_nameless(const std::filesystem::path& file) {
  Connection connection(file, Access::write, std::chrono::milliseconds(0));
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  return connection;
}

}  // namespace

void remove_left_stages(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().filename().string().starts_with(name_begin)) std::filesystem::remove(entry.path(), ignored);
  }
}

SqlStage::SqlStage(const std::filesystem::path& folder, std::optional<std::string> dictionary)
    : connection_(open_nameless(fresh_name(folder))) {
  if (dictionary) deflater_.emplace(std::move(*dictionary));
  connection_.execute(settings_text);
  connection_.execute("BEGIN EXCLUSIVE");  // for good: there is nothing to commit to
  connection_.execute(tables_text);
}

void SqlStage::add(const domain::AuthorityRecord& record, std::string_view file, std::int64_t line) {
  if (!deflater_) deflater_.emplace(record.content.substr(0, largest_dictionary));
  const std::string links = links_column(record.links);
  const Digest digest = digest_of(record, links);
  const std::string content = deflater_->deflate(record.content);
  Query(connection_, insert_text, record.key, Blob{as_text(digest)}, to_text(record.kind), record.scheme, record.number,
        record.holder, record.name, record.model, record.catalogue, record.product_code, record.device_class,
        record.status, record.received, record.decided, record.expires, record.text, links, Blob{content},
        static_cast<std::int64_t>(record.content.size()), file, line)
      .run();
}

usecases::StageContent SqlStage::seal() {
  connection_.execute("CREATE INDEX staged_by_key ON staged (key)");
  usecases::StageContent content;
  std::vector<std::int64_t> overridden;
  std::int64_t id = 0;
  std::string key, digest;
  for (Query row(connection_, by_key_text); row.next();) {
    const std::int64_t next_id = row.integer();
    std::string next_key = row.text();
    std::string next_digest = row.text();
    if (id != 0 && next_key == key) {
      overridden.push_back(id);
      if (next_digest != digest && content.notes.size() < usecases::kKeptNotes) {
        Query place(connection_, place_text, id);
        Query later(connection_, place_text, next_id);
        if (place.next() && later.next()) {
          content.notes.push_back({.taken = false, .file = place.text(), .line = place.integer(), .reason = ""});
          const std::string later_file = later.text();
          content.notes.back().reason = "The same key comes again with other content in " + later_file + ", line " +
                                        std::to_string(later.integer()) + "; the later row counts.";
        }
      }
    }
    id = next_id;
    key = std::move(next_key);
    digest = std::move(next_digest);
  }
  for (const std::int64_t each : overridden) Query(connection_, remove_text, each).run();
  content.repeated = static_cast<std::int64_t>(overridden.size());
  Query row(connection_, count_text);
  content.records = row.next() ? row.integer() : 0;
  return content;
}

}  // namespace formulary::io::store
