#include "service/domain/names/product_match.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "service/domain/names/company_name.hpp"
#include "service/domain/names/fold.hpp"
#include "service/domain/names/product_name.hpp"

namespace formulary::domain {
namespace {

using Words = std::vector<std::string>;

/// Words that makers add or leave out and that tell no product from another; singular.
constexpr std::string_view fillers[] = {"system",  "software", "device", "application", "app",
                                        "product", "serie",    "family", "model"};

constexpr std::size_t longest = 1000;
constexpr std::size_t most_products = 50;  ///< that one record lists
constexpr std::size_t least_cut = 60;      ///< letters after which a name may have been cut off

/// "VMS+" is "VMS Plus" and not "VMS".
std::string with_plus(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool behind_word = i > 0 && (is_letter(text[i - 1]) || is_digit(text[i - 1]) || text[i - 1] == '+');
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const bool before_word = is_digit(next) || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
    if (text[i] == '+' && behind_word && !before_word)
      out += " plus ";
    else
      out += text[i];
  }
  return out;
}

struct Essence {
  Words words;
  Words versions;
};

/// The maker's own words: what a name may begin with, and the brands, which may stand anywhere in it.
struct Maker {
  Words name;
  Words brands;
};

Maker read_maker(std::string_view company) {
  std::string text;
  for (const std::string& word : read_company_name(company).words) text += word + ' ';
  Maker maker{.name = read_product_name(text).words, .brands = {}};
  for (const std::string& word : maker.name) {
    if (is_brand(word)) maker.brands.push_back(word);
  }
  return maker;
}

Essence essence_of(std::string_view text, const Maker& maker) {
  ProductName name = read_product_name(with_plus(text));
  const auto says_enough = [](const Words& words) {
    return std::ranges::any_of(words, [](const std::string& word) { return word.size() > 1; });
  };
  Words all = name.words;
  if (!maker.name.empty() && all.size() > maker.name.size() &&
      std::equal(maker.name.begin(), maker.name.end(), all.begin())) {
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(maker.name.size()));
  }
  if (!says_enough(all)) all = name.words;
  Words words = all;
  std::erase_if(words, [](const std::string& word) { return std::ranges::find(fillers, word) != std::end(fillers); });
  if (words.empty()) words = all;  // "The System" is all there is
  Words own = words;
  std::erase_if(own,
                [&](const std::string& word) { return std::ranges::find(maker.brands, word) != maker.brands.end(); });
  return {says_enough(own) ? std::move(own) : std::move(words), std::move(name.versions)};
}

/// In the same order whatever the spaces, or in any order.
bool same_words(Words a, Words b) {
  if (a.empty() || b.empty()) return false;
  if (joined(a) == joined(b)) return true;
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

/// "2.4.1" is a "2.4".
bool version_fits(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.starts_with(a) && (a.size() == b.size() || b[a.size()] == '.');
}

/// Each version that is claimed is recorded; nothing is said where one of both names none.
bool versions_fit(const Words& claimed, const Words& recorded) {
  if (recorded.empty()) return true;
  return std::ranges::all_of(claimed, [&](const std::string& one) {
    return std::ranges::any_of(recorded, [&](const std::string& other) { return version_fits(one, other); });
  });
}

/// The products that a name lists: "A, B; C and D".
std::vector<std::string> listed_in(std::string_view text) {
  std::vector<std::string> out;
  std::string one;
  const auto end = [&] {
    if (one.find_first_not_of(' ') != std::string::npos && out.size() < most_products) out.push_back(one);
    one.clear();
  };
  int open = 0;  // commas within parentheses belong to one product
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(') ++open;
    if (c == ')' && open > 0) --open;
    if (c == ';' || c == '\n' || (open == 0 && (c == ',' || c == '&'))) {
      end();
    } else if (open == 0 && (text.substr(i).starts_with(" and ") || text.substr(i).starts_with(" AND "))) {
      end();
      i += 4;
    } else {
      one += c;
    }
  }
  end();
  return out;
}

/// "2.4.1", "v3": a model on a label that is a version.
void add_version(Words& versions, std::string_view model) {
  if (model.starts_with('v') || model.starts_with('V')) model.remove_prefix(1);
  if (model.empty() || !is_digit(model.front()) || !is_digit(model.back())) return;
  if (std::ranges::all_of(model, [](char c) { return is_digit(c) || c == '.'; })) versions.emplace_back(model);
}

ProductMatch judged(const Essence& claimed, const Essence& recorded) {
  if (!same_words(claimed.words, recorded.words)) return ProductMatch::different;
  return versions_fit(claimed.versions, recorded.versions) ? ProductMatch::same : ProductMatch::other_version;
}

/// One of both was cut off within a word or a product: files have columns of a fixed width.
bool cut_off(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < least_cut || a.size() == b.size() || !b.starts_with(a)) return false;
  const std::string_view rest = b.substr(a.size());
  return std::string_view(",;&").find(rest[rest.find_first_not_of(' ') == 1 ? 1 : 0]) == std::string_view::npos;
}

}  // namespace

ProductMatch compare_products(std::string_view claimed, std::string_view version, std::string_view recorded,
                              std::string_view company) {
  claimed = claimed.substr(0, longest);
  recorded = recorded.substr(0, longest);
  const Maker own = read_maker(company);
  Essence asked = essence_of(claimed, own);
  if (asked.versions.empty()) add_version(asked.versions, version);
  const Essence whole = essence_of(recorded, own);
  if (const ProductMatch match = judged(asked, whole); match != ProductMatch::different) return match;

  const std::string text = fold(claimed), other = fold(recorded);
  // Names of nothing but versions and stop words: letter by letter.
  if (asked.words.empty() && whole.words.empty()) {
    const Words a = words_of(text), b = words_of(other);
    return !a.empty() && a == b ? ProductMatch::same : ProductMatch::different;
  }
  if (cut_off(text, other)) return ProductMatch::same;

  std::vector<Essence> products;
  for (const std::string& one : listed_in(recorded)) products.push_back(essence_of(one, own));
  if (products.size() < 2) return ProductMatch::different;
  auto result = ProductMatch::same;
  for (const std::string& one : listed_in(claimed)) {
    auto best = ProductMatch::different;
    const Essence wanted = essence_of(one, own);
    for (const Essence& product : products) best = std::max(best, judged(wanted, product));
    result = std::min(result, best);
  }
  // A list of nothing but words that many products have names none.
  const bool names = std::ranges::any_of(asked.words, [](const std::string& word) { return weight_of(word) >= 0.5; });
  return names ? result : ProductMatch::different;
}

}  // namespace formulary::domain
