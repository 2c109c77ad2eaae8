// What a reader found before and gives again as long as the registry has not changed: the few look-ups that every query
// of the gate repeats. Never remembers that something is not there, and nothing on a connection that writes. Whoever
// owns it calls forget() when its snapshot is of a later change (transaction.hpp).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {

template <class Value>
class Memo {
 public:
  explicit Memo(Access access) : remembers_(access == Access::read) {}

  void forget() { values_.clear(); }

  /// The value for `key`; `look_up` gives an optional of it.
  template <class LookUp>
  std::optional<Value> get(const std::string& key, const LookUp& look_up) {
    if (const auto found = values_.find(key); found != values_.end()) return found->second;
    std::optional<Value> value = look_up();
    if (!remembers_ || !value) return value;
    if (values_.size() >= most) values_.clear();
    values_.emplace(key, *value);
    return value;
  }

 private:
  static constexpr std::size_t most = 256;

  bool remembers_;
  std::unordered_map<std::string, Value> values_;
};

}  // namespace formulary::io::store
