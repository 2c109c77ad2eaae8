// The two halves of a key of age: the recipient, to which files are encrypted, and the identity, which opens them. Both
// are written as age-keygen writes them. Only X25519; other kinds of recipients are refused by their text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "service/io/age/secret.hpp"

namespace formulary::io::age {

class Recipient {
 public:
  /// `age1…`; nothing when it is not one.
  static std::optional<Recipient> read(std::string_view text);
  /// From the 32 bytes of the point.
  explicit Recipient(std::string point) : point_(std::move(point)) {}

  const std::string& point() const { return point_; }
  std::string text() const;

  bool operator==(const Recipient&) const = default;
  auto operator<=>(const Recipient&) const = default;

 private:
  std::string point_;
};

class Identity {
 public:
  static Identity make();
  /// `AGE-SECRET-KEY-1…`; nothing when it is not one.
  static std::optional<Identity> read(std::string_view text);

  const Key& secret() const { return secret_; }
  const Recipient& recipient() const { return recipient_; }
  std::string text() const;  ///< the secret itself

 private:
  explicit Identity(const Key& secret);
  Key secret_;
  Recipient recipient_;
};

}  // namespace formulary::io::age
