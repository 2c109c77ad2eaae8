#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {

Response read_audit(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  usecases::AuditFilter filter;
  if (!page->cursor.empty()) {
    const auto last = parse_number(page->cursor);
    if (!last) return refused(call, foreign_cursor());
    filter.from = static_cast<std::int64_t>(*last) + 1;
  }
  const auto since = instant_in_query(call.request, "from", DayMeans::its_beginning);
  if (!since) return refused(call, since.error());
  const auto until = instant_in_query(call.request, "to", DayMeans::its_end);
  if (!until) return refused(call, until.error());
  filter.since = *since;
  filter.until = *until;
  filter.object_id = call.request.parameter("object").value_or("");
  filter.action = call.request.parameter("action").value_or("");
  const std::string actor(call.request.parameter("actor").value_or(""));
  filter.limit = page->limit + 1;

  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto person = actor.empty() ? std::nullopt : transaction.people().find_by_login(actor);
    filter.actor_id = person ? person->id.value : actor;
    auto rows = transaction.audit().read(filter);
    const auto next =
        trim_page(rows, *page, [](const usecases::AuditRecord& row) { return std::to_string(row.sequence); });
    Json items = Json::array();
    for (const usecases::AuditRecord& row : rows) {
      items.push_back({{"sequence", row.sequence}, {"entry", Json::parse(row.entry)}, {"text", row.text}});
    }
    return page_response(call.request, std::move(items), next);
  };
  if (!call.store().healthy()) return audit_unavailable(call);
  Response response = look(call, work);
  if (response.status == 200) account_for_log_read(call);
  return response;
}

}  // namespace formulary::api::handlers
