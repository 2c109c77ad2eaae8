// Argon2id with the parameters of the design (m = 19456 KiB, t = 2, p = 1), as PHC texts. At most a few are computed at
// the same time, so that a crowd at the log-in page cannot use up the memory; the others wait.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

namespace formulary::io::crypto {

class Passwords {
 public:
  static constexpr int at_once = 4;

  std::string hash(std::string_view password);
  /// False for a wrong password and for a text that is no Argon2id hash. Compares in constant time.
  bool verify(std::string_view password, std::string_view phc);
  /// Whether `phc` has other parameters than hash() uses.
  static bool is_outdated(std::string_view phc);

 private:
  class Turn;

  std::mutex mutex_;
  std::condition_variable free_;
  int busy_ = 0;
};

}  // namespace formulary::io::crypto
