// The hospital's own list of passwords that nobody may have: a file, one password a line, as lists of breaches are
// published. It is read once, when the service starts.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace formulary::cli {

class BreachedPasswords {
 public:
  /// An empty name: no list. Fails (usage) when the file cannot be read, or has more than ten million lines.
  explicit BreachedPasswords(const std::string& file);

  /// Letters count the same in both cases.
  bool has(std::string_view password) const;

 private:
  std::unordered_set<std::string> passwords_;
};

}  // namespace formulary::cli
