// Finds the tools that a notice could be about without comparing it with each: by number, company, telling word of a
// name, component. Promises the same matches as match_recall with every subject, in the order A, B, then by score and
// id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "service/domain/recalls/match_recall.hpp"

namespace formulary::domain {

struct RecallMatches {
  std::vector<RecallMatch> matches;  ///< tiers A and B
  std::size_t counted = 0;           ///< tools of tier C: the same product code and nothing else
};

class RecallIndex {
 public:
  explicit RecallIndex(std::vector<RecallSubject> subjects);

  RecallMatches match(const RecallNotice& notice, Day today) const;

  std::size_t size() const { return subjects_.size(); }

 private:
  using Places = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  void add(std::uint32_t place);
  void add_names();
  static void gather(const Places& places, const std::string& key, std::vector<std::uint32_t>& out);

  std::vector<PreparedSubject> subjects_;
  Places udis_, submissions_, companies_, company_begins_, company_numbers_, product_codes_, name_words_, components_;
};

}  // namespace formulary::domain
