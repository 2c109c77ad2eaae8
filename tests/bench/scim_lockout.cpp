// scim_lockout: how long it takes from the moment at which the identity provider's request to lock somebody out arrives
// until each of the person's sessions and tokens is denied, while others read and write. Prints the 50th and the 99th
// percentile and the longest, in milliseconds.
//
// A hundred people with a session and a token each, one after the other; the load are threads that read the registry
// with the sessions of those who stay, and one that makes people. The registry is the real one, on the disk; the
// network is not part of it.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "service/usecases/manage_tokens.hpp"
#include "tests/service/support/agreed.hpp"
#include "tests/service/support/place.hpp"

namespace formulary::tests {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int people = 100;
constexpr int readers = 3;

struct Somebody {
  std::string id;
  std::string cookie;
  std::string token;
};

api::Request request_to(const std::string& method, const std::string& path) {
  api::Request request;
  request.method = method;
  request.path = path;
  request.remote = "127.0.0.1";
  return request;
}

int read_with(Place& place, const std::string& cookie, const std::string& token) {
  api::Request request = request_to("GET", "/v1/tools");
  if (!cookie.empty()) request.headers.emplace_back("cookie", "__Host-fmly_sid=" + cookie);
  if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
  return place.send(std::move(request)).status;
}

int scim(Place& place, const std::string& provider, const std::string& method, const std::string& path,
         const std::string& body) {
  api::Request request = request_to(method, "/scim/v2" + path);
  request.headers.emplace_back("authorization", "Bearer " + provider);
  request.headers.emplace_back("content-type", "application/scim+json");
  request.body = body;
  return place.send(std::move(request)).status;
}

std::string new_token(Place& place, usecases::Transaction& transaction, const domain::PersonId& owner,
                      domain::Scope scope) {
  const std::string secret = usecases::token_text(place.world.new_secret());
  const domain::Instant now = place.world.present().now;
  test::insert_agreed(transaction, usecases::Token{.id = {place.world.new_id()},
                                                   .owner = owner,
                                                   .name = "bench",
                                                   .digest = place.world.sha256(secret),
                                                   .scopes = {scope},
                                                   .created = now,
                                                   .expires = now.plus(std::chrono::hours(24)),
                                                   .last_used = now,
                                                   .revoked = {}});
  return secret;
}

domain::Person person_of(Place& place, const std::string& login, domain::Role role) {
  domain::Person person;
  person.id = {place.world.new_id()};
  person.login = login;
  person.display_name = login;
  person.roles = {role};
  person.created = place.world.present().now;
  return person;
}

Somebody let_in(Place& place, const std::string& login) {
  Somebody somebody;
  somebody.cookie = place.world.new_secret();
  const domain::Instant now = place.world.present().now;
  place.store->write([&](usecases::Transaction& transaction) {
    domain::Person person = *transaction.people().find_by_login(login);
    somebody.id = person.id.value;
    person.roles = {domain::Role::submitter};
    transaction.people().update(person);
    transaction.people().insert(usecases::Session{place.world.sha256(somebody.cookie), person.id,
                                                  place.world.new_secret(), now, now, now.plus(std::chrono::hours(1))});
    somebody.token = new_token(place, transaction, person.id, domain::Scope::read);
    return usecases::Commit::yes;
  });
  return somebody;
}

int measure() {
  Place place;
  std::string provider;
  place.store->write([&](usecases::Transaction& transaction) {
    const domain::Person idp = person_of(place, "idp", domain::Role::script);
    transaction.people().insert(idp);
    provider = new_token(place, transaction, idp.id, domain::Scope::scim);
    return usecases::Commit::yes;
  });
  std::vector<Somebody> leavers, stayers;
  for (int i = 0; i < people + readers; ++i) {
    const std::string login = "u" + std::to_string(i);
    if (scim(place, provider, "POST", "/Users", "{\"userName\": \"" + login + "\"}") != 201) return 1;
    (i < people ? leavers : stayers).push_back(let_in(place, login));
  }

  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> load;
  for (const Somebody& stayer : stayers) {
    load.emplace_back([&] {
      while (!stop) wrong += read_with(place, stayer.cookie, {}) != 200;
    });
  }
  load.emplace_back([&] {
    for (int i = 0; !stop; ++i) {
      place.store->write([&](usecases::Transaction& transaction) {
        transaction.people().insert(person_of(place, "w" + std::to_string(i), domain::Role::submitter));
        return usecases::Commit::yes;
      });
    }
  });

  std::vector<double> took;
  for (const Somebody& leaver : leavers) {
    const auto begin = Clock::now();
    const int status = scim(place, provider, "PATCH", "/Users/" + leaver.id,
                            R"({"Operations": [{"op": "Replace", "path": "active", "value": "False"}]})");
    if (status != 200) ++wrong;
    while (read_with(place, leaver.cookie, {}) != 401 || read_with(place, {}, leaver.token) != 401) {
    }
    took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  stop = true;
  for (std::thread& thread : load) thread.join();
  if (wrong != 0) {
    std::fprintf(stderr, "scim_lockout: %d answers were other than they should be\n", wrong.load());
    return 1;
  }
  std::ranges::sort(took);
  std::printf("%.1f %.1f %.1f\n", took[took.size() / 2], took[took.size() * 99 / 100], took.back());
  return 0;
}

}  // namespace
}  // namespace formulary::tests

int main() { return formulary::tests::measure(); }
