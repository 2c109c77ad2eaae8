#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/recall_shapes.hpp"
#include "service/usecases/decide_recall.hpp"

namespace formulary::api::handlers {
namespace {

std::optional<domain::RecallSeverity> parse_class(std::string_view text) {
  using domain::RecallSeverity;
  for (const auto severity : {RecallSeverity::class_one, RecallSeverity::class_two, RecallSeverity::class_three,
                              RecallSeverity::early_alert, RecallSeverity::unclassified}) {
    if (domain::to_text(severity) == text) return severity;
  }
  return std::nullopt;
}

bool has_class(domain::RecallSeverity severity) {
  return severity != domain::RecallSeverity::early_alert && severity != domain::RecallSeverity::unclassified;
}

void add_line(std::string& text, const std::string& line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

bool is_link(const std::string& url) { return url.starts_with("https://") || url.starts_with("http://"); }

}  // namespace

Response enter_recall(const Call& call) {
  BodyReader body(call);
  ObjectReader& in = body.in();
  usecases::RecallEntry entry;
  domain::AuthorityRecord& record = entry.record;
  const auto severity = in.word("class", parse_class, "I, II, III, early_alert, unclassified");
  entry.authority = in.text("authority", {1, 200});
  record.number = in.optional_text("number", {0, 100}).value_or("");
  record.holder = in.optional_text("firm", {0, 300}).value_or("");
  record.name = in.optional_text("name", {0, 500}).value_or("");
  record.model = in.optional_text("model", {0, 200}).value_or("");
  record.catalogue = in.optional_text("catalogue", {0, 200}).value_or("");
  record.product_code = in.optional_text("product_code", {0, 20}).value_or("");
  record.decided = in.optional_day("date");
  const std::string description = in.optional_text("description", {0, 8000}).value_or("");
  const std::string affected = in.optional_text("affected", {0, 8000}).value_or("");
  const std::string udi = in.optional_text("udi", {0, 500}).value_or("");
  const std::string submissions = in.optional_text("submissions", {0, 500}).value_or("");
  const std::string reason = in.text("reason", {1, 8000});
  entry.url = in.optional_text("url", {0, 500}).value_or("");
  if (!entry.url.empty() && !is_link(entry.url)) in.complain("url", "A web address begins with https:// or http://.");
  if (auto problem = body.finish()) return *problem;

  if (has_class(*severity)) record.device_class = domain::to_text(*severity);
  record.status = *severity == domain::RecallSeverity::early_alert ? "Early alert, ongoing" : "Ongoing";
  for (const std::string& line :
       {record.name, description, record.model, record.catalogue, udi, submissions, affected, reason}) {
    add_line(record.text, line);
  }
  if (!record.product_code.empty()) record.links.push_back({domain::LinkKind::product_code, record.product_code});
  Response response = change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto entered = usecases::enter_recall(transaction, call.world(), call.actor, entry);
    if (!entered) return std::unexpected(entered.error());
    return json_response(201,
                         recall_json(transaction, usecases::notice_of(transaction, usecases::stored_record(*entered))));
  });
  if (response.status == 201 && call.services.import_wanted) call.services.import_wanted();
  return response;
}

}  // namespace formulary::api::handlers
