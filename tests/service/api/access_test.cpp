// Every endpoint for every role, against access.matrix; and every scope of a token. The handlers are replaced by one
// that says yes, so that only the dispatcher's own checks answer.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "service/usecases/break_glass.hpp"
#include "service/usecases/manage_tokens.hpp"
#include "tests/service/support/agreed.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::tests {
namespace {

using api::Endpoint;
using domain::Role;

api::Response say_yes(const api::Call&) { return {.status = 299, .headers = {}, .body = {}, .stream = {}}; }

std::span<const Endpoint> open_table() {
  static const std::vector<Endpoint> table = [] {
    std::vector<Endpoint> copy(api::endpoints().begin(), api::endpoints().end());
    for (Endpoint& endpoint : copy) endpoint.handler = &say_yes;
    return copy;
  }();
  return table;
}

struct Visitor {
  std::string cookie;
  std::string csrf;
  std::string token;
};

domain::Person person_with(Place& place, Role role) {
  domain::Person person;
  person.id = {place.world.new_id()};
  person.login = std::string(domain::to_text(role));
  person.display_name = person.login;
  person.roles = {role};
  if (role == Role::reviewer) person.domains = {domain::ReviewDomain::security};
  person.created = place.world.present().now;
  return person;
}

Visitor with_session(Place& place, const domain::Person& person) {
  const std::string secret = place.world.new_secret();
  const Visitor visitor{"__Host-fmly_sid=" + secret, place.world.new_secret(), {}};
  const domain::Instant now = place.world.present().now;
  place.store->write([&](usecases::Transaction& transaction) {
    test::insert_agreed(transaction, person);
    transaction.people().insert(usecases::Session{place.world.sha256(secret), person.id, visitor.csrf, now, now,
                                                  now.plus(std::chrono::hours(1)), place.world.new_id(), now,
                                                  "127.0.0.1"});
    return usecases::Commit::yes;
  });
  return visitor;
}

Visitor with_token(Place& place, const domain::Person& owner, const std::vector<domain::Scope>& scopes) {
  const Visitor visitor{{}, {}, usecases::token_text(place.world.new_secret())};
  const domain::Instant now = place.world.present().now;
  place.store->write([&](usecases::Transaction& transaction) {
    test::insert_agreed(transaction, owner);
    test::insert_agreed(transaction, usecases::Token{.id = {place.world.new_id()},
                                                     .owner = owner.id,
                                                     .name = "t",
                                                     .digest = place.world.sha256(visitor.token),
                                                     .scopes = scopes,
                                                     .created = now,
                                                     .expires = now.plus(std::chrono::hours(1)),
                                                     .last_used = now,
                                                     .revoked = {}});
    return usecases::Commit::yes;
  });
  return visitor;
}

api::Request request_for(const Endpoint& endpoint, const Visitor& visitor) {
  api::Request request;
  request.method = endpoint.method;
  request.path = endpoint.path;
  if (const std::size_t at = request.path.find("{id}"); at != std::string::npos) request.path.replace(at, 4, "some-id");
  request.remote = "127.0.0.1";
  const bool form = (endpoint.takes & api::takes::form) != 0;
  request.headers = {{"content-type", form ? "application/x-www-form-urlencoded" : "application/json"},
                     {"if-match", "\"1\""}};
  if (!visitor.cookie.empty()) {
    request.headers.emplace_back("cookie", visitor.cookie);
    request.headers.emplace_back("x-formulary-csrf", visitor.csrf);
    request.headers.emplace_back("sec-fetch-site", "same-origin");
  }
  if (!visitor.token.empty()) request.headers.emplace_back("authorization", "Bearer " + visitor.token);
  return request;
}

using Matrix = std::map<std::string, std::vector<bool>>;

Matrix read_matrix() {
  Matrix matrix;
  std::ifstream in(std::string(FORMULARY_API_TESTS) + "/access.matrix");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string name, cell;
    words >> name;
    while (words >> cell) matrix[name].push_back(cell == "y");
  }
  return matrix;
}

const std::vector<domain::Scope> all_scopes = {domain::Scope::gate,    domain::Scope::submit, domain::Scope::read,
                                               domain::Scope::review,  domain::Scope::decide, domain::Scope::administer,
                                               domain::Scope::metrics, domain::Scope::scim,   domain::Scope::audit};

TEST(Access, IsAsTheMatrixSays) {
  Place place(open_table());
  const Matrix matrix = read_matrix();
  std::vector<Visitor> visitors = {Visitor{}};
  for (const Role role : {Role::submitter, Role::reviewer, Role::approver, Role::auditor, Role::administrator}) {
    visitors.push_back(with_session(place, person_with(place, role)));
  }
  visitors.push_back(with_token(place, person_with(place, Role::script), all_scopes));

  EXPECT_EQ(matrix.size(), api::endpoints().size());
  for (const Endpoint& endpoint : open_table()) {
    const auto row = matrix.find(std::string(endpoint.identifier));
    ASSERT_NE(row, matrix.end()) << endpoint.identifier;
    ASSERT_EQ(row->second.size(), visitors.size()) << endpoint.identifier;
    for (std::size_t i = 0; i < visitors.size(); ++i) {
      const api::Response response = place.send(request_for(endpoint, visitors[i]));
      const int refusal = i == 0 ? 401 : 403;
      EXPECT_EQ(response.status, row->second[i] ? 299 : refusal) << endpoint.identifier << ", column " << i << "\n"
                                                                 << response.body;
    }
  }
}

// emergency.list is written by hand, like the matrix.
TEST(Access, OfAnEmergencyIsTheListAndNothingElse) {
  Place place(open_table());
  std::set<std::string, std::less<>> allowed;
  std::ifstream in(std::string(FORMULARY_API_TESTS) + "/emergency.list");
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && !line.starts_with('#')) allowed.insert(line);
  }
  std::string code;
  place.store->write([&](usecases::Transaction& transaction) {
    code = usecases::mint_emergency_code(transaction, place.world, "The ward cannot wait.")->code;
    return usecases::Commit::yes;
  });
  const auto open = usecases::open_emergency(*place.store, place.world, {}, code, "Dr. Night");
  ASSERT_TRUE(open);
  const Visitor visitor{"__Host-fmly_sid=" + open->secret, open->session.csrf, {}};
  std::size_t reached = 0;
  for (const Endpoint& endpoint : open_table()) {
    if (endpoint.who == api::who::anyone) continue;
    const bool may = allowed.contains(endpoint.identifier);
    reached += may;
    EXPECT_EQ(place.send(request_for(endpoint, visitor)).status, may ? 299 : 403) << endpoint.identifier;
  }
  EXPECT_EQ(reached, allowed.size()) << "every name in the list is one of an endpoint";
}

TEST(Access, OfATokenNeedsTheScope) {
  Place place(open_table());
  std::map<domain::Scope, Visitor> scripts;
  for (const domain::Scope scope : all_scopes) {
    domain::Person owner = person_with(place, Role::reviewer);
    owner.login += std::to_string(static_cast<int>(scope));
    owner.roles = {Role::submitter, Role::reviewer, Role::approver, Role::auditor};
    scripts[scope] = with_token(place, owner, {scope});
  }
  for (const Endpoint& endpoint : open_table()) {
    // The owner of these tokens is neither; scripts have one of their own below.
    if (endpoint.who == api::who::administrator || endpoint.who == api::who::script ||
        endpoint.who == api::who::emergency)
      continue;
    for (const auto& [scope, visitor] : scripts) {
      const bool has_scope = endpoint.who == api::who::anyone || !endpoint.scope || *endpoint.scope == scope;
      const bool may = has_scope && (endpoint.takes & api::takes::step_up) == 0;  // a token proves nothing
      EXPECT_EQ(place.send(request_for(endpoint, visitor)).status, may ? 299 : 403)
          << endpoint.identifier << " with " << domain::to_text(scope);
    }
  }
}

TEST(Access, OfAnIdentityProviderNeedsItsOwnScope) {
  Place place(open_table());
  for (const domain::Scope scope : all_scopes) {
    domain::Person owner = person_with(place, Role::script);
    owner.login += std::to_string(static_cast<int>(scope));
    const Visitor visitor = with_token(place, owner, {scope});
    for (const Endpoint& endpoint : open_table()) {
      if (endpoint.who != api::who::script) continue;
      EXPECT_EQ(place.send(request_for(endpoint, visitor)).status, scope == domain::Scope::scim ? 299 : 403)
          << endpoint.identifier << " with " << domain::to_text(scope);
    }
  }
}

TEST(Access, NeedsAFreshProofWhereTheTableSaysSo) {
  Place place(open_table());
  std::map<Role, Visitor> visitors;
  for (const Role role : {Role::submitter, Role::reviewer, Role::approver, Role::administrator}) {
    visitors[role] = with_session(place, person_with(place, role));
  }
  place.world.now_ms += usecases::confirmation_ms - 1;
  const auto statuses = [&] {
    std::map<std::string, int> all;
    for (const Endpoint& endpoint : open_table()) {
      for (const auto& [role, visitor] : visitors) {
        const int status = place.send(request_for(endpoint, visitor)).status;
        if (status == 299) all[std::string(endpoint.identifier) + " " + std::string(domain::to_text(role))] = 299;
      }
    }
    return all;
  };
  const auto before = statuses();
  place.world.now_ms += 1;
  const auto after = statuses();
  for (const auto& [what, status] : before) {
    const std::string identifier = what.substr(0, what.find(' '));
    const auto endpoint = std::ranges::find(open_table(), identifier, &Endpoint::identifier);
    EXPECT_EQ(after.contains(what), (endpoint->takes & api::takes::step_up) == 0) << what;
  }
  for (const char* what : {"decide_submission approver", "lift_approval approver", "revoke_approval approver",
                           "create_person administrator", "create_token submitter", "create_policy administrator"}) {
    EXPECT_TRUE(before.contains(what)) << what;
    EXPECT_FALSE(after.contains(what)) << what;
  }
}

// Strict installations: before an own password and a second factor, an account reaches only what brings it there.
TEST(Access, OfAnUnfinishedAccountEndsAtWhatFinishesIt) {
  Place place(open_table());
  place.demand(usecases::AccountRules::strict);
  std::map<std::string, Visitor> visitors;
  for (const Role role : {Role::submitter, Role::reviewer, Role::approver, Role::auditor, Role::administrator}) {
    const domain::Person person = person_with(place, role);
    visitors[person.login] = with_session(place, person);
    place.store->write([&](usecases::Transaction& transaction) {
      transaction.people().set_password_hash(person.id, place.world.hash_password("whatever it is"));
      if (role == Role::submitter) transaction.accounts().mark_password(person.id, true);
      return usecases::Commit::yes;
    });
  }
  for (const Endpoint& endpoint : open_table()) {
    if (endpoint.who == api::who::anyone) continue;
    const bool open = (endpoint.takes & api::takes::unfinished) != 0;
    for (const char* login : {"submitter", "reviewer", "approver", "administrator"}) {
      const int status = place.send(request_for(endpoint, visitors[login])).status;
      EXPECT_EQ(status, open ? 299 : 403) << endpoint.identifier << " " << login;
    }
    if (endpoint.identifier == "list_tools") {  // an auditor needs neither
      EXPECT_EQ(place.send(request_for(endpoint, visitors["auditor"])).status, 299);
    }
  }
}

TEST(Access, EndsTheMomentAPersonIsLockedOut) {
  Place place(open_table());
  const Visitor session = with_session(place, person_with(place, Role::submitter));
  const Visitor script = with_token(place, person_with(place, Role::script), all_scopes);
  const Endpoint* list = nullptr;
  for (const Endpoint& endpoint : open_table()) {
    if (endpoint.identifier == "list_tools") list = &endpoint;
  }
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(place.send(request_for(*list, session)).status, 299);
  EXPECT_EQ(place.send(request_for(*list, script)).status, 299);
  place.store->write([&](usecases::Transaction& transaction) {
    for (domain::Person person : transaction.people().list()) {
      person.disabled = place.world.present().now;
      transaction.people().update(person);
    }
    return usecases::Commit::yes;
  });
  EXPECT_EQ(place.send(request_for(*list, session)).status, 401);
  EXPECT_EQ(place.send(request_for(*list, script)).status, 401);
}

}  // namespace
}  // namespace formulary::tests
