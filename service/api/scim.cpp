#include "service/api/scim.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "service/api/json.hpp"
#include "service/domain/scim/description.hpp"
#include "service/domain/scim/json_value.hpp"
#include "service/domain/scim/patch.hpp"
#include "service/usecases/identity_alarm.hpp"

namespace formulary::api {
namespace {

namespace scim = domain::scim;
using scim::FaultKind;
using scim::Outcome;
using scim::Value;

constexpr std::string_view media_type = "application/scim+json";
constexpr std::string_view error_urn = "urn:ietf:params:scim:api:messages:2.0:Error";
constexpr std::string_view list_urn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

Value error_value(int status, std::string_view type, std::string_view detail) {
  Value body = Value::object();
  body.set("schemas", scim::texts({error_urn}));
  body.set("status", std::to_string(status));
  if (!type.empty()) body.set("scimType", type);
  body.set("detail", detail);
  return body;
}

Outcome<std::int64_t> number(const Request& request, std::string_view name, std::int64_t otherwise) {
  const auto text = request.parameter(name);
  if (!text || text->empty()) return otherwise;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size()) {
    return scim::fault(FaultKind::invalid_value, "`" + std::string(name) + "` is a whole number.");
  }
  return value;
}

/// A name of an object that is there in other letters too.
std::optional<std::string> repeated_name(const InputJson& json) {
  std::set<std::string> names;
  for (const auto& item : json.items()) {
    if (json.is_object() && !names.insert(scim::folded(item.key())).second) return item.key();
    if (!item.value().is_structured()) continue;
    if (auto inner = repeated_name(item.value())) return inner;
  }
  return std::nullopt;
}

/// Of a user who is there, or one who was to be made; about somebody unknown there is nothing to look at.
void raise_lock_refused(const Call& call) {
  call.store().write([&](usecases::Transaction& transaction) {
    if (!call.id.empty() && !transaction.provisioning().find_user({call.id})) return usecases::Commit::no;
    usecases::raise_alarm(transaction, call.world(), call.actor, usecases::alarm::lock_refused, call.id);
    return usecases::Commit::yes;
  });
}

}  // namespace

std::string scim_base(const Request& request) {
  const std::string_view host = request.header("host");
  return (host.empty() ? std::string() : "https://" + std::string(host)) + "/scim/v2";
}

Response scim_response(int status, const Value& body) {
  Response response;
  response.status = status;
  response.set("content-type", std::string(media_type));
  response.body = to_text(scim::to_json<Json>(body));
  return response;
}

Response scim_error(const scim::Fault& fault) {
  const int status = scim::status_of(fault.kind);
  return scim_response(status, error_value(status, scim::scim_type(fault.kind), fault.sentence));
}

Response as_scim_error(Response response) {
  for (auto& [name, value] : response.headers) {
    if (name != "content-type" || value != "application/problem+json") continue;
    value = media_type;
    const InputJson problem = InputJson::parse(response.body, nullptr, false);
    const std::string kind = problem.is_object() ? problem.value("type", std::string()) : std::string();
    const std::string detail = problem.is_object() ? problem.value("detail", std::string()) : std::string();
    const std::string_view type = kind.ends_with("/malformed-json") ? "invalidSyntax" : "";
    response.body = to_text(scim::to_json<Json>(error_value(response.status, type, detail)));
  }
  return response;
}

std::expected<Value, Response> scim_body(const Call& call) {
  const auto json = parse_object(call.request.body);
  if (!json) return std::unexpected(to_response(json.error(), call.request.id));
  if (const auto name = repeated_name(*json)) {
    return std::unexpected(scim_error(
        {FaultKind::invalid_syntax, "`" + *name + "` is there twice, in different letters. Send it once.", {}}));
  }
  return scim::from_json(*json);
}

std::expected<Value, Response> scim_user_body(const Call& call) {
  auto body = scim_body(call);
  if (!body) raise_lock_refused(call);
  return body;
}

Response change_scim(const Call& call, const ScimWork& work) {
  Response response;
  call.store().write([&](usecases::Transaction& transaction) {
    auto done = work(transaction);
    response = done ? std::move(*done) : scim_error(done.error());
    return done ? usecases::Commit::yes : usecases::Commit::no;
  });
  return response;
}

Response change_scim_user(const Call& call, const Value& body, const ScimWork& work) {
  std::optional<scim::Fault> refusal;
  const Response response = change_scim(call, [&](usecases::Transaction& transaction) {
    auto done = work(transaction);
    if (!done) refusal = done.error();
    return done;
  });
  if (!refusal || refusal->kind == FaultKind::not_found) return response;
  const bool existing = !call.id.empty();
  if (refusal->attribute != "active" && !(existing && scim::may_lock_out(body))) return response;
  raise_lock_refused(call);
  return response;
}

Response look_scim(const Call& call, const ScimWork& work) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto done = work(transaction);
    return done ? std::move(*done) : scim_error(done.error());
  });
}

scim::Projection projection_of(const Request& request, scim::ResourceKind kind) {
  return {request.parameter("attributes").value_or(""), request.parameter("excludedAttributes").value_or(""), kind};
}

Response resource_response(int status, Value resource, const scim::Projection& shown) {
  const Value* meta = resource.find("meta");
  const std::string location = meta != nullptr ? meta->text_at("location") : std::string();
  shown.apply(resource);
  Response response = scim_response(status, resource);
  if (status == 201) response.set("location", location);
  return response;
}

Outcome<ScimQuery> scim_query(const Request& request, scim::ResourceKind kind) {
  ScimQuery query;
  const auto start = number(request, "startIndex", 1);
  if (!start) return std::unexpected(start.error());
  const auto count = number(request, "count", 100);
  if (!count) return std::unexpected(count.error());
  query.start = std::clamp<std::int64_t>(*start, 1, 1'000'000'000);  // section 3.4.2.4: less than one means one
  query.count = std::clamp<std::int64_t>(*count, 0, scim::most_results);
  if (const auto text = request.parameter("filter"); text && !text->empty()) {
    auto filter = scim::parse_filter(*text, kind);
    if (!filter) return std::unexpected(filter.error());
    query.filter = std::move(*filter);
  }
  return query;
}

Response list_response(const ScimQuery& query, std::int64_t total, std::vector<Value> resources) {
  Value body = Value::object();
  body.set("schemas", scim::texts({list_urn}));
  body.set("totalResults", static_cast<double>(total));
  body.set("startIndex", static_cast<double>(query.start));
  body.set("itemsPerPage", static_cast<double>(resources.size()));
  Value list = Value::list();
  list.items() = std::move(resources);
  body.set("Resources", std::move(list));
  return scim_response(200, body);
}

}  // namespace formulary::api
