// Names of devices and how alike two of them are. Words that name a product ("Atomlab") weigh 1, numbers and single
// letters 0.5, words that many devices share ("system", "software") 0.25; stop words nothing; versions are kept apart
// and do not count. Promises a measure between 0 and 1 that is the same in both directions. Does not judge: a threshold
// is the caller's matter, and names of generic words alone never reach 0.85 against a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formulary::domain {

struct ProductName {
  std::vector<std::string> words;     ///< folded, letters and digits apart, without plural s
  std::vector<std::string> versions;  ///< `2.1`, without "version" or "v"

  bool operator==(const ProductName&) const = default;
};

ProductName read_product_name(std::string_view text);

/// 1, 0.5 or 0.25, as said above.
double weight_of(std::string_view word);
bool is_brand(std::string_view word);

/// Twice the weight of the shared words by the weight of both names (the coefficient of Dice). Words that one name
/// writes as two count as shared. Two versions that differ do not matter here.
double name_similarity(const ProductName& a, const ProductName& b);
double name_similarity(std::string_view a, std::string_view b);

/// How much of the name, by weight, stands together in a text: within as many words as the name has and three more.
/// Without a word of brand among them at most 0.5; of a name without such a word at most 0.8.
double name_mention(const ProductName& name, const std::vector<std::string>& text);

/// The words of a text as read_product_name splits them, stop words and versions included.
std::vector<std::string> product_words(std::string_view text);

/// A word of brand that both have.
std::string shared_brand(const ProductName& name, const std::vector<std::string>& text);

/// Enough to recognise a product where the firm is another: two words of brand, one of seven letters, or one and a
/// number of three digits.
bool is_distinctive(const ProductName& name);

std::size_t brands_of(const ProductName& name);

}  // namespace formulary::domain
