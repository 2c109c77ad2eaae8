#include "service/io/store/migrate.hpp"

#include <array>
#include <fstream>
#include <string>

#include "service/io/store/sqlite_store.hpp"

namespace formulary::io::store {
namespace {

constexpr std::uint32_t application_id = 0x464d4c59;  // "FMLY"

/// The database header (SQLite file format, section 1.3): a big-endian word at `offset`.
std::uint32_t word(const std::array<char, 100>& header, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(header[offset + i]);
  return value;
}

void check_version(const std::filesystem::path& file, std::int64_t version, std::size_t latest) {
  if (version <= static_cast<std::int64_t>(latest)) return;
  throw ForeignDatabase(file.string() + " was written by a newer version of Formulary (database version " +
                        std::to_string(version) + "; this program knows up to " + std::to_string(latest) +
                        "). Nothing was changed. Install the newer version again, or restore a backup.");
}

}  // namespace

void refuse_foreign(const std::filesystem::path& file, std::size_t latest) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 100> header{};
  if (!in.read(header.data(), header.size())) return;  // absent or empty: it will be made
  // offset 0, 16 bytes: "SQLite format 3\000"; offset 60: user version; offset 68: application id
  const bool ours = std::string_view(header.data(), 16) == std::string_view("SQLite format 3\0", 16) &&
                    word(header, 68) == application_id;
  if (!ours) {
    throw ForeignDatabase(file.string() + " is not a database of Formulary. Nothing was changed. Name another file.");
  }
  check_version(file, word(header, 60), latest);
}

void migrate(Connection& connection, const std::vector<Migration>& steps, const std::function<void()>& after) {
  // Before anything else, so that the header says whose file this is even if the rest is still in the write-ahead log.
  if (connection.user_version() == 0) connection.execute("PRAGMA application_id = " + std::to_string(application_id));
  connection.execute("PRAGMA journal_mode = WAL");
  connection.execute("PRAGMA journal_size_limit = 67108864");
  connection.execute("BEGIN IMMEDIATE");
  try {
    const std::int64_t version = connection.user_version();
    check_version("The database", version, steps.size());
    for (std::size_t step = static_cast<std::size_t>(version); step < steps.size(); ++step) {
      connection.execute(std::string(steps[step].text));
    }
    const bool changed = version != static_cast<std::int64_t>(steps.size());
    if (changed) connection.execute("PRAGMA user_version = " + std::to_string(steps.size()));
    if (changed && after) after();
    connection.execute("COMMIT");
  } catch (...) {
    if (connection.in_transaction()) connection.execute("ROLLBACK");
    throw;
  }
}

}  // namespace formulary::io::store
