#include "service/api/proposals.hpp"

namespace formulary::api {
namespace {

/// Departments by their names; all else as it is.
Json values_json(Shapes& shapes, const std::string& field, const std::vector<std::string>& values) {
  if (field != "department") return texts(values);
  Json list = Json::array();
  for (const std::string& value : values) {
    const Json department = shapes.department(domain::DepartmentId{value});
    list.push_back(department.is_null() ? Json(value) : department["name"]);
  }
  return list;
}

bool stands(usecases::Transaction& transaction, const domain::PersonId& proposer) {
  const auto person = transaction.people().find(proposer);
  return person && person->active() && person->has(domain::Role::administrator);
}

Json may_json(const Call& call, usecases::Transaction& transaction, const domain::Proposal& proposal, bool outdated) {
  const domain::Instant now = call.world().present().now;
  const auto confirm =
      domain::may_confirm(call.actor, proposal, proposal.digest, stands(transaction, proposal.proposer), now);
  std::string why = confirm ? std::string() : confirm.error().sentence;
  if (confirm && outdated) why = "What this was proposed for has changed meanwhile. It has to be proposed anew.";
  return {{"confirm", confirm && !outdated},
          {"why_not_confirm", why},
          {"reject", domain::may_reject(call.actor, proposal, now).has_value()},
          {"withdraw", domain::may_withdraw(call.actor, proposal, now).has_value()}};
}

}  // namespace

Json proposal_json(const Call& call, usecases::Transaction& transaction, const domain::Proposal& proposal) {
  Shapes shapes(call, transaction);
  const domain::Instant now = call.world().present().now;
  const bool over = proposal.state == domain::ProposalState::open && !proposal.is_open(now);
  const bool outdated = !over && usecases::is_outdated(transaction, proposal);
  Json changes = Json::array();
  for (const domain::Alteration& change : proposal.changes) {
    changes.push_back({{"field", change.field},
                       {"before", values_json(shapes, change.field, change.before)},
                       {"after", values_json(shapes, change.field, change.after)}});
  }
  Json json;
  json["id"] = proposal.id.value;
  json["kind"] = to_text(proposal.kind);
  json["sentence"] = sentence_of(proposal.kind);
  json["state"] = to_text(over ? domain::ProposalState::expired : proposal.state);
  json["proposer"] = shapes.person_name(proposal.proposer);
  json["person"] = shapes.person_name(domain::PersonId{proposal.subject});
  json["changes"] = std::move(changes);
  json["digest"] = proposal.digest;
  json["created"] = domain::to_rfc3339(proposal.created);
  json["expires"] = domain::to_rfc3339(proposal.expires);
  json["outdated"] = outdated;
  json["ground"] = to_text(proposal.ground);
  json["decider"] = shapes.person_name(proposal.decider);
  json["ended"] = instant(proposal.ended);
  json["reason"] = proposal.reason;
  json["applied"] = instant(proposal.applied);
  json["result"] = id_or_null(proposal.result);
  json["may"] = may_json(call, transaction, proposal, outdated);
  json["welcome_half"] = nullptr;
  json["secret"] = nullptr;
  return json;
}

Response waits(const Call& call, usecases::Transaction& transaction, const domain::Proposal& proposal) {
  Response response = json_response(202, proposal_json(call, transaction, proposal));
  response.set("location", "/v1/proposals/" + proposal.id.value);
  return response;
}

Response with_secrets(Response response, const std::string& half, const std::string& secret) {
  if ((half.empty() && secret.empty()) || response.status >= 300) return response;
  Json json = Json::parse(response.body);
  if (!half.empty()) json["welcome_half"] = half;
  if (!secret.empty()) json["secret"] = secret;
  response.body = to_text(json);
  return response;
}

}  // namespace formulary::api
