#include "service/domain/names/product_name.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "service/domain/names/device_words.hpp"
#include "service/domain/names/fold.hpp"

namespace formulary::domain {
namespace {

const std::unordered_set<std::string_view> generic(std::begin(generic_device_words), std::end(generic_device_words));
const std::unordered_set<std::string_view> medical(std::begin(medical_words), std::end(medical_words));
const std::unordered_set<std::string_view> stop(std::begin(device_stop_words), std::end(device_stop_words));

std::string singular(std::string word) {
  if (word.size() > 4 && word.back() == 's' && word[word.size() - 2] != 's') word.pop_back();
  return word;
}

bool has_digit(std::string_view text) { return std::ranges::any_of(text, is_digit); }

bool announces_version(std::string_view word) {
  return word == "version" || word == "ver" || word == "v" || word == "release" || word == "rev" ||
         word == "revision" || word == "software" || word == "sw" || word == "firmware" || word == "build";
}

/// `2.1.0` or the digits behind "version"; `v2`.
struct Token {
  std::string text;
  bool version = false;
};

/// "GeniusTM" is Genius: a trade-mark sign that somebody wrote with letters.
std::string without_marks(std::string_view text) {
  std::string out(text);
  for (std::size_t at = out.find("TM"); at != std::string::npos; at = out.find("TM", at + 1)) {
    const bool ends = at + 2 == out.size() || (!is_letter(out[at + 2]) && !is_digit(out[at + 2]));
    if (ends && at >= 3 && is_letter(out[at - 1]) && is_letter(out[at - 2]) && is_letter(out[at - 3]))
      out.replace(at, 2, "  ");
  }
  return out;
}

/// Letters and digits apart; numbers with dots and what "version" announces in one piece.
std::vector<Token> tokens_of(std::string_view text) {
  const std::string folded = fold(without_marks(text));
  std::vector<Token> out;
  std::size_t at = 0;
  const auto run = [&](auto&& in) {
    const std::size_t start = at;
    while (at < folded.size() && in(folded[at])) ++at;
    return folded.substr(start, at - start);
  };
  bool announced = false;
  while (at < folded.size()) {
    const char c = folded[at];
    if (is_digit(c)) {
      const std::size_t start = at;
      bool dots = false;
      while (at < folded.size() &&
             (is_digit(folded[at]) || (folded[at] == '.' && at + 1 < folded.size() && is_digit(folded[at + 1])))) {
        dots |= folded[at] == '.';
        ++at;
      }
      out.push_back({folded.substr(start, at - start), dots || announced});
      announced = false;
    } else if (is_letter(c)) {
      const bool begins_word = at == 0 || (!is_letter(folded[at - 1]) && !is_digit(folded[at - 1]));
      std::string word = run(is_letter);
      // "software 500" is a product, "software version 500" a version: only a number with dots follows "software".
      announced = begins_word && announces_version(word) && word != "software" && word != "sw" && word != "firmware";
      out.push_back({singular(std::move(word)), false});
    } else {
      if (c == ',' || c == ';' || c == '\n') announced = false;
      ++at;
    }
  }
  return out;
}

double weight_of_all(const std::vector<std::string>& words) {
  double sum = 0;
  for (const std::string& word : words) sum += weight_of(word);
  return sum;
}

/// Two neighbours that the other name writes as one become one.
std::vector<std::string> join_as(const std::vector<std::string>& words, const std::vector<std::string>& other) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 < words.size()) {
      std::string both = words[i] + words[i + 1];
      if (std::ranges::find(other, both) != other.end()) {
        out.push_back(std::move(both));
        ++i;
        continue;
      }
    }
    out.push_back(words[i]);
  }
  return out;
}

}  // namespace

double weight_of(std::string_view word) {
  if (word.size() < 2 || has_digit(word)) return 0.5;
  return generic.contains(word) ? 0.25 : medical.contains(word) ? 0.5 : 1.0;
}

bool is_brand(std::string_view word) { return weight_of(word) >= 1.0; }

ProductName read_product_name(std::string_view text) {
  ProductName name;
  for (Token& token : tokens_of(text.substr(0, 1000))) {
    if (token.version)
      name.versions.push_back(std::move(token.text));
    else if (!stop.contains(token.text) && !announces_version(token.text))
      name.words.push_back(std::move(token.text));
  }
  return name;
}

std::vector<std::string> product_words(std::string_view text) {
  std::vector<std::string> out;
  for (Token& token : tokens_of(text)) out.push_back(std::move(token.text));
  return out;
}

double name_similarity(const ProductName& a, const ProductName& b) {
  const std::vector<std::string> left = join_as(a.words, b.words);
  std::vector<std::string> right = join_as(b.words, left);
  const double all = weight_of_all(left) + weight_of_all(right);
  if (all == 0) return 0;
  double shared = 0;
  for (const std::string& word : left) {
    const auto found = std::ranges::find(right, word);
    if (found == right.end()) continue;
    shared += weight_of(word);
    right.erase(found);  // each word counts once
  }
  return 2 * shared / all;
}

double name_similarity(std::string_view a, std::string_view b) {
  return name_similarity(read_product_name(a), read_product_name(b));
}

double name_mention(const ProductName& name, const std::vector<std::string>& text) {
  std::vector<std::string> wanted = join_as(name.words, text);
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  const double all = weight_of_all(wanted);
  if (all == 0) return 0;
  // Which wanted word stands where; a word that the text writes as two stands where both begin.
  std::vector<std::pair<std::size_t, std::size_t>> hits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto found = std::ranges::lower_bound(wanted, text[i]);
    if (found != wanted.end() && *found == text[i]) {
      hits.emplace_back(i, static_cast<std::size_t>(found - wanted.begin()));
    } else if (i + 1 < text.size()) {
      for (std::size_t w = 0; w < wanted.size(); ++w) {
        if (wanted[w].size() == text[i].size() + text[i + 1].size() && wanted[w].starts_with(text[i]) &&
            wanted[w].ends_with(text[i + 1]))
          hits.emplace_back(i, w);
      }
    }
  }
  const std::size_t window = wanted.size() + 3;
  const bool branded = std::ranges::any_of(wanted, is_brand);
  double best = 0;
  std::vector<char> seen(wanted.size());
  for (std::size_t first = 0; first < hits.size(); ++first) {
    std::ranges::fill(seen, 0);
    double weight = 0;
    bool brand = false;
    for (std::size_t i = first; i < hits.size() && hits[i].first < hits[first].first + window; ++i) {
      const std::size_t word = hits[i].second;
      if (seen[word] != 0) continue;
      seen[word] = 1;
      weight += weight_of(wanted[word]);
      brand = brand || is_brand(wanted[word]);
    }
    const double share = weight / all;
    best = std::max(best, !branded ? 0.8 * share : brand ? share : std::min(share, 0.5));
  }
  return best;
}

std::string shared_brand(const ProductName& name, const std::vector<std::string>& text) {
  for (const std::string& word : join_as(name.words, text)) {
    if (is_brand(word) && std::ranges::find(text, word) != text.end()) return word;
  }
  return {};
}

bool is_distinctive(const ProductName& name) {
  const auto brands = std::ranges::count_if(name.words, is_brand);
  if (brands >= 2) return true;
  return std::ranges::any_of(name.words, [&](const std::string& word) {
    return (is_brand(word) && word.size() >= 7) || (brands == 1 && word.size() >= 3 && has_digit(word));
  });
}

std::size_t brands_of(const ProductName& name) {
  return static_cast<std::size_t>(std::ranges::count_if(name.words, is_brand));
}

}  // namespace formulary::domain
