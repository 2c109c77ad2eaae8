// All that a notice says of versions: lists of what is affected, what is excepted, what is not affected and what
// repairs it, and whether every version that it names was understood.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/recalls/notice_phrases.hpp"

namespace formulary::domain {

enum class ListMeaning : std::uint8_t {
  affected,
  exception,
  unaffected,
  fix,
  change,  ///< it repairs, or brought the fault: a version in it is neither affected nor cleared
  other,   ///< versions of another thing than the product
};

struct VersionList {
  ListMeaning meaning = ListMeaning::affected;
  std::vector<VersionBound> bounds;
  std::string label;  ///< what stands before it in its clause, without signs
  std::size_t at = 0, end = 0;
  std::size_t first = 0, last = 0;  ///< its tokens, what announces it among them; behind the last
};

class VersionLists : private NoticePhrases {
 public:
  VersionLists(std::string_view text, bool days) : NoticePhrases(notice_tokens(text, most), days) {
    complete = tokens_.size() < most;
    read();
  }

  std::vector<VersionList> lists;
  bool complete = true;       ///< every version that the text names was understood, and nothing hedges
  bool all_versions = false;  ///< "all versions"
  bool all_units = false;     ///< "all lots", "all serial numbers"
  std::size_t all_at = 0, all_end = 0;

 private:
  static constexpr std::size_t most = 4000;
  std::vector<bool> taken_ = std::vector<bool>(tokens_.size());  ///< tokens that were understood

  void read();
  bool list(std::size_t start, std::size_t& i, bool announced, ListMeaning as);
  bool all(std::size_t& i);
  void judge(std::size_t i);
  bool ends_clause(std::size_t i) const;
  bool limits(std::size_t i) const;
  void judge_surroundings(const VersionList& list);
  bool telling(std::size_t start, std::size_t first, std::size_t end) const;
  bool speaks_of_versions(std::size_t i) const;
  ListMeaning meaning(std::size_t first, std::size_t end) const;
  std::string label(std::size_t first) const;
};

}  // namespace formulary::domain
