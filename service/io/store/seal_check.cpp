#include "service/io/store/seal_check.hpp"

#include <algorithm>

#include "service/io/store/audit_fields.hpp"
#include "service/io/store/sealed_tables.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view last_entry_text = "SELECT entry FROM audit_entry ORDER BY seq DESC LIMIT 1";
constexpr std::string_view log_text = "SELECT name FROM sqlite_schema WHERE name = 'audit_entry' ORDER BY name";
constexpr std::string_view names_text = "SELECT name FROM table_seal ORDER BY name";

std::string difference(const SealPlan& plan, const Seal& sealed, const Seal& now) {
  if (sealed == now) return {};
  if (plan.table == "sqlite_schema") {
    return "The definitions of tables, indices or triggers are not those that were sealed: one was changed, added or "
           "removed by another program.";
  }
  std::string text = "The rows of `" + plan.table + "` are not those that were sealed";
  if (sealed.rows < 0) return text + ": the seal itself is missing or damaged.";
  if (sealed.rows != now.rows) {
    text += " (" + std::to_string(now.rows) + " instead of " + std::to_string(sealed.rows) + ")";
  }
  return text + ": they were changed by another program.";
}

std::string joined(const std::string& all, const std::string& next) {
  return all.empty() || next.empty() ? all + next : all + ' ' + next;
}

}  // namespace

std::string state_said_last(Connection& connection) {
  if (Query table(connection, log_text); !table.next()) return {};  // of a version that had none
  Query row(connection, last_entry_text);
  if (!row.next()) return {};
  std::string room;
  std::string_view defect;
  const auto fields = read_fields(row.view(), room, defect);
  return fields ? std::string(fields->state) : std::string();
}

std::string state_of_seals(Connection& connection) {
  const std::vector<SealPlan> plans = seal_plans(connection);
  return state_of(plans, read_seals(connection, plans));
}

std::string contradiction_of_seals(Connection& connection, std::string_view said) {
  const std::vector<SealPlan> plans = seal_plans(connection);
  const std::vector<Seal> seals = read_seals(connection, plans);
  if (said != state_of(plans, seals)) {
    return said.empty()
               ? "The last entry of the log does not say what state the registry is in."
               : "The registry is not in the state that the last entry of the log says: seals were changed, or "
                 "tables were put back to an older state.";
  }
  const auto schema = std::ranges::find(plans, "sqlite_schema", &SealPlan::name);
  return difference(*schema, seals[static_cast<std::size_t>(schema - plans.begin())], recompute(connection, *schema));
}

std::string contradiction_of_rows(Connection& connection) {
  const std::vector<SealPlan> plans = seal_plans(connection);
  const std::vector<Seal> seals = read_seals(connection, plans);
  std::string found;
  std::string_view last;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const std::string one = difference(plans[i], seals[i], recompute(connection, plans[i]));
    if (one.empty() || plans[i].table == last) continue;  // said once where both seals of a table are broken
    found = joined(found, one);
    last = plans[i].table;
  }
  for (Query row(connection, names_text); row.next();) {
    const std::string name = row.text();
    if (std::ranges::binary_search(plans, name, {}, &SealPlan::name)) continue;
    found = joined(found, "There is a seal of `" + name + "`, which is no table of this program.");
  }
  return found;
}

}  // namespace formulary::io::store
