// A hospital for walks: a strict registry, and people outside of it who know passwords, hold halves of codes and sign
// in. Every request goes to the dispatcher as the transport sends it. Who acts is a person outside; what they act with
// is an account, and some have more than one.
#pragma once

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/service/support/place.hpp"

namespace formulary::walk {

using Json = nlohmann::json;

struct Answer {
  int status = 0;
  Json body;
  std::string etag;
  std::string location;

  bool good() const { return status >= 200 && status < 300; }
};

/// What somebody has to get into an account with.
struct Keys {
  std::string password;
  std::string seed;  ///< of the second factor, as the registry told it; empty: none
  std::string first_half, second_half;
  std::string cookie, csrf;
};

struct Human {
  std::string name;                    ///< also the login of their own account
  std::map<std::string, Keys> keys{};  ///< by login
  std::vector<std::string> tokens{};   ///< secrets
};

class Hospital {
 public:
  explicit Hospital(std::uint64_t seed, usecases::AccountRules rules);

  Answer send(const std::string& method, const std::string& path, const Json& body, api::Headers headers = {});
  /// As `human` with the account `login`; logs in where that is needed and possible. Status 0: there is no way in.
  Answer as(Human& human, const std::string& login, const std::string& method, const std::string& path,
            const Json& body = nullptr, const std::string& etag = {});
  bool log_in(Human& human, const std::string& login);
  /// Through the identity provider, where `human` is known by their name.
  bool sign_in(Human& human, std::string& login);

  /// Confirms on the host what waits and says `half` to nobody but the caller.
  std::string confirm_on_host(const std::string& proposal);

  std::string new_password();
  std::uint64_t any(std::uint64_t below) { return random_() % below; }
  bool chance(int percent) { return any(100) < static_cast<std::uint64_t>(percent); }
  template <class List>
  auto& one_of(List& list) {
    return list[any(list.size())];
  }
  void pass(std::int64_t seconds) { place.world.now_ms += seconds * 1000; }

  tests::Place place;

 private:
  Answer send_with(const Keys& keys, const std::string& method, const std::string& path, const Json& body,
                   const std::string& etag);
  void keep_session(Keys& keys);
  std::string code_of(const Keys& keys);

  std::mt19937_64 random_;
  api::Response response_;
  int passwords_ = 0;
};

}  // namespace formulary::walk
