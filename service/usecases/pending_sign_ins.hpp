// Sign-ins that were begun and not finished: who asked, for ten minutes at most, each used once. Kept in memory: a
// restart forgets them, and people begin again; strangers who begin many cost no disk. Bounded, in all and for each
// address.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "service/domain/time.hpp"
#include "service/usecases/ports/identity_provider.hpp"

namespace formulary::usecases {

struct PendingSignIn {
  std::string browser_digest;  ///< of the secret in the browser's cookie
  std::string remote;
  std::string return_to;  ///< a place within the application
  std::string session;    ///< digest of the session that is looked at again; empty at a first sign-in
  SignInManner manner = SignInManner::ordinary;
  domain::Instant begun;
};

class PendingSignIns {
 public:
  /// The limits are for tests.
  explicit PendingSignIns(std::size_t most = 20'000, std::size_t most_of_address = 200)
      : most_(most), most_of_address_(most_of_address) {}

  /// `state_digest` names it. False when there are too many; the oldest of the same address make room.
  bool add(const std::string& state_digest, PendingSignIn pending);
  /// Gives it out, once. Nothing when it is unknown, was used, or is too old.
  std::optional<PendingSignIn> take(const std::string& state_digest, domain::Instant now);

 private:
  void forget_old(domain::Instant now);

  const std::size_t most_;
  const std::size_t most_of_address_;
  std::mutex mutex_;
  std::map<std::string, PendingSignIn> pending_;                                    ///< by digest of the state
  std::multimap<std::string, std::pair<domain::Instant, std::string>> by_address_;  ///< in the order they were begun
};

}  // namespace formulary::usecases
