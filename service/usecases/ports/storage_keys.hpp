// The keys that stored files are encrypted with, as an administrator sees them: public halves only. A change of keys
// never touches the content of a file, only its header.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace formulary::usecases {

struct KeyStatus {
  std::string service;                ///< the recipient in use, `age1…`
  std::vector<std::string> old;       ///< service keys that are still kept because files may need them
  std::vector<std::string> recovery;  ///< with the officers
};

struct RewrapCounts {
  std::uint64_t files = 0;      ///< looked at so far
  std::uint64_t total = 0;      ///< to be looked at, as far as is known by now
  std::uint64_t rewrapped = 0;  ///< got another header
  std::uint64_t encrypted = 0;  ///< lay there in the clear
  bool stopped = false;
  std::vector<std::string> failed;  ///< names of those that cannot be opened: damaged
};

class StorageKeys {
 public:
  virtual ~StorageKeys() = default;

  virtual KeyStatus status() = 0;
  virtual bool is_recipient(const std::string& text) const = 0;
  /// A new service key, in use at once; `day` is noted with it. Gives its recipient. The old one stays until
  /// destroy_old().
  virtual std::string rotate(const std::string& day) = 0;
  /// From now on files are encrypted for exactly these officers, too. Throws std::invalid_argument for what is no
  /// recipient.
  virtual void set_recovery(const std::vector<std::string>& recipients) = 0;
  /// Brings every file to the keys in use. Safe to be killed and called again, also while files come and go. `progress`
  /// is told after each file, and stops it by saying false.
  virtual RewrapCounts rewrap(const std::function<bool(const RewrapCounts&)>& progress) = 0;
  /// Forgets the service keys that are not in use. Only after a rewrap() to its end without failures. Gives their
  /// recipients.
  virtual std::vector<std::string> destroy_old() = 0;
};

}  // namespace formulary::usecases
