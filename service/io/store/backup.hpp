// A copy of the database as it was at one moment, made while others write, with facts about it in two tables of its
// own: so the copy says itself whether it is whole, and any SQLite opens it. Says nothing about how the copy is kept
// safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

namespace formulary::io::store {

struct BackupFacts {
  std::int64_t version = 0;  ///< of the database
  std::int64_t entries = 0;  ///< of the audit log, and its tree hash
  std::string root;
  std::map<std::string, std::string> more;     ///< what the caller wants to have back
  std::map<std::string, std::uint64_t> blobs;  ///< bytes of content by SHA-256
};

/// The copy is damaged, of something else, or not what it says of itself.
class BadBackup : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writes a copy to `copy`, which must not be there. Throws BadBackup where the audit log does not fit together.
BackupFacts copy_database(const std::filesystem::path& database, const std::filesystem::path& copy);

/// Puts the facts into the copy; once.
void write_facts(const std::filesystem::path& copy, const BackupFacts& facts);

/// Looks through the whole copy: its pages, its references, its audit log against the facts. Throws BadBackup.
BackupFacts check_backup(const std::filesystem::path& copy);

/// Makes it the database of a registry.
void remove_facts(const std::filesystem::path& copy);

}  // namespace formulary::io::store
