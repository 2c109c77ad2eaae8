#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/api/json.hpp"

namespace formulary::api::handlers {

Response get_readiness(const Call& call) {
  std::vector<Check> checks;
  Check database{"database", true, {}};
  try {
    call.store().read([](usecases::Transaction& transaction) { (void)transaction.people().active_administrators(); });
  } catch (const usecases::StorageUnavailable&) {
    database = {"database", false, "The database cannot be read."};
  }
  checks.push_back(database);
  const bool audit = call.store().healthy();
  checks.push_back({"audit", audit, audit ? "" : "The audit log cannot be written: look at the disk."});
  if (call.services.checks) {
    for (Check& check : call.services.checks()) checks.push_back(std::move(check));
  }

  bool ok = true;
  Json list = Json::array();
  for (const Check& check : checks) {
    ok = ok && check.ok;
    list.push_back({{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
  }
  return json_response(ok ? 200 : 503, {{"status", ok ? "ok" : "fail"}, {"checks", list}});
}

}  // namespace formulary::api::handlers
