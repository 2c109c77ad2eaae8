// Encryption of single secrets before they are stored: seeds of one-time codes, secrets of identity providers and of
// webhooks. A sealed text belongs to its place; read back anywhere else, it is refused. Whoever keeps secrets stores
// only what seal() gives, as a BLOB, and never logs what open() gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formulary::usecases {

/// Where a sealed text is stored: the names of table and column, and the id of the row.
struct FieldPlace {
  std::string_view table;
  std::string_view column;
  std::string_view row;
};

class FieldCipher {
 public:
  virtual ~FieldCipher() = default;

  /// Twice the same secret gives two different texts.
  virtual std::string seal(const FieldPlace& place, std::string_view secret) = 0;
  /// Nothing when it was changed, was sealed for another place, or its key is not there.
  virtual std::optional<std::string> open(const FieldPlace& place, std::string_view sealed) const = 0;
  /// Whether it should be sealed again, because a younger key is in use.
  virtual bool is_old(std::string_view sealed) const = 0;
};

}  // namespace formulary::usecases
