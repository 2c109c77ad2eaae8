#include "service/api/endpoint.hpp"
#include "service/api/handlers.hpp"
#include "service/usecases/upload.hpp"

namespace formulary::api {
namespace {

using namespace who;
using takes::bytes;
using takes::foreign_query;
using takes::form;
using takes::if_match;
using takes::json;
using takes::no_snapshot;
using takes::nothing;
using takes::once;
using takes::step_up;
using takes::unfinished;

namespace scopes {
constexpr std::optional<domain::Scope> none = std::nullopt;
constexpr std::optional<domain::Scope> gate = domain::Scope::gate;
constexpr std::optional<domain::Scope> submit = domain::Scope::submit;
constexpr std::optional<domain::Scope> read = domain::Scope::read;
constexpr std::optional<domain::Scope> review = domain::Scope::review;
constexpr std::optional<domain::Scope> decide = domain::Scope::decide;
constexpr std::optional<domain::Scope> administer = domain::Scope::administer;
constexpr std::optional<domain::Scope> scim = domain::Scope::scim;
constexpr std::optional<domain::Scope> audit = domain::Scope::audit;
}  // namespace scopes

constexpr Endpoint table[] = {
#define ENDPOINT(identifier, METHOD, path, who_may, scope, what) \
  {#identifier, #METHOD, path, who_may, scopes::scope, what, &handlers::identifier},
#include "service/api/endpoints.def"
#undef ENDPOINT
};

constexpr std::uint64_t json_limit = 1024 * 1024;
constexpr std::uint64_t form_limit = 64 * 1024;

}  // namespace

std::span<const Endpoint> endpoints() { return table; }

std::uint64_t body_limit(const Endpoint& endpoint) {
  if ((endpoint.takes & takes::bytes) != 0) return usecases::largest_chunk;
  if ((endpoint.takes & takes::form) != 0) return form_limit;
  return (endpoint.takes & takes::json) != 0 ? json_limit : 0;
}

}  // namespace formulary::api
