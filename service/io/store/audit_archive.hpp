// A database file opened for its audit log alone: the database of a service that runs, or a copy of one. It is neither
// migrated nor written, and nothing in it is believed.
#pragma once

#include <filesystem>
#include <functional>

#include "service/io/store/audit.hpp"

namespace formulary::io::store {

class AuditArchive {
 public:
  /// Throws ForeignDatabase when the file is no database of this version, StorageUnavailable when it cannot be opened.
  explicit AuditArchive(const std::filesystem::path& file);

  /// On one snapshot; beside it SQLite looks at the form of the whole file, so that indices and other tables are intact
  /// too. A file that is damaged beyond reading has a defect like any other.
  AuditCheck check(const AuditExpectations& expected);
  void read(const std::function<void(SqlAuditTrail&)>& work);

 private:
  std::filesystem::path file_;
  Connection connection_;
};

}  // namespace formulary::io::store
