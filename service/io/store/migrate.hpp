// Brings a database to the latest version: all pending steps in one transaction, or none. A newer database, or one of
// another program, is refused and left as it was. The version is SQLite's user_version: the number of steps done.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {

struct Migration {
  std::string_view name;  ///< `0001_people.sql`
  std::string_view text;
};

/// All steps there are, in order. Embedded at build from schemas/db/sqlite.
std::vector<Migration> migrations();

/// Throws ForeignDatabase when `file` is not for this program. Reads only; nothing is created.
void refuse_foreign(const std::filesystem::path& file, std::size_t latest);

/// Does what is pending and turns on write-ahead logging. `after` is called in the same transaction where anything was.
/// Throws what the failing step throws; then nothing was done.
void migrate(Connection& connection, const std::vector<Migration>& steps, const std::function<void()>& after = {});

}  // namespace formulary::io::store
