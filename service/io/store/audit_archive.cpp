#include "service/io/store/audit_archive.hpp"

#include <future>

#include "service/io/store/migrate.hpp"
#include "service/io/store/seal_check.hpp"

namespace formulary::io::store {

namespace {

// The entries' own indices are compared by the check of the log, in a fraction of the time.
constexpr std::string_view tables_text =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'audit_entry' ORDER BY name";

/// What SQLite finds wrong with the form of the file, or what is wrong with its rows; empty when nothing is.
std::string damage_of(const std::filesystem::path& file, States states) {
  const std::string damaged = "The file of the database is damaged: ";
  try {
    Connection connection(file, Access::read, std::chrono::seconds(10));
    connection.begin();
    std::vector<std::string> checks = {"PRAGMA quick_check(1)"};
    for (Query row(connection, tables_text); row.next();) {
      checks.push_back("PRAGMA integrity_check(\"" + row.text() + "\")");
    }
    for (const std::string& check : checks) {
      Query row(connection, check);
      const std::string found = row.next() ? row.text() : "nothing can be read";
      if (found != "ok") return damaged + found;
    }
    Query orphan(connection, "PRAGMA foreign_key_check");
    if (orphan.next()) return damaged + "a row of " + orphan.text() + " refers to nothing";
    return states == States::compared ? contradiction_of_rows(connection) : std::string();
  } catch (const std::exception& problem) {
    return damaged + problem.what();
  }
}

}  // namespace

AuditArchive::AuditArchive(const std::filesystem::path& file)
    : file_(file), connection_(file, Access::read, std::chrono::seconds(10)) {
  const std::size_t latest = migrations().size();
  refuse_foreign(file, latest);
  if (connection_.user_version() != static_cast<std::int64_t>(latest)) {
    throw ForeignDatabase(file.string() +
                          " was written by an older version of Formulary. Start the service on it once.");
  }
}

AuditCheck AuditArchive::check(const AuditExpectations& expected) {
  std::future<std::string> damage = std::async(std::launch::async, &damage_of, file_, expected.states);
  AuditCheck result;
  try {
    connection_.begin();
    result = check_audit(connection_, expected);
    connection_.end();
  } catch (const std::exception& problem) {
    result.sound = false;
    result.defect = std::string("The database cannot be read: ") + problem.what();
  }
  if (const std::string found = damage.get(); !found.empty() && result.sound) {
    result.sound = false;
    result.defect = "The log fits together, but the registry does not. " + found;
  }
  return result;
}

void AuditArchive::read(const std::function<void(SqlAuditTrail&)>& work) {
  SqlAuditTrail trail(connection_);
  connection_.begin();
  work(trail);
  connection_.end();
}

}  // namespace formulary::io::store
