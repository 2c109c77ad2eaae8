#include "service/io/store/proposals.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "service/io/store/filter.hpp"
#include "service/io/store/lists.hpp"

namespace formulary::io::store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view insert_text = R"sql(
INSERT INTO proposal (id, kind, state, proposer, subject, basis, changes, secret, digest, created, expires,
                      ground, decider, ended, reason, applied, result, grants)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18))sql";
constexpr std::string_view select_text = R"sql(
SELECT id, kind, state, proposer, subject, basis, changes, secret, digest, created, expires,
       ground, decider, ended, reason, applied, result
FROM proposal)sql";
constexpr std::string_view update_text = R"sql(
UPDATE proposal SET state = $2, ground = $3, decider = $4, ended = $5, reason = $6, applied = $7, result = $8
WHERE id = $1)sql";
constexpr std::string_view ever_text = "SELECT count(*) FROM administrator_ever";

constexpr std::string_view open_restoration_text = "SELECT max(at) FROM restoration WHERE accepted IS NULL";

constexpr std::string_view put_welcome_text = R"sql(
INSERT INTO welcome (person, digest, created, expires) VALUES ($1, $2, $3, $4)
ON CONFLICT (person) DO UPDATE SET digest = excluded.digest, created = excluded.created, expires = excluded.expires)sql";
constexpr std::string_view find_welcome_text =
    "SELECT person, digest, created, expires FROM welcome WHERE person = $1 ORDER BY person";
constexpr std::string_view remove_welcome_text = "DELETE FROM welcome WHERE person = $1";

std::string changes_json(const std::vector<domain::Alteration>& changes) {
  Json list = Json::array();
  for (const domain::Alteration& change : changes) {
    list.push_back({{"field", change.field}, {"before", change.before}, {"after", change.after}});
  }
  return list.dump();
}

/// The roles and domains that it gives, in a form that triggers can search.
std::string grants_of(const std::vector<domain::Alteration>& changes) {
  std::vector<std::string> grants;
  for (const domain::Alteration& change : changes) {
    if (change.field != "roles" && change.field != "domains") continue;
    for (const std::string& word : change.after) grants.push_back(change.field + ":" + word);
  }
  return to_column(grants);
}

std::vector<domain::Alteration> read_changes(std::string_view text) {
  std::vector<domain::Alteration> changes;
  for (const Json& json : Json::parse(text)) {
    changes.push_back({json.at("field").get<std::string>(), json.at("before").get<std::vector<std::string>>(),
                       json.at("after").get<std::vector<std::string>>()});
  }
  return changes;
}

domain::Proposal read_proposal(Query& row) {
  return {.id = {row.text()},
          .kind = known(domain::parse_proposal_kind(row.text()), "kind of proposal"),
          .state = known(domain::parse_proposal_state(row.text()), "state of a proposal"),
          .proposer = {row.text_or_empty()},
          .subject = row.text(),
          .basis = row.integer(),
          .changes = read_changes(row.text()),
          .secret = row.text(),
          .digest = row.text(),
          .created = row.instant(),
          .expires = row.instant(),
          .ground = known(domain::parse_ground(row.text()), "ground of a confirmation"),
          .decider = {row.text_or_empty()},
          .ended = row.maybe_instant(),
          .reason = row.text(),
          .applied = row.maybe_instant(),
          .result = row.text()};
}

}  // namespace

void SqlProposals::insert(const domain::Proposal& p) {
  Query(connection_, insert_text, p.id, to_text(p.kind), to_text(p.state), nullable(p.proposer), p.subject, p.basis,
        changes_json(p.changes), p.secret, p.digest, p.created, p.expires, to_text(p.ground), nullable(p.decider),
        p.ended, p.reason, p.applied, p.result, grants_of(p.changes))
      .run();
}

std::optional<domain::Proposal> SqlProposals::find(const domain::ProposalId& id) {
  Query row(connection_, std::string(select_text) + " WHERE id = $1 ORDER BY id", id);
  return row.next() ? std::optional(read_proposal(row)) : std::nullopt;
}

std::vector<domain::Proposal> SqlProposals::list(const usecases::ProposalFilter& filter) {
  Filter clause;
  if (!filter.states.empty()) {
    std::vector<std::string> states;
    for (const domain::ProposalState state : filter.states) states.emplace_back(to_text(state));
    clause.one_of("state", states);
  }
  if (filter.proposer) clause.where("proposer = ?", {filter.proposer->value});
  if (filter.before) clause.where("id < ?", {filter.before->value});  // ids sort by time of creation
  const std::string limit = clause.parameter(std::int64_t{std::max(filter.limit, 0)});
  std::vector<domain::Proposal> proposals;
  Query row(connection_, std::string(select_text) + clause.text() + " ORDER BY id DESC LIMIT " + limit,
            clause.values());
  while (row.next()) proposals.push_back(read_proposal(row));
  return proposals;
}

void SqlProposals::update(const domain::Proposal& p) {
  Query(connection_, update_text, p.id, to_text(p.state), to_text(p.ground), nullable(p.decider), p.ended, p.reason,
        p.applied, p.result)
      .run();
}

int SqlProposals::administrators_ever() {
  Query row(connection_, ever_text);
  row.next();
  return static_cast<int>(row.integer());
}

std::optional<domain::Instant> SqlProposals::open_restoration() {
  Query row(connection_, open_restoration_text);
  return row.next() ? row.maybe_instant() : std::nullopt;
}

void SqlProposals::note_restoration(domain::Instant at) {
  Query(connection_, "INSERT INTO restoration (at, accepted) VALUES ($1, NULL)", at).run();
}

void SqlProposals::accept_restorations(domain::Instant at) {
  Query(connection_, "UPDATE restoration SET accepted = $1 WHERE accepted IS NULL", at).run();
}

void SqlProposals::put(const usecases::Welcome& welcome) {
  Query(connection_, put_welcome_text, welcome.person, welcome.digest, welcome.created, welcome.expires).run();
}

std::optional<usecases::Welcome> SqlProposals::find_welcome(const domain::PersonId& person) {
  Query row(connection_, find_welcome_text, person);
  if (!row.next()) return std::nullopt;
  return usecases::Welcome{
      .person = {row.text()}, .digest = row.text(), .created = row.instant(), .expires = row.instant()};
}

void SqlProposals::remove_welcome(const domain::PersonId& person) {
  Query(connection_, remove_welcome_text, person).run();
}

}  // namespace formulary::io::store
