#include "service/domain/recalls/notice_phrases.hpp"

#include <algorithm>
#include <string>

#include "service/domain/names/fold.hpp"

namespace formulary::domain {
namespace {

using Kind = NoticeTokenKind;

bool among(std::string_view word, std::string_view spaced) {
  // `spaced` begins and ends with a space.
  for (std::size_t at = spaced.find(word); at != std::string_view::npos; at = spaced.find(word, at + 1)) {
    if (at > 0 && spaced[at - 1] == ' ' && at + word.size() < spaced.size() && spaced[at + word.size()] == ' ')
      return !word.empty();
  }
  return false;
}

}  // namespace

bool NoticePhrases::word(std::size_t i, std::string_view spaced) const {
  return is(i, Kind::word) && among(tokens_[i].text, spaced);
}

bool NoticePhrases::named(std::size_t i, std::string_view spaced) const {
  return (is(i, Kind::word) || is(i, Kind::number)) && among(tokens_[i].text, spaced);
}

std::string_view NoticePhrases::bare(std::string_view text) {
  if (text.size() > 1 && text[0] == 'v' && is_digit(text[1])) text.remove_prefix(1);
  if (text.size() > 2 && text.starts_with("v.") && is_digit(text[2])) text.remove_prefix(2);
  return text;
}

bool NoticePhrases::wild(std::string_view text) {
  return text.ends_with(".x") || text.ends_with(".xx") || text.ends_with(".*");
}

bool NoticePhrases::measured(std::size_t i) const {
  return word(
      i + 1,
      " mm cm m ml l mg g kg in inch inches french fr ga gauge v hz khz mhz ghz kv ma mev tesla t percent "
      "years months days hours minutes seconds mmhg psi lbs mmol dl gy cgy lpm fps bpm kvp degrees celsius c f times "
      "percentage cc um \xC2\xB5m \xCE\xBCm \xC2\xB0 \xC2\xB0"
      "c nm w kw ");
}

std::optional<VersionParts> NoticePhrases::version(std::size_t& i, bool announced, bool& prefix) const {
  if (!(is(i, Kind::number) || (days_ && is(i, Kind::day)))) return std::nullopt;
  const std::string_view text = tokens_[i].text;
  if (is(i, Kind::day) && !announced) return std::nullopt;
  const bool marked = bare(text).size() < text.size();
  if (!announced && !marked && (dots(text) < 1 || measured(i) || !is_digit(text[0]))) return std::nullopt;
  std::string whole(bare(text));
  prefix = wild(whole);
  while (wild(whole)) whole.resize(whole.rfind('.'));
  ++i;
  // "3.0-rc1", "4.1 build 33", "4.1 (build 33)", "4.1 SP2"
  if (is(i, Kind::dash) && tokens_[i].tight && is(i + 1, Kind::number) && tokens_[i + 1].tight &&
      is_letter(tokens_[i + 1].text[0]) && tokens_[i + 1].text[0] != 'v') {
    whole += " " + tokens_[i + 1].text;
    i += 2;
  }
  const std::size_t open = is(i, Kind::open) ? 1 : 0;
  if (word_is(i, "service") && word_is(i + 1, "pack") && is(i + 2, Kind::number)) {
    whole += " sp " + tokens_[i + 2].text;
    i += 3;
  } else if (word(i + open, phrase::appended) && is(i + open + 1, Kind::number)) {
    whole += " " + tokens_[i + open].text + " " + tokens_[i + open + 1].text;
    i += open + 2;
    if (open == 1 && is(i, Kind::close)) ++i;
  } else if (is(i, Kind::number) &&
             (tokens_[i].text.starts_with("sp") || tokens_[i].text.starts_with("hf") ||
              tokens_[i].text.starts_with("rc") || tokens_[i].text.starts_with("mr")) &&
             tokens_[i].text.size() < 6) {
    whole += " " + tokens_[i].text;
    ++i;
  }
  VersionParts out = read_version(whole);
  if (out.empty()) return std::nullopt;
  return out;
}

void NoticePhrases::skip_words(std::size_t& i) const {
  for (int n = 0; n < 5; ++n) {
    if (word_is(i, "no") && word_is(i + 2, "than")) break;  // "versions no later than"
    if (word(i, phrase::strong) || word(i, phrase::weak) || word(i, phrase::fillers) || is(i, Kind::colon))
      ++i;
    else if (word_is(i, "not") && word(i + 1, phrase::clearing) && is(i + 2, Kind::colon))
      i += 3;  // "versions not affected: 5.0"
    else
      break;
  }
}

std::optional<VersionBound::Kind> NoticePhrases::comparison(std::size_t& i) const {
  std::size_t k = i;
  const auto done = [&](VersionBound::Kind kind) {
    i = k;
    return kind;
  };
  if (is(k, Kind::below)) return ++k, done(VersionBound::Kind::below);
  if (is(k, Kind::above)) return ++k, done(VersionBound::Kind::above);
  if (is(k, Kind::up_to)) return ++k, done(VersionBound::Kind::up_to);
  if (is(k, Kind::from)) return ++k, done(VersionBound::Kind::from);
  if (word_is(k, "up") && word_is(k + 1, "to")) {
    k += 2;
    if (is(k, Kind::comma)) ++k;
    if ((word_is(k, "and") || word_is(k, "but")) && word_is(k + 1, "not")) {
      k += word(k + 2, " including inclusive ") ? 3 : 2;
      if (word_is(k, "of")) ++k;
      if (is(k, Kind::comma)) ++k;
      return done(VersionBound::Kind::below);
    }
    if ((word_is(k, "and") || word_is(k, "but")) && word(k + 1, " excluding exclusive ")) {
      k += word_is(k + 2, "of") ? 3 : 2;
      return done(VersionBound::Kind::below);
    }
    if (word_is(k, "and") && word_is(k + 1, "including")) k += 2;
    if (is(k, Kind::comma)) ++k;
    return done(VersionBound::Kind::up_to);
  }
  if (word_is(k, "up") && word(k + 1, " through thru until till ")) return k += 2, done(VersionBound::Kind::up_to);
  if (word(k, " through thru until upto ")) return ++k, done(VersionBound::Kind::up_to);
  if (word(k, " no not ") && word(k + 1, " later newer higher greater ") && word_is(k + 2, "than"))
    return k += 3, done(VersionBound::Kind::up_to);
  if (word_is(k, "not") && word_is(k + 1, "exceeding")) return k += 2, done(VersionBound::Kind::up_to);
  if (word_is(k, "at") && word_is(k + 1, "or")) {
    if (word(k + 2, " below under before ")) return k += 3, done(VersionBound::Kind::up_to);
    if (word(k + 2, " above after ")) return k += 3, done(VersionBound::Kind::from);
  }
  if (word_is(k, "equal") && word_is(k + 1, "to") && word_is(k + 2, "or") && word_is(k + 4, "than")) {
    if (word(k + 3, " lower less earlier older ")) return k += 5, done(VersionBound::Kind::up_to);
    if (word(k + 3, " higher greater later newer ")) return k += 5, done(VersionBound::Kind::from);
  }
  if (word_is(k, "at") && word_is(k + 1, "least")) return k += 2, done(VersionBound::Kind::from);
  if (word_is(k, "as") && word_is(k + 1, "of")) return k += 2, done(VersionBound::Kind::from);
  if (word(k, " inferior superior ") && word_is(k + 1, "to")) {
    const bool lower = word_is(k, "inferior");
    return k += 2, done(lower ? VersionBound::Kind::below : VersionBound::Kind::above);
  }
  if (word(k, " prior previous ") && word_is(k + 1, "to")) return k += 2, done(VersionBound::Kind::below);
  if (word(k, " lower less earlier older ") && word_is(k + 1, "or") && word_is(k + 2, "equal") && word_is(k + 3, "to"))
    return k += 4, done(VersionBound::Kind::up_to);
  if (word(k, " lower less earlier older ") && word_is(k + 1, "than")) {
    k += 2;
    if (word_is(k, "or") && word_is(k + 1, "equal"))
      return k += word_is(k + 2, "to") ? 3 : 2, done(VersionBound::Kind::up_to);
    if (word_is(k, "and") && word_is(k + 1, "including")) return k += 2, done(VersionBound::Kind::up_to);
    return done(VersionBound::Kind::below);
  }
  if (word(k, " before below preceding pre ")) return ++k, done(VersionBound::Kind::below);
  if (word(k, " higher greater later newer ") && word_is(k + 1, "or") && word_is(k + 2, "equal") &&
      word_is(k + 3, "to"))
    return k += 4, done(VersionBound::Kind::from);
  if (word(k, " higher greater later newer ") && word_is(k + 1, "than")) {
    k += 2;
    if (word_is(k, "or") && word_is(k + 1, "equal"))
      return k += word_is(k + 2, "to") ? 3 : 2, done(VersionBound::Kind::from);
    return done(VersionBound::Kind::above);
  }
  if (word(k, " above after ")) return ++k, done(VersionBound::Kind::above);
  if (word(k, " from since ")) return ++k, done(VersionBound::Kind::from);
  if (word(k, " starting beginning ") && word(k + 1, " with at from ")) return k += 2, done(VersionBound::Kind::from);
  return std::nullopt;
}

std::optional<VersionBound> NoticePhrases::item(std::size_t& i, bool announced) const {
  std::size_t k = i;
  bool prefix = false;
  if (word_is(k, "between")) {
    ++k;
    skip_words(k);
    const auto first = version(k, true, prefix);
    if (!first || !word(k, " and to ")) return std::nullopt;
    ++k;
    skip_words(k);
    const auto last = version(k, true, prefix);
    if (!last) return std::nullopt;
    i = k;
    return VersionBound{VersionBound::Kind::range, *first, *last};
  }
  const auto compared = comparison(k);
  if (compared) {
    const std::size_t start = k;
    skip_words(k);
    const bool said =
        announced || (k > start && std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(start),
                                               tokens_.begin() + static_cast<std::ptrdiff_t>(k),
                                               [](const NoticeToken& t) { return among(t.text, phrase::strong); }));
    const auto first = version(k, said, prefix);
    if (!first) return std::nullopt;
    if (*compared == VersionBound::Kind::from) {
      if (auto last = range_end(k, said)) {
        i = k;
        return VersionBound{VersionBound::Kind::range, *first, *last};
      }
    }
    skip_inclusive(k);
    i = k;
    return VersionBound{
        prefix && *compared == VersionBound::Kind::up_to ? VersionBound::Kind::prefix : *compared, *first, {}};
  }
  const auto first = version(k, announced, prefix);
  if (!first) return std::nullopt;
  std::size_t end = k;
  const bool was_prefix = prefix;
  if (auto last = range_end(k, true)) {
    i = k;
    return VersionBound{VersionBound::Kind::range, *first, *last};
  }
  k = end;
  if (const auto suffix = suffix_of(k)) {
    i = k;
    VersionParts limit = *first;
    if (was_prefix && *suffix == VersionBound::Kind::up_to) limit.push_back({99'999'999, {}});
    return VersionBound{*suffix, std::move(limit), {}};
  }
  i = end;
  return VersionBound{was_prefix ? VersionBound::Kind::prefix : VersionBound::Kind::exact, *first, {}};
}

std::optional<VersionParts> NoticePhrases::range_end(std::size_t& i, bool announced) const {
  std::size_t k = i;
  skip_inclusive(k);  // "3.1 (inclusive) to 3.5"
  if (is(k, Kind::comma) && word(k + 1, phrase::range_words)) ++k;
  if (word_is(k, "up") && word(k + 1, phrase::range_words)) ++k;
  if (!word(k, phrase::range_words) && !is(k, Kind::dash)) return std::nullopt;
  const bool dash = is(k, Kind::dash);
  ++k;
  if (word_is(k, "and") && word_is(k + 1, "including")) k += 2;
  if (!dash || word(k, phrase::strong)) skip_words(k);
  bool prefix = false;
  auto last = version(k, announced, prefix);
  if (!last) return std::nullopt;
  if (prefix) last->push_back({99'999'999, {}});  // "1.0 to 2.x": all of 2
  skip_inclusive(k);
  i = k;
  return last;
}

void NoticePhrases::skip_inclusive(std::size_t& i) const {
  std::size_t k = i;
  if (is(k, Kind::comma) || is(k, Kind::open)) ++k;
  if (!word(k, " inclusive inclusively ")) return;
  i = k + 1;
  if (is(i, Kind::close)) ++i;
}

std::optional<VersionBound::Kind> NoticePhrases::suffix_of(std::size_t& i) const {
  std::size_t k = i;
  if (is(k, Kind::plus)) return i = k + 1, VersionBound::Kind::from;
  if (is(k, Kind::open) || is(k, Kind::comma)) ++k;
  if (word(k, " and or ")) ++k;
  for (int n = 0; n < 3 && word(k, " all any the versions version software more "); ++n) ++k;
  const bool lower = word(k, phrase::lower_words), higher = word(k, phrase::higher_words);
  if (!lower && !higher) return std::nullopt;
  // "3.1, prior to 2.0" is a list of two.
  if (word_is(k + 1, "to") || word_is(k + 1, "than")) return std::nullopt;
  ++k;
  if (word(k, phrase::strong) && !is(k + 1, Kind::number) && !is(k + 1, Kind::colon)) ++k;
  if (is(k, Kind::close)) ++k;
  i = k;
  return lower ? VersionBound::Kind::up_to : VersionBound::Kind::from;
}

bool NoticePhrases::except(std::size_t& i) const {
  std::size_t k = i;
  if (is(k, Kind::open) || is(k, Kind::comma)) ++k;
  if (word_is(k, "with") && word_is(k + 1, "the")) k += 2;
  if (word_is(k, "exception") && word_is(k + 1, "of")) return i = k + 2, true;
  if (word(k, " except excepting excluding excludes exclude ")) {
    ++k;
    if (word(k, " for ")) ++k;
    return i = k, true;
  }
  if (word_is(k, "other") && word_is(k + 1, "than")) return i = k + 2, true;
  if (word_is(k, "but") && word_is(k + 1, "not")) return i = k + 2, true;
  return false;
}

}  // namespace formulary::domain
