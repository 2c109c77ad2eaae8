#include "service/io/store/backup.hpp"

#include <array>

#include "service/io/store/audit.hpp"
#include "service/io/store/migrate.hpp"
#include "service/io/store/seal_check.hpp"
#include "service/io/store/sqlite_store.hpp"

namespace formulary::io::store {
namespace {

constexpr std::chrono::milliseconds patience{60'000};
constexpr std::string_view insert_fact_text = "INSERT INTO backup_fact (name, value) VALUES ($1, $2)";
constexpr std::string_view insert_blob_text = "INSERT INTO backup_blob (sha256, size) VALUES ($1, $2)";
constexpr std::string_view facts_text = "SELECT name, value FROM backup_fact ORDER BY name";
constexpr std::string_view blobs_text = "SELECT sha256, size FROM backup_blob ORDER BY sha256";
constexpr std::string_view tables_text = R"sql(
SELECT count(*) FROM sqlite_schema WHERE name IN ('backup_fact', 'backup_blob'))sql";
constexpr std::string_view make_text = R"sql(
CREATE TABLE backup_fact (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE backup_blob (sha256 TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL) STRICT)sql";
constexpr std::string_view drop_text = "DROP TABLE backup_fact; DROP TABLE backup_blob";

Connection open_copy(const std::filesystem::path& copy) {
  refuse_foreign(copy, migrations().size());
  return {copy, Access::write, patience};
}

std::string quoted(const std::string& text) {
  std::string literal = "'";
  for (const char c : text) literal += c == '\'' ? "''" : std::string(1, c);
  return literal + "'";
}

std::int64_t number(const std::string& text) {
  try {
    return std::stoll(text);
  } catch (const std::exception&) {
    throw BadBackup("The backup does not say what it is.");
  }
}

BackupFacts read_facts(Connection& connection) {
  Query tables(connection, tables_text);
  tables.next();
  if (tables.integer() != 2) throw BadBackup("This is a database, but not one that a backup made.");
  BackupFacts facts;
  for (Query row(connection, facts_text); row.next();) {
    std::string name = row.text();
    facts.more[std::move(name)] = row.text();
  }
  for (Query row(connection, blobs_text); row.next();) {
    std::string name = row.text();
    facts.blobs[std::move(name)] = static_cast<std::uint64_t>(row.integer());
  }
  const auto take = [&](const char* name) {
    const auto found = facts.more.extract(name);
    return found ? found.mapped() : std::string();
  };
  facts.version = number(take("database_version"));
  facts.entries = number(take("audit_entries"));
  facts.root = take("audit_root");
  return facts;
}

AuditCheck sound_audit(Connection& connection) {
  const AuditCheck check = check_audit(connection, {});
  if (!check.sound) throw BadBackup("The audit log does not fit together: " + check.defect);
  return check;
}

}  // namespace

BackupFacts copy_database(const std::filesystem::path& database, const std::filesystem::path& copy) {
  {
    // Outside any transaction, as SQLite wants it, where no parameters can be given.
    Connection source(database, Access::write, patience);
    source.execute("VACUUM INTO " + quoted(copy.string()));
  }
  Connection connection = open_copy(copy);
  connection.begin();
  const AuditCheck check = sound_audit(connection);
  connection.end();
  return {.version = connection.user_version(), .entries = check.entries, .root = check.root, .more = {}, .blobs = {}};
}

void write_facts(const std::filesystem::path& copy, const BackupFacts& facts) {
  Connection connection = open_copy(copy);
  connection.execute("PRAGMA journal_mode = DELETE");  // one file, so that it can be taken away
  connection.execute("BEGIN IMMEDIATE");
  connection.execute(std::string(make_text));
  const auto put = [&](const std::string& name, const std::string& value) {
    Query(connection, insert_fact_text, name, value).run();
  };
  put("database_version", std::to_string(facts.version));
  put("audit_entries", std::to_string(facts.entries));
  put("audit_root", facts.root);
  for (const auto& [name, value] : facts.more) put(name, value);
  for (const auto& [name, size] : facts.blobs) {
    Query(connection, insert_blob_text, name, static_cast<std::int64_t>(size)).run();
  }
  connection.execute("COMMIT");
}

BackupFacts check_backup(const std::filesystem::path& copy) {
  if (!std::filesystem::exists(copy) || std::filesystem::file_size(copy) < 512) {
    throw BadBackup("The backup holds no database.");
  }
  Connection connection = open_copy(copy);
  connection.begin();
  {
    Query pages(connection, "PRAGMA integrity_check");
    if (!pages.next() || pages.text() != "ok") throw BadBackup("The database in the backup is damaged.");
    Query references(connection, "PRAGMA foreign_key_check");
    if (references.next()) throw BadBackup("The database in the backup refers to what is not there.");
  }
  BackupFacts facts = read_facts(connection);
  const AuditCheck check = sound_audit(connection);
  if (const std::string found = contradiction_of_rows(connection); !found.empty()) throw BadBackup(found);
  connection.end();
  if (facts.version != connection.user_version() || facts.entries != check.entries || facts.root != check.root) {
    throw BadBackup("The backup is not what it says of itself: its audit log is another.");
  }
  return facts;
}

void remove_facts(const std::filesystem::path& copy) { open_copy(copy).execute(std::string(drop_text)); }

}  // namespace formulary::io::store
