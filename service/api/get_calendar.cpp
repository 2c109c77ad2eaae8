// What ends from one day to another, with the notices that were given of it.
#include "service/api/csv.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/calendar.hpp"

namespace formulary::api::handlers {
namespace {

constexpr int most_items = 2'000;
constexpr std::chrono::days longest{1'100};  // three years

domain::Result<domain::Day> day_in_query(const Call& call, const char* name, domain::Day otherwise) {
  const auto given = call.request.parameter(name);
  if (!given) return otherwise;
  if (const auto day = domain::parse_day(*given)) return *day;
  return domain::refuse(domain::RefusalCode::invalid, "Write the day as 2026-03-01.", "/" + std::string(name));
}

/// What the table of a spreadsheet needs of an item.
void add_row(CsvTable& table, const Json& item) {
  const auto of = [&](const char* member, const char* part) {
    const Json& whole = item.at(member);
    return whole.is_null() ? std::string() : whole.at(part).get<std::string>();
  };
  const Json& number = item.at("submission_number");
  const Json& notice = item.at("notice");
  table.row({item.at("ends").get<std::string>(), item.at("what").get<std::string>(),
             item.at("title").get<std::string>(), of("tool", "name"), of("tool", "identifier"),
             of("department", "name"), item.at("state").get<std::string>(), item.at("sentence").get<std::string>(),
             notice.is_null() ? std::string() : std::to_string(notice.get<int>()),
             number.is_null() ? std::string() : std::to_string(number.get<std::int64_t>())});
}

}  // namespace

Response get_calendar(const Call& call) {
  const auto format = list_format(call.request);
  if (!format) return refused(call, format.error());
  const domain::Day today = call.world().present().today;
  const auto from = day_in_query(call, "from", today);
  if (!from) return refused(call, from.error());
  const auto to = day_in_query(call, "to", *from + std::chrono::days(90));
  if (!to) return refused(call, to.error());
  if (*to < *from || *to - *from > longest) {
    return refused(call, {domain::RefusalCode::invalid, "Ask for a time of at most three years.", "/to"});
  }
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    Shapes shapes(call, transaction);
    const auto where = [&](Json& json, const domain::SubmissionId& id) {
      const auto submission = transaction.submissions().find(id);
      json["submission"] = id.value;
      json["submission_number"] = submission ? Json(submission->number) : Json();
      json["tool"] = submission ? shapes.tool_ref(submission->tool) : Json();
      json["department"] = submission ? shapes.department(submission->department) : Json();
    };
    const usecases::Calendar found = usecases::calendar(transaction, call.world(), *from, *to, most_items);
    Json items = Json::array();
    for (const usecases::CalendarItem& one : found.items) {
      Json json = {{"what", domain::to_text(one.what)},
                   {"object", one.object},
                   {"ends", domain::to_text(one.ends)},
                   {"notice", one.notice == 0 ? Json() : Json(one.notice)},
                   {"title", one.title},
                   {"state", one.state},
                   {"sentence", one.sentence}};
      where(json, one.submission);
      items.push_back(std::move(json));
    }
    if (*format == ListFormat::csv) {
      CsvTable table(
          {"ends", "what", "title", "tool", "identifier", "department", "state", "sentence", "notice", "request"});
      for (const Json& item : items) add_row(table, item);
      return table.response(call.request, "calendar.csv", std::nullopt);
    }
    Json notices = Json::array();
    for (const usecases::ExpiryNotice& one : transaction.documents().notices(*from, *to, most_items)) {
      Json json = {{"what", domain::to_text(one.what)},
                   {"object", one.object},
                   {"ends", domain::to_text(one.ends)},
                   {"days", one.days},
                   {"at", domain::to_rfc3339(one.at)}};
      where(json, one.submission);
      notices.push_back(std::move(json));
    }
    return json_response(200, {{"from", domain::to_text(*from)},
                               {"to", domain::to_text(*to)},
                               {"items", std::move(items)},
                               {"more", found.more},
                               {"notices", std::move(notices)}});
  });
}

}  // namespace formulary::api::handlers
