// The indices of the log's entries, held against the entries themselves: look-ups go by them, and an entry that is
// missing in one would not be found by whom it is about. SQLite's own check of an index looks every row up and takes as
// long as all the rest together; here both sides are added up in any order. Equal sums, equal contents, but for chance.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "service/io/store/connection.hpp"

namespace formulary::io::store {

class AuditIndices {
 public:
  /// What the indices have to have for an entry.
  void add(std::int64_t sequence, std::string_view object, std::string_view actor, std::string_view action,
           domain::Instant at);

  /// After all entries: whether the indices have just that.
  bool agree(Connection& connection) const;

 private:
  class Sum {
   public:
    void add(std::string_view key, std::int64_t sequence);
    void add(std::uint64_t key, std::int64_t sequence);
    bool operator==(const Sum&) const = default;

   private:
    std::uint64_t sum_ = 0;
  };

  std::array<Sum, 3> by_text_;  ///< object, actor, action
  Sum by_time_;
};

}  // namespace formulary::io::store
