// Which tables are sealed, and how a sum over their rows is made in SQL. A row is summed as the name of its seal and
// its values with their types, in the order of the columns: no two rows, of one table or of two, come to the same text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/io/store/connection.hpp"
#include "service/io/store/digest.hpp"
#include "service/io/store/lattice_sum.hpp"

struct sqlite3_value;

namespace formulary::io::store {

enum class SealKind : std::uint8_t { logged, housekeeping, log, seal };

/// A line of seals.def.
struct SealedTable {
  std::string_view table;
  SealKind kind;
  std::string_view loose;  ///< columns between blanks
};
const std::vector<SealedTable>& sealed_tables();

/// One seal: of a table, of a logged table's columns that are not loose, or of all columns of one that has loose ones.
struct SealPlan {
  std::string name;  ///< of the row in table_seal
  std::string table;
  bool logged = false;
  std::vector<std::string> columns;
};

/// All seals, in the order of their names, with the columns that the tables of this database have.
std::vector<SealPlan> seal_plans(Connection& connection);

/// What a seal says.
struct Seal {
  std::int64_t rows = 0;
  LatticeSum sum;

  bool operator==(const Seal&) const = default;
};

/// As stored. A seal that is missing or malformed has fewer rows than none.
std::vector<Seal> read_seals(Connection& connection, const std::vector<SealPlan>& plans);

/// Over what the rows are now.
Seal recompute(Connection& connection, const SealPlan& plan);

/// What table_seal says of one seal, in 32 bytes.
Digest digest_of(const SealPlan& plan, const Seal& seal);

/// The digest over those of all that is logged, in hexadecimal: `state` of an audit entry.
std::string state_of(const std::vector<SealPlan>& plans, const std::vector<Digest>& digests);
std::string state_of(const std::vector<SealPlan>& plans, const std::vector<Seal>& seals);

/// Writes the text of a row of `name` into `out`.
void encode_row(std::string& out, std::string_view name, int count, sqlite3_value** values);

}  // namespace formulary::io::store
