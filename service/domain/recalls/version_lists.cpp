#include "service/domain/recalls/version_lists.hpp"

#include <algorithm>

#include "service/domain/names/fold.hpp"

namespace formulary::domain {
namespace {

using Kind = NoticeTokenKind;

}  // namespace

/// A full stop behind "ver" or "Rev" ends nothing.
bool VersionLists::ends_clause(std::size_t i) const {
  if (!is(i, Kind::stop)) return i >= tokens_.size();
  return !(tokens_[i].text == "." && i > 0 && tokens_[i].tight &&
           word(i - 1, " rev ver vers no nos incl approx rel v sw fw e.g i.e etc "));
}

/// "versions 3.0 and 3.1 are not affected", "not affected: 3.0", "corrected in version 3.2".
ListMeaning VersionLists::meaning(std::size_t first, std::size_t end) const {
  const auto negated = [&](std::size_t k) {
    return word(k, " unaffected ") || (word_is(k, "not") && word(k + 1, phrase::clearing));
  };
  for (std::size_t k = end; k < end + 5 && !ends_clause(k); ++k) {
    if (negated(k)) return ListMeaning::unaffected;
  }
  if (word(end, phrase::fix_verbs)) return ListMeaning::fix;  // "version 3.2 corrects this"
  std::size_t back = 0;
  for (std::size_t k = first; k > 0 && back < 7; ++back) {
    --k;
    if (ends_clause(k)) break;
    if (negated(k)) return ListMeaning::unaffected;
    if (named(k, phrase::other_things)) return ListMeaning::other;
    if (word(k, phrase::fix_words)) return ListMeaning::fix;
    if (word(k, phrase::change_words))
      return k > 0 && word(k - 1, " be ") ? ListMeaning::fix : ListMeaning::change;  // "will be upgraded to 3.2"
    if (word(k, phrase::strong) && back > 2) break;
  }
  return ListMeaning::affected;
}

/// Whether numbers from `first` that nothing announces are versions at all: they look like it, or their clause speaks
/// of software.
bool VersionLists::telling(std::size_t start, std::size_t first, std::size_t end) const {
  if (measured(end - 1)) return false;
  if (start < first) return true;
  for (std::size_t k = first; k < end; ++k) {
    if (is(k, Kind::number) && (dots(tokens_[k].text) > 1 || wild(tokens_[k].text) || tokens_[k].text[0] == 'v'))
      return true;
    if (word(k, phrase::strong) || word(k, " inclusive ")) return true;
  }
  std::size_t behind = end;
  if (except(behind)) return true;
  for (std::size_t k = first; k > 0 && !ends_clause(k - 1); --k) {
    // "Version 5.0 shows 10.5": behind a list and other words it can be anything.
    if (taken_[k - 1] && k < first) return false;
    if (word(k - 1, phrase::strong) || word(k - 1, phrase::weak)) return true;
  }
  return false;
}

bool VersionLists::limits(std::size_t i) const {
  if (i >= tokens_.size() || taken_[i]) return false;
  if (is(i, Kind::sign) || is(i, Kind::below) || is(i, Kind::above) || is(i, Kind::up_to) || is(i, Kind::from))
    return true;
  if (!is(i, Kind::word)) return false;
  const bool strange = std::ranges::any_of(tokens_[i].text, [](char c) { return (c & 0x80) != 0; });
  return strange || word(i, phrase::limits) || word(i, phrase::foreign_beside);
}

/// Words beside a list that limit it in a way that was not understood: then it clears nothing.
void VersionLists::judge_surroundings(const VersionList& list) {
  for (std::size_t k = list.first, n = 0; k > 0 && n < 4 && !ends_clause(k - 1); --k, ++n) {
    if (limits(k - 1)) complete = false;
  }
  std::size_t k = list.last;
  for (std::size_t n = 0; k < tokens_.size() && n < 8; ++k, ++n) {
    // "Version 3.1; and earlier" goes on.
    if (ends_clause(k) && !word(k + 1, " and or ")) break;
    if (limits(k)) complete = false;
    const auto number_near = [&](long least) {
      for (std::size_t next = k + 1; next < k + 5 && !ends_clause(next); ++next) {
        if ((is(next, Kind::number) && dots(tokens_[next].text) >= least) || is(next, Kind::day)) return true;
      }
      return false;
    };
    // "v3.1 (of 2019) to v3.5"; the dash of "086-330" is none.
    if (!taken_[k] && ((word(k, phrase::range_words) && number_near(0)) || (is(k, Kind::dash) && number_near(1))))
      complete = false;
    if (k < taken_.size() && taken_[k] && k > list.last + 1) break;  // the next list
  }
}

std::string VersionLists::label(std::size_t first) const {
  std::size_t start = first;
  while (start > 0 && tokens_[start - 1].kind != Kind::stop && first - start < 24 &&
         (lists.empty() || tokens_[start - 1].at >= lists.back().end))
    --start;
  std::string out;
  for (std::size_t k = start; k < first; ++k) {
    for (const char c : tokens_[k].text) {
      if (is_letter(c) || is_digit(c)) out += c;
    }
    if (tokens_[k].kind != Kind::dash && !is(k + 1, Kind::dash)) out += ' ';
  }
  return " " + out;
}

/// Reads items, separators between them, until something else stands there.
bool VersionLists::list(std::size_t start, std::size_t& i, bool announced, ListMeaning as) {
  const std::size_t first = i;
  VersionList out;
  out.meaning = as;
  bool more = announced;
  std::size_t end = i;
  while (true) {
    auto bound = item(i, more);
    if (!bound) break;
    out.bounds.push_back(std::move(*bound));
    end = i;
    more = true;
    std::size_t k = i;
    while (is(k, Kind::comma) || word(k, " and or ") || (is(k, Kind::stop) && tokens_[k].text != ".")) ++k;
    if (k == i) break;
    skip_words(k);
    // A lot number behind a comma is no version: without dots it has to look like the one before.
    if (is(k, Kind::number) && dots(tokens_[k].text) == 0 && tokens_[k].text.size() > 6) break;
    i = k;
  }
  i = end;
  if (out.bounds.empty()) return false;
  if (as == ListMeaning::affected) out.meaning = meaning(first, end);
  if (!announced && out.meaning == ListMeaning::affected && !telling(start, first, end))
    out.meaning = ListMeaning::other;
  if (out.meaning == ListMeaning::other) complete = false;
  out.first = start;
  out.last = end;
  std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(start), taken_.begin() + static_cast<std::ptrdiff_t>(end),
            true);
  out.at = tokens_[first].at;
  out.end = tokens_[end - 1].end;
  out.label = label(first);
  lists.push_back(std::move(out));
  std::size_t k = end;
  if (except(k)) {
    const std::size_t behind = k;
    skip_words(k);
    if (list(end, k, true, ListMeaning::exception))
      i = std::max(k, behind);
    else
      complete = false;
  }
  return true;
}

void VersionLists::read() {
  for (std::size_t i = 0; i < tokens_.size();) {
    if (word(i, " all any every ") && !(i > 0 && word_is(i - 1, "not")) && all(i)) continue;
    std::size_t k = i;
    bool announced = false;
    if (word(k, phrase::strong)) {
      ++k;
      if (is(k, Kind::stop) && tokens_[k].text == ".") ++k;  // "ver. 2", "Rev. B"
      if (is(k, Kind::colon) && word(k + 1, " all any every ") && !is(k + 2, Kind::number) && !is(k + 2, Kind::word)) {
        all_versions = true;
        all_at = tokens_[i].at;
        all_end = tokens_[k + 1].end;
        i = k + 2;
        continue;
      }
      skip_words(k);
      announced = true;
    } else if (word(k, phrase::weak)) {
      ++k;
      const std::size_t start = k;
      skip_words(k);
      for (std::size_t n = start; n < k; ++n) announced = announced || word(n, phrase::strong) || word_is(n, "dated");
    }
    const bool plain = !announced && !is(k, Kind::number);
    if (list(i, k, announced, ListMeaning::affected)) {
      i = k;
      continue;
    }
    if (announced && word(i, " version versions ")) complete = false;
    if (plain || !announced) judge(i);
    ++i;
  }
  for (const VersionList& one : lists) judge_surroundings(one);
}

/// "all versions [except ...]", "all lots".
bool VersionLists::all(std::size_t& i) {
  std::size_t k = i + 1;
  bool versions = false, of_units = false;
  for (int n = 0; n < 5 && is(k, Kind::word); ++n, ++k) {
    versions = versions || word(k, " version versions releases revisions builds ");
    of_units = of_units || word(k, phrase::units);
    if (versions || of_units) break;
    if (!word(k,
              " software firmware sw released marketed commercial the distributed existing current product affected "
              "of and "))
      return false;
  }
  if (!versions && !of_units) return false;
  ++k;
  std::size_t next = k;
  skip_words(next);
  if (versions) {
    if (list(i, next, true, ListMeaning::affected)) return i = next, true;  // "all versions prior to 2.1"
    all_versions = true;
    all_at = tokens_[i].at;
    all_end = tokens_[k - 1].end;
    std::size_t out = k;
    if (except(out)) {
      skip_words(out);
      if (list(k, out, true, ListMeaning::exception))
        k = out;
      else
        complete = false;
    }
  } else {
    all_units = true;
    if (all_end == 0) {
      all_at = tokens_[i].at;
      all_end = tokens_[k - 1].end;
    }
  }
  i = k;
  return true;
}

/// The clause around `i` has a version or the word.
bool VersionLists::speaks_of_versions(std::size_t i) const {
  const auto tells = [&](std::size_t k) {
    return word(k, phrase::strong) || (is(k, Kind::number) && dots(tokens_[k].text) > 0);
  };
  for (std::size_t k = i; k > 0 && !is(k - 1, Kind::stop); --k) {
    if (tells(k - 1)) return true;
  }
  for (std::size_t k = i + 1; k < tokens_.size() && !is(k, Kind::stop); ++k) {
    if (tells(k)) return true;
  }
  return false;
}

/// What was left over: does it leave a doubt?
void VersionLists::judge(std::size_t i) {
  const NoticeToken& left = tokens_[i];
  if (left.kind == Kind::number && dots(left.text) > 0 && !measured(i)) complete = false;
  if (word(i, phrase::conditions)) {
    if (!(word_is(i, "not") && word(i + 1, phrase::clearing)) && speaks_of_versions(i)) complete = false;
  } else if (word(i, phrase::hedges) || word(i, phrase::others) || word(i, phrase::foreign)) {
    complete = false;
  }
  if (left.kind == Kind::day && i > 0 &&
      (word(i - 1, phrase::range_words) || word(i - 1, phrase::lower_words) || word(i - 1, phrase::higher_words)))
    complete = false;
}

}  // namespace formulary::domain
