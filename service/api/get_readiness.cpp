#include "service/api/access.hpp"
#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/api/json.hpp"
#include "service/domain/network.hpp"

namespace formulary::api::handlers {
namespace {

/// What fails, and with which words, helps whoever looks after the service, and whoever looks for a way in.
bool is_on_this_machine(const Call& call) {
  const auto remote = domain::parse_address(call.request.remote);
  const auto is_in = [&](std::string_view network) { return domain::parse_network(network)->contains(*remote); };
  return remote && (is_in("127.0.0.0/8") || is_in("::1"));
}

bool is_monitoring(const Call& call, usecases::Transaction& transaction) {
  const Identity identity = identify(call.request, call.services, transaction);
  if (!identity.authenticated) return false;
  const domain::Actor& actor = identity.authenticated->actor;
  return actor.has(domain::Role::administrator) && actor.may_use(domain::Scope::metrics);
}

}  // namespace

Response get_readiness(const Call& call) {
  std::vector<Check> checks;
  Check database{"database", true, {}};
  bool seen = is_on_this_machine(call);
  try {
    call.store().read([&](usecases::Transaction& transaction) {
      (void)transaction.people().active_administrators();
      seen = seen || is_monitoring(call, transaction);
    });
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
    if (seen) list.push_back({{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
  }
  return json_response(ok ? 200 : 503, {{"status", ok ? "ok" : "fail"}, {"checks", list}});
}

}  // namespace formulary::api::handlers
