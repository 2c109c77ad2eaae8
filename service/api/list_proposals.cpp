#include "service/api/handlers.hpp"
#include "service/api/paging.hpp"
#include "service/api/proposals.hpp"
#include "service/api/query.hpp"
#include "service/api/vocabulary.hpp"

namespace formulary::api::handlers {

Response list_proposals(const Call& call) {
  const auto page = page_of(call.request);
  if (!page) return refused(call, page.error());
  usecases::ProposalFilter filter;
  auto states = words_in_query(call.request, "state", domain::parse_proposal_state, proposal_state_words);
  if (!states) return refused(call, states.error());
  filter.states = std::move(*states);
  if (!page->cursor.empty()) filter.before = domain::ProposalId{page->cursor};
  filter.limit = page->limit + 1;
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    auto rows = transaction.proposals().list(filter);
    const auto next = trim_page(rows, *page, [](const domain::Proposal& one) { return one.id.value; });
    Json items = Json::array();
    for (const domain::Proposal& proposal : rows) items.push_back(proposal_json(call, transaction, proposal));
    return page_response(call.request, std::move(items), next);
  });
}

}  // namespace formulary::api::handlers
