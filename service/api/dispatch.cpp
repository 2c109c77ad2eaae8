#include "service/api/dispatch.hpp"

#include <algorithm>
#include <charconv>

#include "service/api/etag.hpp"
#include "service/api/limits.hpp"
#include "service/api/problem_pages.hpp"
#include "service/api/scim.hpp"
#include "service/api/security_headers.hpp"
#include "service/api/tus.hpp"

namespace formulary::api {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view id_segment = "{id}";
constexpr std::string_view rest_segments = "{rest}";

/// The `{id}` or `{rest}` of `path` when it fits the template; empty text for templates without one.
std::optional<std::string> match(std::string_view pattern, std::string_view path) {
  if (pattern.ends_with(rest_segments)) {
    pattern.remove_suffix(rest_segments.size());
    if (path.size() == pattern.size() || !path.starts_with(pattern)) return std::nullopt;
    return std::string(path.substr(pattern.size()));
  }
  const std::size_t at = pattern.find(id_segment);
  if (at == std::string_view::npos) return pattern == path ? std::optional<std::string>(std::string()) : std::nullopt;
  const std::string_view tail = pattern.substr(at + id_segment.size());
  if (path.size() <= at + tail.size() || !path.starts_with(pattern.substr(0, at)) || !path.ends_with(tail)) {
    return std::nullopt;
  }
  const std::string_view id = path.substr(at, path.size() - at - tail.size());
  if (id.find('/') != std::string_view::npos) return std::nullopt;
  return std::string(id);
}

/// tus: clients that cannot send PATCH or DELETE send POST and name the method in a header.
std::string method_of(const RequestHead& head) {
  const std::string_view meant = head.header("x-http-method-override");
  const bool tus = head.method == "POST" && head.path.starts_with("/v1/uploads/");
  return tus && (meant == "PATCH" || meant == "DELETE") ? std::string(meant) : head.method;
}

Response options(std::vector<std::string_view> allowed) {
  Response response;
  response.status = 204;
  std::string list;
  for (const std::string_view method : allowed) list += (list.empty() ? "" : ", ") + std::string(method);
  response.set("allow", list);
  return response;
}

std::string too_large_text(const Endpoint& endpoint) {
  if ((endpoint.takes & takes::bytes) != 0) return "A chunk may have at most 8 MiB. Send the file in smaller chunks.";
  if ((endpoint.takes & takes::json) != 0) return "The body may have at most 1 MiB.";
  if ((endpoint.takes & takes::form) != 0) return "The form may have at most 64 KiB.";
  return "This request takes no body.";
}

bool is_type(std::string_view content_type, std::string_view wanted) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  std::string lower(type.substr(0, type.find(' ')));
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return lower == wanted || (wanted == "application/json" && lower == "application/scim+json");
}

bool is_scim(std::string_view path) { return path.starts_with(scim_prefix); }

bool is_idempotency_key(std::string_view key) {
  return key.size() <= 255 && std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

Dispatcher::Dispatcher(Services services, Assets assets, std::function<void(const Incident&)> on_incident,
                       std::span<const Endpoint> table)
    : services_(std::move(services)),
      assets_(std::move(assets)),
      on_incident_(std::move(on_incident)),
      table_(table),
      parameters_(known_parameters()) {}

Dispatcher::Route Dispatcher::find(std::string_view method, std::string_view path) const {
  Route route;
  const Endpoint* get = nullptr;
  std::string get_id;
  for (const Endpoint& endpoint : table_) {
    auto id = match(endpoint.path, path);
    if (!id) continue;
    if (endpoint.method == method) {
      route.endpoint = &endpoint;
      route.id = std::move(*id);
      return route;
    }
    route.allowed.push_back(endpoint.method);
    if (endpoint.method == "GET") {
      get = &endpoint;
      get_id = std::move(*id);
    }
  }
  if (get != nullptr && method == "HEAD") {
    route.endpoint = get;
    route.id = std::move(get_id);
    return route;
  }
  if (route.allowed.empty()) return route;
  if (get != nullptr) route.allowed.push_back("HEAD");
  route.allowed.push_back("OPTIONS");
  std::ranges::sort(route.allowed);
  const auto repeated = std::ranges::unique(route.allowed);
  route.allowed.erase(repeated.begin(), repeated.end());
  return route;
}

std::variant<Admission, Response> Dispatcher::admit(const RequestHead& head) {
  const Route route = find(method_of(head), head.path);
  if (route.endpoint == nullptr) {
    // 404, 405, OPTIONS and files need no body: the answer is the same with and without.
    return Admission{0, 30s};
  }
  const std::uint64_t limit = body_limit(*route.endpoint);
  const std::string_view length = head.header("content-length");
  std::uint64_t announced = 0;
  std::from_chars(length.data(), length.data() + length.size(), announced);
  if (announced > limit) {
    Response response = to_response({"too-large", 413, too_large_text(*route.endpoint)}, head.id);
    if (is_scim(head.path)) response = as_scim_error(std::move(response));
    add_security_headers(response);
    return response;
  }
  const bool bytes = (route.endpoint->takes & takes::bytes) != 0;
  return Admission{limit, bytes ? 600s : 30s};
}

Response Dispatcher::handle(const Request& request) {
  Response response;
  try {
    response = answer(request);
  } catch (const usecases::AuditUnavailable& error) {
    response = failed(request, "audit-unavailable", 503, error.what());
  } catch (const usecases::ReadOnly& error) {
    response = failed(request, "read-only", 503, error.what());
  } catch (const usecases::StorageUnavailable& error) {
    const bool upload = request.path.starts_with("/v1/uploads");
    response = failed(request, upload ? "insufficient-storage" : "unavailable", upload ? 507 : 503, error.what());
  } catch (const std::exception& error) {
    response = failed(request, "internal", 500, error.what());
  } catch (...) {
    response = failed(request, "internal", 500, "an exception that is no std::exception");
  }
  if (is_scim(request.path)) response = as_scim_error(std::move(response));
  add_security_headers(response);
  return response;
}

Response Dispatcher::problem(int status, std::string_view detail, std::string_view request_id) {
  Response response = to_response(problem_of(status, detail), request_id);
  add_security_headers(response);
  return response;
}

Response Dispatcher::failed(const Request& request, std::string_view name, int status, std::string_view what) const {
  on_incident_({request.id, request.method, request.path, std::string(what)});
  const auto& kinds = problem_kinds();
  const auto kind = std::ranges::find(kinds, name, &ProblemKind::name);
  return to_response({name, status, std::string(kind->help)}, request.id);
}

Response Dispatcher::answer(const Request& request) const {
  const std::string method = method_of(request);
  Route route = find(method, request.path);
  if (route.endpoint != nullptr) {
    Response response = answer_endpoint(request, *route.endpoint, std::move(route.id));
    if (is_upload(*route.endpoint)) add_tus_headers(response);
    return response;
  }
  if (!route.allowed.empty()) {
    Response response = options(route.allowed);
    if (method == "OPTIONS") return response;
    Response refused =
        to_response({"method-not-allowed", 405, "Use one of: " + response.headers.front().second + "."}, request.id);
    refused.headers.push_back(response.headers.front());
    return refused;
  }
  const bool reading = method == "GET" || method == "HEAD";
  std::optional<Response> file = problem_page(request.path);
  if (!file) file = assets_.find(request);
  if (file && !reading) {
    Response refused = to_response({"method-not-allowed", 405, "Use GET."}, request.id);
    refused.set("allow", "GET, HEAD");
    return refused;
  }
  if (!file) {
    return to_response({"not-found", 404, "There is nothing at this address. See /openapi.json for what there is."},
                       request.id);
  }
  add_etag(*file, services_.world);
  return conditional(request, std::move(*file));
}

Response Dispatcher::answer_endpoint(const Request& request, const Endpoint& endpoint, std::string id) const {
  Call call{request, services_, endpoint};
  call.id = std::move(id);
  Response response;
  const auto proceed = [&](std::optional<Problem> problem) {
    if (!problem) problem = check_request(call);
    UploadTurn turn;
    if (!problem && (endpoint.takes & takes::bytes) != 0 && services_.limits != nullptr) {
      turn = services_.limits->begin_upload(call.actor.session_digest);
      if (!turn) problem = too_many_uploads(services_.limits->settings().uploads_at_a_time);
    }
    response = problem ? to_response(*problem, request.id) : endpoint.handler(call);
  };
  call.actor = anonymous(request, services_.world);
  if (endpoint.who == who::anyone) {
    proceed(is_unsafe(endpoint.method) ? check_forgery(request, nullptr) : std::nullopt);
  } else {
    // One snapshot for both, who comes and what they see, where the endpoint only reads.
    const bool shared = !is_unsafe(endpoint.method) && (endpoint.takes & takes::no_snapshot) == 0;
    std::optional<Problem> problem;
    services_.store.read([&](usecases::Transaction& transaction) {
      problem = check_caller(call, transaction);
      if (!shared) return;
      call.snapshot = &transaction;
      proceed(problem);
    });
    call.snapshot = nullptr;
    if (call.authenticated) note_use(services_, *call.authenticated);
    if (!shared) proceed(problem);
  }
  if (call.actor.kind == domain::ActorKind::emergency) account_emergency(call, response.status);
  const bool denied = response.status == 401 || response.status == 403;
  if (denied && endpoint.who != who::anyone) account_denial(call);

  const bool reading = endpoint.method == "GET" && response.status == 200 && !response.stream;
  if (reading || shows_revision(response)) add_etag(response, services_.world);
  return reading ? conditional(request, std::move(response)) : response;
}

std::optional<Problem> Dispatcher::check_caller(Call& call, usecases::Transaction& transaction) const {
  Identity identity = identify(call.request, services_, transaction);
  if (identity.problem) return identity.problem;
  call.authenticated = std::move(identity.authenticated);
  call.actor = call.authenticated->actor;
  if (call.actor.kind == domain::ActorKind::emergency && !services_.store.healthy()) {
    return Problem{"audit-unavailable", 503, "The audit log cannot be written, so there is no emergency access now."};
  }
  if (identity.by_cookie && is_unsafe(call.endpoint.method)) {
    if (auto problem = check_forgery(call.request, &call.authenticated->csrf)) return problem;
  }
  if (auto problem = check_certificate(call.request, services_, *call.authenticated)) return problem;
  if (auto problem = check_limits(services_, call.endpoint, *call.authenticated)) return problem;
  if (auto problem = check_access(call.endpoint, call.actor)) return problem;
  if (auto problem = check_due(call.endpoint, *call.authenticated)) return problem;
  return (call.endpoint.takes & takes::step_up) != 0 ? check_step_up(services_, *call.authenticated) : std::nullopt;
}

std::optional<Problem> Dispatcher::check_request(Call& call) const {
  const Request& request = call.request;
  const Endpoint& endpoint = call.endpoint;
  if (request.body.size() > body_limit(endpoint)) return Problem{"too-large", 413, too_large_text(endpoint)};
  if (auto problem = check_query(request, endpoint)) return problem;
  if ((endpoint.takes & takes::if_match) != 0) {
    const auto revision = wanted_revision(request.header("if-match"));
    if (!revision) return problem_of(revision.error(), InvalidPart::elsewhere);
    call.revision = *revision;
  }
  if ((endpoint.takes & takes::once) != 0) {
    call.idempotency_key = request.header("idempotency-key");
    if (!is_idempotency_key(call.idempotency_key)) {
      return Problem{"bad-request", 400, "Idempotency-Key has at most 255 visible ASCII characters."};
    }
  }
  if ((endpoint.takes & takes::json) != 0 && !is_type(request.header("content-type"), "application/json")) {
    return Problem{"unsupported-media-type", 415, "Send the body as JSON: Content-Type: application/json."};
  }
  if ((endpoint.takes & takes::form) != 0 &&
      !is_type(request.header("content-type"), "application/x-www-form-urlencoded")) {
    return Problem{"unsupported-media-type", 415, "Send a form: Content-Type: application/x-www-form-urlencoded."};
  }
  if (const auto coding = request.header("content-encoding"); !coding.empty() && coding != "identity") {
    return Problem{"unsupported-media-type", 415, "Send the body as it is, without a Content-Encoding."};
  }
  return std::nullopt;
}

std::optional<Problem> Dispatcher::check_query(const Request& request, const Endpoint& endpoint) const {
  if (is_scim(request.path)) return std::nullopt;  // clients of other makers send parameters of their own
  static const KnownParameters none;
  const auto it = parameters_.find(endpoint.identifier);
  const KnownParameters& known = it != parameters_.end() ? it->second : none;
  for (std::size_t i = 0; i < request.query.size(); ++i) {
    const std::string& name = request.query[i].first;
    const auto parameter = known.find(name);
    std::string detail;
    if (parameter == known.end()) {
      if ((endpoint.takes & takes::foreign_query) != 0) continue;
      std::string names;
      for (const auto& [one, repeatable] : known) names += (names.empty() ? "" : ", ") + one;
      detail = "The query parameter `" + name + "` is not known here. " +
               (names.empty() ? "There are none." : "Known are: " + names + ".");
    } else if (!parameter->second) {
      const auto same = [&](const auto& other) { return other.first == name; };
      if (std::ranges::count_if(request.query, same) > 1) detail = "The query parameter `" + name + "` is there twice.";
    }
    if (!detail.empty()) return Problem{"bad-request", 400, detail, {{"/" + name, detail}}};
  }
  return std::nullopt;
}

void Dispatcher::account_emergency(const Call& call, int status) const {
  using domain::AuditOutcome;
  domain::AuditEntry entry;
  entry.actor = call.actor;
  entry.action = "break_glass.request";
  entry.object_type = call.endpoint.identifier;
  entry.object_id = call.id;
  entry.outcome = status < 400                     ? AuditOutcome::success
                  : status == 401 || status == 403 ? AuditOutcome::denied
                                                   : AuditOutcome::failure;
  entry.at = services_.world.present().now;
  services_.store.account(std::move(entry));
}

void Dispatcher::account_denial(const Call& call) const {
  const bool presented = !call.request.header("cookie").empty() || !call.request.header("authorization").empty();
  if (!presented) return;  // nobody tried to be anybody; the access log has it
  domain::AuditEntry entry;
  entry.actor = call.actor;
  entry.action = "access.denied";
  entry.object_type = call.endpoint.identifier;
  entry.object_id = call.id;
  entry.outcome = domain::AuditOutcome::denied;
  entry.at = services_.world.present().now;
  // Who is known has a limit of requests; whoever is not would make the log grow.
  auto due = call.authenticated ? std::optional(std::move(entry)) : services_.denials->count(std::move(entry));
  if (due) services_.store.account(std::move(*due));
}

}  // namespace formulary::api
