// SCIM messages (RFC 7644) as handlers read and write them: bodies, resources, lists, errors; all of them
// application/scim+json. What a handler refuses is a Fault; what the dispatcher refuses is turned from a problem into a
// SCIM error at the end (as_scim_error).
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/api/endpoint.hpp"
#include "service/domain/scim/fault.hpp"
#include "service/domain/scim/filter.hpp"
#include "service/domain/scim/projection.hpp"
#include "service/domain/scim/value.hpp"

namespace formulary::api {

inline constexpr std::string_view scim_prefix = "/scim/";

/// `https://host/scim/v2`, by the host that the client asked.
std::string scim_base(const Request& request);

Response scim_response(int status, const domain::scim::Value& body);
Response scim_error(const domain::scim::Fault& fault);
/// A problem of the dispatcher as SCIM says it; anything else as it is.
Response as_scim_error(Response response);

/// The body; names that differ in their case alone are one name (RFC 7643, section 2.1), and none may be there twice.
std::expected<domain::scim::Value, Response> scim_body(const Call& call);
/// What is sent about a user who is there and cannot be read may have asked to lock them out: an alarm stays.
std::expected<domain::scim::Value, Response> scim_user_body(const Call& call);

/// As change(); a Fault rolls everything back.
using ScimWork = std::function<domain::scim::Outcome<Response>(usecases::Transaction&)>;
Response change_scim(const Call& call, const ScimWork& work);
/// The same of a user. When `body` is refused although it may have asked to lock somebody out, an alarm stays.
Response change_scim_user(const Call& call, const domain::scim::Value& body, const ScimWork& work);
Response look_scim(const Call& call, const ScimWork& work);

/// `attributes` and `excludedAttributes` of the query.
domain::scim::Projection projection_of(const Request& request, domain::scim::ResourceKind kind);

/// The whole resource; what the projection hides is not even looked up where that costs something.
domain::scim::Value user_value(const Call& call, usecases::Transaction& transaction,
                               const usecases::ProvisionedUser& user, const domain::scim::Projection& shown);
domain::scim::Value group_value(const Call& call, usecases::Transaction& transaction,
                                const usecases::ProvisionedGroup& group, bool with_members);

/// The answer that shows one resource: 201 with its Location, or 200.
Response resource_response(int status, domain::scim::Value resource, const domain::scim::Projection& shown);

/// `filter`, `startIndex` and `count` of the query.
struct ScimQuery {
  std::optional<domain::scim::Filter> filter;
  std::int64_t start = 1;
  std::int64_t count = 100;

  /// Whether the match number `n`, from 1, is on the page.
  bool on_page(std::int64_t n) const { return n >= start && n < start + count; }
};
domain::scim::Outcome<ScimQuery> scim_query(const Request& request, domain::scim::ResourceKind kind);

Response list_response(const ScimQuery& query, std::int64_t total, std::vector<domain::scim::Value> resources);

}  // namespace formulary::api
