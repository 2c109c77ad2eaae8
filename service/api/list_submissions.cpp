#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/query.hpp"
#include "service/api/shapes.hpp"
#include "service/api/tus.hpp"
#include "service/api/vocabulary.hpp"

namespace formulary::api::handlers {

Response list_submissions(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  usecases::SubmissionFilter filter;
  auto states = words_in_query(call.request, "state", domain::parse_submission_state, submission_state_words);
  if (!states) return refused(call, states.error());
  filter.states = std::move(*states);
  const auto mine = flag_in_query(call.request, "mine");
  if (!mine) return refused(call, mine.error());
  if (*mine) filter.submitter = call.actor.id;
  if (const auto tool = call.request.parameter("tool")) filter.tool = domain::ToolId{std::string(*tool)};
  filter.text = call.request.parameter("q").value_or("");
  if (!page->cursor.empty()) {
    const auto number = parse_number(page->cursor);
    if (!number) return refused(call, foreign_cursor());
    filter.before_number = static_cast<std::int64_t>(*number);
  }
  // A draft is its submitter's own business.
  if (!*mine) {
    using enum domain::SubmissionState;
    if (filter.states.empty()) {
      filter.states = {submitted, scanning, in_review, needs_info, approved, approved_with_conditions,
                       rejected,  withdrawn};
    }
    if (std::erase(filter.states, draft) > 0) {
      return refused(call, {domain::RefusalCode::invalid,
                            "Drafts are shown to their submitters only: add `mine=true` to `state=draft`.", "/state"});
    }
  }
  filter.limit = page->limit + 1;
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto rows = transaction.submissions().list(filter);
    const auto next = trim_page(rows, *page, [](const domain::Submission& one) { return std::to_string(one.number); });
    return page_response(call.request, Shapes(call, transaction).submission_rows(rows), next);
  });
}

}  // namespace formulary::api::handlers
