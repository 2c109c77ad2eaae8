// A registry with an identity provider: groups that mean something, and people whom the provider sends. Talks to the
// registry as the provider does.
#pragma once

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "service/usecases/confirm.hpp"
#include "service/usecases/group_mapping.hpp"
#include "service/usecases/manage_tokens.hpp"
#include "tests/service/support/agreed.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::tests {

class Provisioned : public testing::Test {
 protected:
  using Json = nlohmann::json;

  /// A way in: a session, or a token of the person's own.
  struct Entry {
    domain::PersonId person;
    std::string cookie;
    std::string token;
  };

  void SetUp() override {
    place.store->write([&](usecases::Transaction& transaction) {
      administrator = person("ada", domain::Role::administrator);
      test::insert_agreed(transaction, administrator);
      transaction.people().insert(person("idp", domain::Role::script));
      provider = new_token(transaction, transaction.people().find_by_login("idp")->id, domain::Scope::scim);
      return usecases::Commit::yes;
    });
    actor.kind = domain::ActorKind::person;
    actor.id = administrator.id;
    actor.roles = {domain::Role::administrator};
  }

  domain::Person person(const std::string& login, domain::Role role) {
    domain::Person made;
    made.id = {place.world.new_id()};
    made.login = login;
    made.display_name = login;
    made.roles = {role};
    made.created = place.world.present().now;
    return made;
  }

  std::string new_token(usecases::Transaction& transaction, const domain::PersonId& owner, domain::Scope scope) {
    const std::string secret = usecases::token_text(place.world.new_secret());
    const domain::Instant now = place.world.present().now;
    test::insert_agreed(transaction, usecases::Token{.id = {place.world.new_id()},
                                                     .owner = owner,
                                                     .name = "t",
                                                     .digest = place.world.sha256(secret),
                                                     .scopes = {scope},
                                                     .created = now,
                                                     .expires = now.plus(std::chrono::hours(24)),
                                                     .last_used = now,
                                                     .revoked = {}});
    return secret;
  }

  void map(const std::string& group, const domain::scim::Grant& grant) {
    place.store->write([&](usecases::Transaction& transaction) {
      constexpr auto rules = usecases::AccountRules::trial;
      const auto made = usecases::create_group_mapping(transaction, place.world, rules, actor, group, grant);
      EXPECT_TRUE(made);
      if (const auto* filed = made ? std::get_if<usecases::Filed>(&*made) : nullptr) {
        EXPECT_TRUE(usecases::confirm(transaction, place.world, rules, domain::Actor::host(), filed->proposal.id,
                                      filed->proposal.digest));
      }
      return usecases::Commit::yes;
    });
  }

  /// Both ways in at once, as somebody has them who has logged in.
  std::vector<Entry> let_in(const domain::PersonId& id) {
    Entry session{id, place.world.new_secret(), {}}, token{id, {}, {}};
    const domain::Instant now = place.world.present().now;
    place.store->write([&](usecases::Transaction& transaction) {
      transaction.people().insert(usecases::Session{place.world.sha256(session.cookie), id, place.world.new_secret(),
                                                    now, now, now.plus(std::chrono::hours(1))});
      token.token = new_token(transaction, id, domain::Scope::read);
      return usecases::Commit::yes;
    });
    return {session, token};
  }

  /// The status that somebody gets who wants to read.
  int knock(const Entry& entry) {
    api::Request request;
    request.method = "GET";
    request.path = "/v1/tools";
    request.remote = "127.0.0.1";
    if (!entry.cookie.empty()) request.headers.emplace_back("cookie", "__Host-fmly_sid=" + entry.cookie);
    if (!entry.token.empty()) request.headers.emplace_back("authorization", "Bearer " + entry.token);
    return place.send(std::move(request)).status;
  }

  api::Response scim(const std::string& method, const std::string& path, const Json& body = nullptr) {
    api::Request request;
    request.method = method;
    request.path = "/scim/v2" + path;
    request.remote = "127.0.0.1";
    request.headers = {{"host", "registry.example"}, {"authorization", "Bearer " + provider}};
    if (!body.is_null()) {
      request.headers.emplace_back("content-type", "application/scim+json");
      request.body = body.dump();
    }
    return place.send(std::move(request));
  }

  static Json operation(const std::string& op, const Json& path, const Json& value) {
    Json one = {{"op", op}};
    if (!path.is_null()) one["path"] = path;
    if (!value.is_null()) one["value"] = value;
    return {{"schemas", {"urn:ietf:params:scim:api:messages:2.0:PatchOp"}}, {"Operations", {one}}};
  }

  std::string id_of(const api::Response& response) {
    EXPECT_EQ(response.status, 201) << response.body;
    return Json::parse(response.body).value("id", std::string());
  }

  domain::Person read_person(const std::string& id) {
    std::optional<domain::Person> found;
    place.store->read([&](usecases::Transaction& transaction) { found = transaction.people().find({id}); });
    return found.value();
  }

  Place place;
  domain::Person administrator;
  domain::Actor actor;
  std::string provider;  ///< its token
};

}  // namespace formulary::tests
