#include "service/api/access.hpp"
#include "service/api/encoding.hpp"
#include "service/api/endpoint.hpp"
#include "service/api/json.hpp"

namespace formulary::api {
namespace {

/// What a repetition has to have in common with the first request.
std::string digest_of(const Call& call) {
  return call.world().sha256(call.request.method + " " + call.request.path + "\n" + call.request.body);
}

Response replay(const usecases::RememberedAnswer& remembered) {
  Response response;
  response.status = remembered.status;
  response.body = remembered.body;
  const InputJson headers = InputJson::parse(remembered.headers);
  for (const auto& item : headers.items()) {
    response.set(item.key(), item.value().get<std::string>());
  }
  response.set("idempotency-replayed", "true");
  return response;
}

usecases::RememberedAnswer remember(const Response& response, std::string digest) {
  Json headers = Json::object();
  for (const auto& [name, value] : response.headers) headers[name] = value;
  return {std::move(digest), response.status, response.body, to_text(headers)};
}

}  // namespace

Response refused(const Call& call, const domain::Refusal& refusal) {
  const InvalidPart part = (call.endpoint.takes & takes::json) != 0 ? InvalidPart::body : InvalidPart::elsewhere;
  return to_response(problem_of(refusal, part), call.request.id);
}

Response change(const Call& call, const std::function<domain::Result<Response>(usecases::Transaction&)>& work) {
  const bool once = !call.idempotency_key.empty() && !call.actor.id.empty();
  const std::string digest = once ? digest_of(call) : std::string();
  Response response;
  call.store().write([&](usecases::Transaction& transaction) {
    if (once) {
      if (const auto remembered = transaction.remembered(call.actor.id, call.idempotency_key)) {
        response = remembered->request_digest == digest
                       ? replay(*remembered)
                       : to_response({"idempotency-key-reused", 422,
                                      "This Idempotency-Key was used for another request. Use a new one."},
                                     call.request.id);
        return usecases::Commit::no;
      }
    }
    auto done = work(transaction);
    if (!done) {
      response = refused(call, done.error());
      return usecases::Commit::no;
    }
    response = std::move(*done);
    if (once) {
      transaction.remember(call.actor.id, call.idempotency_key, remember(response, digest), call.world().present().now);
    }
    return usecases::Commit::yes;
  });
  return response;
}

Response look(const Call& call, const std::function<domain::Result<Response>(usecases::Transaction&)>& work) {
  Response response;
  const auto answer = [&](usecases::Transaction& transaction) {
    auto done = work(transaction);
    response = done ? std::move(*done) : refused(call, done.error());
  };
  if (call.snapshot != nullptr) {
    answer(*call.snapshot);
  } else {
    call.store().read(answer);
  }
  return response;
}

Response look_at_evidence(const Call& call, const std::string& action, const std::string& object_type,
                          const std::string& object_id,
                          const std::function<domain::Result<Response>(usecases::Transaction&)>& work,
                          const domain::Sha256& file) {
  if (!call.store().healthy()) return audit_unavailable(call);
  Response response = look(call, work);
  if (response.status != 200) return response;
  domain::AuditEntry entry;
  entry.actor = call.actor;
  entry.action = action;
  entry.object_type = object_type;
  entry.object_id = object_id;
  entry.object_sha256 = file.hex;
  entry.at = call.world().present().now;
  call.store().account(std::move(entry));
  return response;
}

void account_for_log_read(const Call& call) {
  if (auto entry = call.services.log_reads->count(call.actor, call.world().present().now)) {
    call.store().account(std::move(*entry));
  }
}

std::optional<Response> want_step_up(const Call& call) {
  const auto problem = check_step_up(call.services, *call.authenticated);
  return problem ? std::optional(to_response(*problem, call.request.id)) : std::nullopt;
}

Response audit_unavailable(const Call& call) {
  return to_response({"audit-unavailable", 503,
                      "The audit log cannot be written, and what cannot be accounted for is not answered. Tell the "
                      "administrator: the registry's disk may be full."},
                     call.request.id);
}

}  // namespace formulary::api
