#include <stdexcept>

#include "service/io/store/policy_json.hpp"
#include "service/io/store/registry.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view current_text = R"sql(
SELECT id, version, name, classes FROM policy ORDER BY version DESC LIMIT 1)sql";
constexpr std::string_view all_text = "SELECT id, version, name, classes FROM policy ORDER BY version DESC";
constexpr std::string_view insert_text = "INSERT INTO policy (id, version, name, classes) VALUES ($1, $2, $3, $4)";

domain::Policy read_row(Query& row) {
  return {.id = {row.text()}, .version = row.integer(), .name = row.text(), .classes = read_classes(row.text())};
}

}  // namespace

domain::Policy SqlRegistry::current_policy() {
  Query row(connection_, current_text);
  if (!row.next()) throw std::logic_error("The database has no policy; opening the store puts the default there.");
  return read_row(row);
}

std::vector<domain::Policy> SqlRegistry::policies() {
  std::vector<domain::Policy> policies;
  for (Query row(connection_, all_text); row.next();) policies.push_back(read_row(row));
  return policies;
}

void SqlRegistry::insert(const domain::Policy& policy) {
  Query(connection_, insert_text, policy.id, policy.version, policy.name, classes_json(policy)).run();
}

}  // namespace formulary::io::store
