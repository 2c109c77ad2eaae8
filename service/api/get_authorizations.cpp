// The authorizations of a tool: what was claimed for each version, what it is worth today, and how that came about.
#include "service/api/dossier.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"

namespace formulary::api::handlers {
namespace {

Json events_of(Shapes& shapes, usecases::Transaction& transaction, const domain::ClaimId& claim) {
  std::vector<std::pair<domain::Instant, Json>> events;
  for (const usecases::StoredJudgement& one : transaction.claims().judgements(claim)) {
    events.emplace_back(one.at, Json{{"at", domain::to_rfc3339(one.at)},
                                     {"what", "judgement"},
                                     {"judgement", judgement_json(one.judgement)},
                                     {"opinion", nullptr}});
  }
  for (const domain::ClaimOpinion& one : transaction.claims().opinions(claim)) {
    events.emplace_back(one.at,
                        Json{{"at", domain::to_rfc3339(one.at)},
                             {"what", "opinion"},
                             {"judgement", nullptr},
                             {"opinion",
                              {{"accepted", one.accepted},
                               {"reason", one.reason},
                               {"reviewer", shapes.person_name(one.person)},
                               {"valid_until", one.accepted ? Json(domain::to_text(one.valid_until)) : Json()}}}});
  }
  std::ranges::stable_sort(events, {}, &std::pair<domain::Instant, Json>::first);
  Json list = Json::array();
  for (auto& [at, event] : events) list.push_back(std::move(event));
  return list;
}

}  // namespace

Response get_authorizations(const Call& call) {
  const auto work = [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const domain::ToolId id{call.id};
    if (!transaction.registry().find_tool(id)) {
      return domain::refuse(domain::RefusalCode::not_found, "There is no tool with this id.");
    }
    Shapes shapes(call, transaction);
    const domain::Present present = call.world().present();
    Json items = Json::array();
    for (const domain::Version& version : transaction.registry().versions_of(id)) {
      for (const domain::Submission& submission : transaction.submissions().of_version(version.id)) {
        if (submission.state == domain::SubmissionState::draft) continue;
        for (const domain::Authorization& one : transaction.claims().authorizations(submission.id)) {
          Json json = authorization_json(one, present, one.opinion ? shapes.person_name(one.opinion->person) : Json());
          json["version"] = version.version;
          json["submission"] = submission.id.value;
          json["submission_number"] = submission.number;
          json["events"] = events_of(shapes, transaction, one.claim.id);
          items.push_back(std::move(json));
        }
      }
    }
    return json_response(200, {{"items", std::move(items)}});
  };
  return look_at_evidence(call, "authorizations.read", "tool", call.id, work);
}

}  // namespace formulary::api::handlers
