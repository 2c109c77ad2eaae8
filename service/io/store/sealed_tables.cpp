#include "service/io/store/sealed_tables.hpp"

#include <algorithm>
#include <sqlite3.h>

namespace formulary::io::store {
namespace {

constexpr std::string_view columns_text = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
constexpr std::string_view table_text = "SELECT name FROM sqlite_schema WHERE name = 'table_seal' ORDER BY name";
constexpr std::string_view seals_text = "SELECT name, rows, sum FROM table_seal ORDER BY name";

// The tables of a backup's own (backup.cpp) are in no registry.
constexpr std::string_view schema_rows = "sqlite_schema WHERE tbl_name NOT IN ('backup_fact', 'backup_blob')";

void append_number(std::string& out, std::uint64_t number) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>(number >> 8 * i & 0xff);
}

std::vector<std::string> columns_of(Connection& connection, std::string_view table) {
  // Not the number of the root page, which another file of the same contents has elsewhere.
  if (table == "sqlite_schema") return {"type", "name", "tbl_name", "sql"};
  std::vector<std::string> columns;
  for (Query row(connection, columns_text, table); row.next();) columns.push_back(row.text());
  return columns;
}

/// formulary_sum(name, values...), an aggregate: its context is a LatticeSum.
void sum_step(sqlite3_context* context, int count, sqlite3_value** values) {
  auto* const sum = static_cast<LatticeSum*>(sqlite3_aggregate_context(context, sizeof(LatticeSum)));
  if (sum == nullptr) return sqlite3_result_error_nomem(context);
  try {
    thread_local std::string row;
    row.clear();
    const auto* name = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    encode_row(row, name == nullptr ? "" : name, count - 1, values + 1);
    sum->add(row);
  } catch (const std::exception& problem) {
    sqlite3_result_error(context, problem.what(), -1);
  }
}

void sum_end(sqlite3_context* context) {
  const auto* const sum = static_cast<const LatticeSum*>(sqlite3_aggregate_context(context, sizeof(LatticeSum)));
  if (sum == nullptr) return sqlite3_result_error_nomem(context);
  sqlite3_result_blob(context, sum->bytes().data(), static_cast<int>(LatticeSum::size), SQLITE_TRANSIENT);
}

}  // namespace

const std::vector<SealedTable>& sealed_tables() {
  static const std::vector<SealedTable> tables = {
#define FORMULARY_SEAL(table, kind, loose) {#table, SealKind::kind, loose},
#include "service/io/store/seals.def"
#undef FORMULARY_SEAL
  };
  return tables;
}

std::vector<SealPlan> seal_plans(Connection& connection) {
  std::vector<SealPlan> plans;
  for (const SealedTable& one : sealed_tables()) {
    if (one.kind == SealKind::log || one.kind == SealKind::seal) continue;
    const std::string table(one.table);
    std::vector<std::string> columns = columns_of(connection, one.table);
    if (columns.empty()) continue;  // a version of the database that did not have it yet
    if (!one.loose.empty()) plans.push_back({table + " (loose)", table, false, columns});
    std::erase_if(columns, [&](const std::string& column) {
      return one.loose.find(' ' + column + ' ') != std::string_view::npos;
    });
    plans.push_back({table, table, one.kind == SealKind::logged, std::move(columns)});
  }
  std::ranges::sort(plans, {}, &SealPlan::name);
  return plans;
}

std::vector<Seal> read_seals(Connection& connection, const std::vector<SealPlan>& plans) {
  std::vector<Seal> seals(plans.size(), Seal{.rows = -1, .sum = {}});
  if (Query table(connection, table_text); !table.next()) return seals;
  for (Query row(connection, seals_text); row.next();) {
    const std::string name = row.text();
    const auto plan = std::ranges::lower_bound(plans, name, {}, &SealPlan::name);
    if (plan == plans.end() || plan->name != name) continue;
    Seal& seal = seals[static_cast<std::size_t>(plan - plans.begin())];
    const std::int64_t rows = row.integer();
    if (seal.sum.assign(row.view())) seal.rows = rows;
  }
  return seals;
}

Seal recompute(Connection& connection, const SealPlan& plan) {
  connection.offer_function("formulary_sum", &sum_step, &sum_end);
  std::string text = "SELECT count(*), formulary_sum('" + plan.name + "'";
  for (const std::string& column : plan.columns) text += ", \"" + column + '"';
  // From the table itself: an index that has all columns would do for SQLite, but could say something else.
  text += ") FROM " + (plan.table == "sqlite_schema" ? std::string(schema_rows) : plan.table + " NOT INDEXED");
  Query row(connection, text);
  Seal seal;
  if (row.next()) {
    seal.rows = row.integer();
    seal.sum.assign(row.view());
  }
  return seal;
}

Digest digest_of(const SealPlan& plan, const Seal& seal) {
  std::string head = plan.name + '\0';
  append_number(head, static_cast<std::uint64_t>(seal.rows));
  return sha256(head, seal.sum.bytes());
}

std::string state_of(const std::vector<SealPlan>& plans, const std::vector<Digest>& digests) {
  std::string all = "formulary state 1\n";
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (plans[i].logged) all += as_text(digests[i]);
  }
  return to_hex(sha256(all));
}

std::string state_of(const std::vector<SealPlan>& plans, const std::vector<Seal>& seals) {
  std::vector<Digest> digests;
  for (std::size_t i = 0; i < plans.size(); ++i) digests.push_back(digest_of(plans[i], seals[i]));
  return state_of(plans, digests);
}

void encode_row(std::string& out, std::string_view name, int count, sqlite3_value** values) {
  out += name;
  out += '\0';
  for (int i = 0; i < count; ++i) {
    sqlite3_value* const value = values[i];
    const int type = sqlite3_value_type(value);
    out += static_cast<char>(type);
    switch (type) {
      case SQLITE_INTEGER:
        append_number(out, static_cast<std::uint64_t>(sqlite3_value_int64(value)));
        break;
      case SQLITE_NULL:
        break;
      default: {  // as bytes; a number with a fraction as SQLite writes it
        const auto* bytes = type == SQLITE_BLOB ? static_cast<const char*>(sqlite3_value_blob(value))
                                                : reinterpret_cast<const char*>(sqlite3_value_text(value));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
        append_number(out, size);
        if (size > 0) out.append(bytes, size);
      }
    }
  }
}

}  // namespace formulary::io::store
