// The keys of one installation, and the file they are in. One word a line:
//   service AGE-SECRET-KEY-1…  DAY     opens what is stored; the first is in use, further ones are being replaced
//   recovery age1…                     opens it too, and lies with an officer, not here
//   field NUMBER BASE64                for single secrets in the database; the highest number is in use
// Lines that begin with # are remarks. Whoever has the file can read everything, so nobody but its owner may.
//
// A ring reads the file again when it was replaced, so that a rotation counts at once in a service that runs. All who
// write, read or remove a header of a stored file hold a Use meanwhile; who replaces keys or headers holds a Change,
// alone among all processes. A thread holds one of them at a time: it would wait for itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "service/io/age/keys.hpp"

namespace formulary::io::age {

/// The keys file is missing, open to others, or cannot be understood: a sentence that says what to do.
class BadKeys : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t most_recovery_recipients = 8;

struct ServiceKey {
  Identity identity;
  std::string day;  ///< when it was made, `2026-11-27`; may be empty
};

struct Keys {
  std::vector<ServiceKey> service;  ///< the one in use first; never empty
  std::vector<Recipient> recovery;
  std::map<std::uint8_t, Key> field;

  std::vector<Recipient> recipients() const;  ///< for whom files are encrypted now
  std::vector<Identity> identities() const;   ///< what opens them
  std::string set_name() const;               ///< 16 hexadecimal digits that stand for recipients()
};

/// A service key, the field key 1, and `recovery`.
Keys make_keys(std::string day, std::vector<Recipient> recovery);
/// Throws BadKeys with the number of the line, never with what stands in it.
Keys read_keys(std::string_view text);
std::string to_text(const Keys& keys);

/// Reads a file that nobody but its owner may read. Throws BadKeys.
Keys read_keys_file(const std::filesystem::path& file);
/// Puts a new file in its place, durably, or leaves the old one. Throws std::system_error.
void write_keys_file(const std::filesystem::path& file, const Keys& keys);

class KeyRing {
 public:
  /// `lock` is a file that is made when it is missing; it says nothing. Throws BadKeys.
  KeyRing(std::filesystem::path file, std::filesystem::path lock);

  class Lock {
   public:
    ~Lock();
    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;

   protected:
    Lock(const std::filesystem::path& file, int how);

   private:
    int descriptor_;  ///< of the file; closing it ends the lock
  };
  class Use : public Lock {
   public:
    explicit Use(KeyRing& ring);
    const Keys* operator->() const { return keys_.get(); }
    const Keys& operator*() const { return *keys_; }

   private:
    std::shared_ptr<const Keys> keys_;
  };
  class Change : public Lock {
   public:
    explicit Change(KeyRing& ring);
    const Keys* operator->() const { return keys_.get(); }
    const Keys& operator*() const { return *keys_; }
    void replace(const Keys& keys);

   private:
    KeyRing& ring_;
    std::shared_ptr<const Keys> keys_;
  };

  Use use() { return Use(*this); }
  Change change() { return Change(*this); }

 private:
  std::shared_ptr<const Keys> current();

  std::filesystem::path file_, lock_;
  std::mutex mutex_;
  std::shared_ptr<const Keys> keys_;
  std::string version_;  ///< of the file that was read
};

}  // namespace formulary::io::age
