#include "service/domain/names/company_name.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "service/domain/names/company_words.hpp"
#include "service/domain/names/fold.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<CompanyMatch> matches[] = {
    {CompanyMatch::different, "different"},
    {CompanyMatch::parent_like, "parent_like"},
    {CompanyMatch::alias, "alias"},
    {CompanyMatch::same, "same"},
};

/// The fifty states and DC, as the postal service abbreviates them.
constexpr std::string_view states =
    " AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK "
    "OR PA "
    "PR RI SC SD TN TX UT VA VT WA WI WV WY ";

template <std::size_t count>
bool among(const std::string_view (&words)[count], std::string_view word) {
  return std::ranges::find(words, word) != std::end(words);
}

bool is_legal(std::string_view word) { return among(legal_markers, word) || among(legal_forms, word); }

using Words = std::vector<std::string>;

/// Runs of single letters become one word: `s p a`, `d b a`, `sp z o o`.
Words join_initials(const Words& in) {
  Words out;
  for (std::size_t i = 0; i < in.size();) {
    std::string word;
    std::size_t end = i;
    while (end < in.size() && in[end].size() == 1 && is_letter(in[end][0])) word += in[end++];
    if (end - i < 2) {
      word = in[i];
      end = i + 1;
    }
    if (!out.empty() && out.back() == "sp" && (word == "zoo" || word == "z")) {
      out.back() = "spzoo";
      if (word == "z" && end < in.size() && in[end] == "oo") ++end;
    } else if (!out.empty() && out.back() == "spol" && word == "sro") {
      out.back() = "sro";
    } else {
      out.push_back(word);
    }
    i = end;
  }
  return out;
}

Words folded_words(std::string_view text, Umlauts umlauts) { return join_initials(words_of(fold(text, umlauts))); }

/// Turkish: "San. ve Tic. A.S."; the joint stock company of Vietnam and the former Soviet Union; Japan's K.K.
bool ends_with_long_form(const Words& words, std::size_t& count) {
  static const std::array<Words, 6> forms = {
      Words{"joint", "stock"}, {"san", "ve", "tic"}, {"sanayi", "ve", "ticaret"},
      {"kabushiki", "kaisha"}, {"sp", "zoo"},        {"gesellschaft", "mit", "beschrankter", "haftung"}};
  for (const Words& form : forms) {
    if (words.size() > form.size() && std::equal(form.rbegin(), form.rend(), words.rbegin())) {
      count = form.size();
      return true;
    }
  }
  return false;
}

/// What identifies the company. The last word that is left is never dropped, whatever it is.
Words strip(Words words) {
  std::erase_if(words, [](const std::string& word) { return word == "and"; });
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  if (words.size() > 1 && among(legal_prefixes, words.front())) words.erase(words.begin());
  for (std::size_t count = 1; words.size() > 1; count = 1) {
    if (!is_legal(words.back()) && !ends_with_long_form(words, count)) break;
    words.resize(words.size() - count);
  }
  for (std::size_t i = 1; i < words.size();) {
    if (among(legal_markers, words[i]))
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
  for (std::string& word : words) {
    for (const Spelling& spelling : company_spellings) {
      if (word == spelling.word) word = spelling.usual;
    }
  }
  return words;
}

bool is_state(std::string_view text) {
  const std::size_t start = text.find_first_not_of(' ');
  if (start == std::string_view::npos) return false;
  text.remove_prefix(start);
  if (text.size() < 2 || (text.size() > 2 && text[2] != ' ')) return false;
  std::string wanted = " " + std::string(text.substr(0, 2)) + " ";
  if (states.find(wanted) == std::string_view::npos) return false;
  return std::ranges::all_of(text.substr(2), [](char c) { return is_digit(c) || c == ' ' || c == '-' || c == '.'; });
}

/// Without "Warsaw, IN" and "Natick, MA 01760": a segment that is a state, and the town before it, which ends the
/// segment that has the legal form or is a segment of its own.
std::string_view without_address(std::string_view text) {
  const std::size_t last = text.rfind(',');
  if (last == std::string_view::npos || !is_state(text.substr(last + 1))) return text;
  const bool colorado = text.substr(last + 1).find("CO") != std::string_view::npos &&
                        text.find_first_of("0123456789", last) == std::string_view::npos;
  const std::string_view front = text.substr(0, last);
  const std::size_t before = front.rfind(',');
  const std::string_view segment = before == std::string_view::npos ? front : front.substr(before + 1);
  // "Zimmer Inc. Warsaw": cut behind the last legal form of the segment.
  std::size_t cut = 0;
  for (std::size_t at = 0; at < segment.size();) {
    const std::size_t start = segment.find_first_not_of(' ', at);
    if (start == std::string_view::npos) break;
    const std::size_t end = std::min(segment.find(' ', start), segment.size());
    const std::string word = joined(words_of(fold(segment.substr(start, end - start))));
    if ((start > 0 || before != std::string_view::npos) && is_legal(word)) cut = end;
    at = end;
  }
  if (cut == segment.size()) return front;  // "Acme, Inc., IN"
  const std::size_t offset = before == std::string_view::npos ? 0 : before + 1;
  if (cut > 0) return front.substr(0, offset + cut);
  if (before != std::string_view::npos && !colorado) return front.substr(0, before);
  return colorado ? text : front;
}

enum class Tail { other_name, relative, nothing };

struct Phrase {
  std::string_view text;  ///< lower case
  Tail tail;
};

/// What ends a name, and what follows. Longer phrases stand before shorter ones.
constexpr Phrase phrases[] = {
    {"doing business as", Tail::other_name},
    {"formerly known as", Tail::other_name},
    {"also known as", Tail::other_name},
    {"now known as", Tail::other_name},
    {"trading as", Tail::other_name},
    {"d/b/a", Tail::other_name},
    {"d.b.a", Tail::other_name},
    {"dba", Tail::other_name},
    {"f/k/a", Tail::other_name},
    {"f.k.a", Tail::other_name},
    {"fka", Tail::other_name},
    {"a/k/a", Tail::other_name},
    {"aka", Tail::other_name},
    {"n/k/a", Tail::other_name},
    {"t/a", Tail::other_name},
    {"formerly", Tail::other_name},
    {"previously", Tail::other_name},
    {"division of", Tail::relative},
    {"div. of", Tail::relative},
    {"subsidiary of", Tail::relative},
    {"business of", Tail::relative},
    {"affiliate of", Tail::relative},
    {"part of", Tail::relative},
    {"member of", Tail::relative},
    {"on behalf of", Tail::relative},
    {"c/o", Tail::nothing},
    {"by letter", Tail::nothing},
    {"by telephone", Tail::nothing},
    {"by press release", Tail::nothing},
    {"by e-mail", Tail::nothing},
    {"by fax", Tail::nothing},
    {"by visit", Tail::nothing},
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// Where a phrase stands as words of their own, not at the very start.
std::size_t find_phrase(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase, 1); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const char before = text[at - 1];
    const char after = at + phrase.size() < text.size() ? text[at + phrase.size()] : ' ';
    const bool letters = phrase.starts_with("by ") && after == 's';
    if (!is_letter(before) && !is_digit(before) && (letters || (!is_letter(after) && !is_digit(after)))) return at;
  }
  return std::string_view::npos;
}

struct Parts {
  std::string_view name;
  std::vector<std::string_view> others;
  std::vector<std::string_view> relatives;
};

Parts split(std::string_view text) {
  Parts parts;
  // Each round takes the last phrase off; a name has few of them, a hostile text many.
  for (int round = 0; round < 8; ++round) {
    const std::string small = lower(text);
    std::size_t first = std::string_view::npos;
    const Phrase* found = nullptr;
    for (const Phrase& phrase : phrases) {
      const std::size_t at = find_phrase(small, phrase.text);
      if (at != std::string_view::npos && (found == nullptr || at > first)) {
        first = at;
        found = &phrase;
      }
    }
    if (found == nullptr) break;
    const std::string_view tail = text.substr(first + found->text.size());
    if (found->tail == Tail::other_name) parts.others.push_back(tail);
    if (found->tail == Tail::relative) parts.relatives.push_back(tail);
    text = text.substr(0, first);
    if (found->tail != Tail::relative) continue;
    for (const std::string_view article : {" a ", "(a ", " an ", "(an "}) {
      if (lower(text).ends_with(article)) text.remove_suffix(article.size() - 1);
    }
  }
  text = without_address(text.substr(0, text.find_last_not_of(" ,.;(-") + 1));
  // Parentheses at the end name a parent or a brand; within the name, or with nothing before them, they belong to it.
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open != std::string_view::npos && !words_of(fold(text.substr(0, open))).empty()) {
      const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
      const Words words = folded_words(inside, Umlauts::plain);
      if (words.size() != 1 || !is_legal(words.front())) parts.relatives.push_back(inside);
      text = text.substr(0, open);
    }
  }
  parts.name = text;
  return parts;
}

void add_keys(std::vector<std::string>& keys, std::string_view text) {
  for (const Umlauts umlauts : {Umlauts::plain, Umlauts::spelled_out}) {
    std::string key = joined(strip(folded_words(text, umlauts)));
    if (!key.empty() && std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
  }
}

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& key) { return std::ranges::find(b, key) != b.end(); });
}

/// Other names of both prove nothing: two companies can trade under the same brand.
bool equal(const CompanyName& a, const CompanyName& b) {
  return share(a.keys, b.keys) || share(a.keys, b.other_keys) || share(a.other_keys, b.keys);
}

/// `shorter` begins `longer`, and says more than "Medical".
bool begins(const Words& shorter, const Words& longer) {
  return !shorter.empty() && shorter.size() <= longer.size() &&
         std::equal(shorter.begin(), shorter.end(), longer.begin()) &&
         std::ranges::any_of(shorter, [](const std::string& word) { return !among(company_generics, word); });
}

bool related(const CompanyName& a, const CompanyName& b) {
  if (begins(a.words, b.words) || begins(b.words, a.words)) return true;
  return std::ranges::any_of(a.relatives,
                             [&](const Words& words) { return begins(words, b.words) || begins(b.words, words); });
}

constexpr std::size_t longest_name = 500;

}  // namespace

std::string_view to_text(CompanyMatch match) { return word_of(matches, match); }

CompanyName read_company_name(std::string_view text) {
  const Parts parts = split(text.substr(0, longest_name));
  CompanyName name;
  name.words = strip(folded_words(parts.name, Umlauts::plain));
  add_keys(name.keys, parts.name);
  for (const std::string_view other : parts.others) add_keys(name.other_keys, other);
  for (const std::string_view relative : parts.relatives) {
    Words words = strip(folded_words(relative, Umlauts::plain));
    if (!words.empty()) name.relatives.push_back(std::move(words));
  }
  return name;
}

CompanyMatch compare_companies(const CompanyName& a, const CompanyName& b, std::span<const CompanyAlias> aliases) {
  if (equal(a, b)) return CompanyMatch::same;
  for (const CompanyAlias& alias : aliases) {
    const CompanyName one = read_company_name(alias.name), other = read_company_name(alias.other);
    if ((equal(a, one) && equal(b, other)) || (equal(a, other) && equal(b, one))) return CompanyMatch::alias;
  }
  return related(a, b) || related(b, a) ? CompanyMatch::parent_like : CompanyMatch::different;
}

CompanyMatch compare_companies(std::string_view a, std::string_view b, std::span<const CompanyAlias> aliases) {
  return compare_companies(read_company_name(a), read_company_name(b), aliases);
}

}  // namespace formulary::domain
