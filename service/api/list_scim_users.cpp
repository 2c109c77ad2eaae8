#include "service/api/handlers.hpp"
#include "service/api/scim.hpp"

namespace formulary::api::handlers {
namespace {

namespace scim = domain::scim;

/// Users that a filter can fit, without reading all where it names one.
template <class Work>
void for_each_candidate(usecases::Provisioning& provisioning, const scim::Filter& filter, const Work& work) {
  if (const std::string* name = scim::demanded(filter, "userName")) {
    if (const auto user = provisioning.find_user_by_login(scim::folded(*name))) work(*user);
  } else if (const std::string* id = scim::demanded(filter, "id")) {
    if (const auto user = provisioning.find_user({*id})) work(*user);
  } else if (const std::string* external_id = scim::demanded(filter, "externalId")) {
    for (const usecases::ProvisionedUser& user : provisioning.users_by_external_id(*external_id)) work(user);
  } else {
    constexpr std::int64_t page = 500;
    const std::int64_t all = provisioning.count_users();
    for (std::int64_t at = 0; at < all; at += page) {
      for (const usecases::ProvisionedUser& user : provisioning.list_users(at, page)) work(user);
    }
  }
}

}  // namespace

Response list_scim_users(const Call& call) {
  const auto query = scim_query(call.request, scim::ResourceKind::user);
  if (!query) return scim_error(query.error());
  const scim::Projection shown = projection_of(call.request, scim::ResourceKind::user);
  return look_scim(call, [&](usecases::Transaction& transaction) -> scim::Outcome<Response> {
    usecases::Provisioning& provisioning = transaction.provisioning();
    std::vector<scim::Value> resources;
    const auto add = [&](scim::Value value) {
      shown.apply(value);
      resources.push_back(std::move(value));
    };
    if (!query->filter) {
      for (const usecases::ProvisionedUser& user : provisioning.list_users(query->start - 1, query->count)) {
        add(user_value(call, transaction, user, shown));
      }
      return list_response(*query, provisioning.count_users(), std::move(resources));
    }
    const bool by_group = scim::mentions(*query->filter, "groups");
    const scim::Projection judged("", by_group ? "" : "groups", scim::ResourceKind::user);
    std::int64_t found = 0;
    for_each_candidate(provisioning, *query->filter, [&](const usecases::ProvisionedUser& user) {
      if (!scim::fits(*query->filter, user_value(call, transaction, user, judged))) return;
      if (query->on_page(++found)) add(user_value(call, transaction, user, shown));
    });
    return list_response(*query, found, std::move(resources));
  });
}

}  // namespace formulary::api::handlers
