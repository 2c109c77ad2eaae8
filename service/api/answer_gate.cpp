#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/api/vocabulary.hpp"
#include "service/usecases/answer.hpp"

namespace formulary::api::handlers {

namespace {

domain::Result<domain::GateQuery> read_query(const Call& call, usecases::Transaction& transaction) {
  const auto text = [&](std::string_view name) { return std::string(call.request.parameter(name).value_or("")); };
  domain::GateQuery query;
  if (call.request.parameter("sha256")) query.sha256 = domain::Sha256{text("sha256")};
  if (call.request.parameter("platform")) {
    query.platform = domain::parse_platform(text("platform"));
    if (!query.platform) {
      return domain::refuse(domain::RefusalCode::invalid, "`platform` is one of: " + std::string(platform_words) + ".",
                            "/platform");
    }
  }
  query.identifier = text("id");
  query.version = text("version");
  if (call.request.parameter("signer")) query.signer = text("signer");
  query.jurisdiction = text("jurisdiction");
  if (const std::string department = text("department"); !department.empty()) {
    auto found = transaction.people().find_department(domain::DepartmentId{department});
    if (!found) found = transaction.people().find_department_by_name(department);
    if (!found) return domain::refuse(domain::RefusalCode::invalid, "There is no such department.", "/department");
    query.department = found->id.value;
  }
  return query;
}

/// The tag of an answer: the same as before when all but the time of the next check is the same.
std::string tag_of(const Call& call, const Response& response, domain::Instant next_check) {
  std::string text = response.body;
  const std::string time = domain::to_rfc3339(next_check);
  if (const std::size_t at = text.find(time); at != std::string::npos) text.erase(at, time.size());
  return "W/\"" + call.world().sha256(text).substr(0, 16) + '"';
}

}  // namespace

Response answer_gate(const Call& call) {
  if (!call.store().healthy()) return audit_unavailable(call);
  std::optional<domain::AuditEntry> account;
  Response response = look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto query = read_query(call, transaction);
    if (!query) return std::unexpected(query.error());
    const auto answer = usecases::answer_gate(transaction, call.world(), *query);
    if (!answer) return std::unexpected(answer.error());
    account = usecases::account_of(call.actor, *query, *answer, call.world().present().now);
    Response found = json_response(200, gate_json(*answer));
    found.set("etag", tag_of(call, found, answer->next_check));
    found.set("cache-control", "no-cache");
    return found;
  });
  if (account) call.store().account(std::move(*account));
  return response;
}

}  // namespace formulary::api::handlers
