#include "service/domain/recalls/match_recall.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "service/domain/names/fold.hpp"
#include "service/domain/recalls/notice_numbers.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<RecallSignal> signal_words[] = {
    {RecallSignal::udi, "S1"},        {RecallSignal::number, "S2"},         {RecallSignal::shared_number, "S3"},
    {RecallSignal::model, "S4"},      {RecallSignal::strong_name, "S5"},    {RecallSignal::product_code, "S6"},
    {RecallSignal::weak_name, "S7"},  {RecallSignal::name_elsewhere, "S8"}, {RecallSignal::component, "S9"},
    {RecallSignal::only_code, "S10"},
};

struct Strength {
  RecallSignal signal;
  RecallTier tier;
  int score;
};
constexpr Strength strengths[] = {
    {RecallSignal::udi, RecallTier::a, 98},
    {RecallSignal::number, RecallTier::a, 92},
    {RecallSignal::shared_number, RecallTier::b, 60},
    {RecallSignal::model, RecallTier::a, 88},
    {RecallSignal::strong_name, RecallTier::a_minus, 80},
    {RecallSignal::product_code, RecallTier::b, 45},
    {RecallSignal::weak_name, RecallTier::b, 40},
    {RecallSignal::name_elsewhere, RecallTier::b, 40},
    {RecallSignal::component, RecallTier::b, 25},
    {RecallSignal::only_code, RecallTier::c, 5},
};

const Strength& strength(RecallSignal signal) {
  for (const Strength& row : strengths) {
    if (row.signal == signal) return row;
  }
  return strengths[std::size(strengths) - 1];
}

constexpr double strong_similarity = 0.85, weak_similarity = 0.55, below_strong = 0.84, elsewhere_similarity = 0.9;
constexpr std::size_t longest_text = 64 * 1024, longest_quote = 300;

bool has(const std::vector<std::string>& list, const std::string& value) {
  return std::ranges::find(list, value) != list.end();
}

/// Up to where a description names the product and does not yet describe it.
ProductName headline_of(std::string_view text) {
  text = text.substr(0, 300);
  const std::string folded = fold(text);
  std::size_t end = std::min({folded.find_first_of(",;:(\n"), folded.find(" - "), folded.find(" -- "), folded.size()});
  constexpr std::string_view ends[] = {" model ", " models ", " ref ",     " catalog ",      " cat ",
                                       " part ",  " item ",   " version ", " product usage", " intended ",
                                       " udi ",   " rx ",     " used ",    " for use "};
  for (const std::string_view word : ends) end = std::min(end, std::max<std::size_t>(folded.find(word), 1));
  // "Atomlab 500 Software 2.0.00 through ...": where versions begin, the name has ended.
  for (std::size_t i = 1; i + 1 < end; ++i) {
    if (folded[i] == '.' && is_digit(folded[i - 1]) && is_digit(folded[i + 1]))
      end = folded.rfind(' ', i) == std::string::npos ? 0 : folded.rfind(' ', i);
  }
  return read_product_name(std::string_view(folded).substr(0, end));
}

/// Only a notice about software is about what other software contains.
bool speaks_of_software(std::string_view folded) {
  constexpr std::string_view words[] = {"vulnerab", "cybersecurity", "third party",      "third-party",
                                        "software", "firmware",      "operating system", "open source",
                                        "library",  "malware",       "ransomware"};
  return std::ranges::any_of(words, [&](std::string_view word) { return folded.find(word) != std::string_view::npos; });
}

std::vector<std::string> component_keys(std::string_view text) {
  std::vector<std::string> out;
  const std::string folded = fold(text);
  if (!speaks_of_software(folded)) return out;
  const std::vector<std::string> words = words_of(folded);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string key;
    for (std::size_t n = 0; n < 4 && i + n < words.size(); ++n) {
      key += words[i + n];
      if (key.size() >= 5) out.push_back(key);
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// A word of brand, or any where the name has none. Most names do not, and need no further look.
bool shares_words(const ProductName& name, const PreparedNotice& notice) {
  const bool branded = brands_of(name) > 0;
  for (std::size_t i = 0; i < name.words.size(); ++i) {
    if (branded && !is_brand(name.words[i])) continue;
    if (std::ranges::binary_search(notice.words, name.words[i])) return true;
  }
  for (std::size_t i = 0; i + 1 < name.words.size(); ++i) {
    if (std::ranges::binary_search(notice.words, name.words[i] + name.words[i + 1])) return true;
  }
  return false;
}

struct Likeness {
  double value = 0;
  std::size_t name = 0;  ///< of the subject's names
};

/// Of a product of the tool's own company. What its whole name says counts, unless that is one word of brand: then the
/// name is often that of a family, and what else the notice calls the product counts as well.
Likeness likeness(const PreparedNotice& notice, const PreparedSubject& subject) {
  Likeness best;
  for (std::size_t i = 0; i < subject.names.size(); ++i) {
    const ProductName& name = subject.names[i];
    if (!shares_words(name, notice)) continue;
    const double alike = name_similarity(name, notice.headline);
    double value = name_mention(name, notice.product);
    const std::size_t brands = brands_of(name);
    if (brands == 1 && alike < strong_similarity) value = std::min(value, below_strong);
    value = std::max(value, alike);
    // Words that many devices share recognise none, unless they are all that the notice calls it.
    if (brands == 0 && (name.words.size() < 2 || alike < 0.95)) value = std::min(value, 0.8);
    if (brands == 0 && value < 0.75) value = 0;
    if (value > best.value) best = {value, i};
  }
  return best;
}

/// Of a product of another company.
Likeness likeness_elsewhere(const PreparedNotice& notice, const PreparedSubject& subject) {
  Likeness best;
  for (std::size_t i = 0; i < subject.full_names.size(); ++i) {
    const ProductName& name = subject.full_names[i];
    if (!shares_words(name, notice) || !is_distinctive(name)) continue;
    const double value = std::max(name_mention(name, notice.product), name_similarity(name, notice.headline));
    if (value > best.value) best = {value, i};
  }
  return best;
}

class Signals {
 public:
  Signals(const PreparedNotice& notice, const PreparedSubject& subject) : notice_(notice), subject_(subject) {}

  std::vector<SignalEvidence> find() {
    firm();
    udi();
    number();
    if (equal_) model();
    names();
    codes();
    components();
    std::ranges::stable_sort(found_, {}, &SignalEvidence::signal);
    return std::move(found_);
  }

 private:
  void add(RecallSignal signal, std::string field, std::string words, std::string attribute, std::string value) {
    found_.push_back({signal, std::move(field), std::move(words), std::move(attribute), std::move(value)});
  }

  void firm() {
    for (const std::string& number : subject_.subject.company_numbers)
      equal_ = equal_ || has(notice_.notice.company_numbers, number);
    for (const CompanyName& company : subject_.companies) {
      const CompanyMatch match = compare_companies(company, notice_.firm);
      equal_ = equal_ || match >= CompanyMatch::alias;
      related_ = related_ || match == CompanyMatch::parent_like;
    }
  }

  void udi() {
    for (const std::string& udi : subject_.subject.udis) {
      if (has(notice_.notice.udis, udi)) add(RecallSignal::udi, "text", udi, "udi", udi);
    }
  }

  void number() {
    for (std::size_t i = 0; i < subject_.submissions.size(); ++i) {
      const std::string& number = subject_.submissions[i];
      if (!has(notice_.notice.submissions, number)) continue;
      std::string brand;
      for (const ProductName& name : subject_.names) {
        if (brand.empty()) brand = shared_brand(name, notice_.product);
      }
      const bool own = !brand.empty() || !has(subject_.shared, number);
      add(own ? RecallSignal::number : RecallSignal::shared_number, "numbers",
          brand.empty() ? number : number + " " + brand, "submission", subject_.subject.submissions[i]);
    }
  }

  void model() {
    for (std::size_t i = 0; i < subject_.codes.size(); ++i) {
      const std::string& code = subject_.codes[i];
      if (code.empty() || !std::ranges::binary_search(notice_.codes, code)) continue;
      add(RecallSignal::model, "text", code, "model", subject_.subject.models[i]);
    }
  }

  void names() {
    if (std::ranges::none_of(subject_.hints, [&](std::size_t place) { return notice_.hints[place]; })) return;
    if (!equal_ && !related_) {
      const Likeness like = likeness_elsewhere(notice_, subject_);
      if (like.value >= elsewhere_similarity)
        add(RecallSignal::name_elsewhere, "product", notice_.notice.product.substr(0, longest_quote), "name",
            subject_.subject.names[like.name]);
      return;
    }
    const Likeness like = likeness(notice_, subject_);
    if (like.value < weak_similarity) return;
    const bool strong = equal_ && like.value >= strong_similarity;
    if (!strong && names_other_models()) return;
    add(strong ? RecallSignal::strong_name : RecallSignal::weak_name, "product",
        notice_.notice.product.substr(0, longest_quote), "name", subject_.subject.names[like.name]);
  }

  /// It says which models it is about, and the tool's are none of them: "Catalog # 974" of a tray of catalogue number
  /// 1862.
  bool names_other_models() const {
    const auto begins = [](const std::string& a, const std::string& b) { return a.starts_with(b) || b.starts_with(a); };
    bool telling = false;
    for (const std::string& code : subject_.codes) {
      if (code.empty()) continue;
      telling = true;
      if (std::ranges::binary_search(notice_.codes, code)) return false;
      if (std::ranges::any_of(notice_.models, [&](const std::string& model) { return begins(model, code); }))
        return false;
    }
    return telling && !notice_.models.empty() && !notice_.enumerates;
  }

  /// It has a brand, and the tool another.
  bool names_another_brand() const {
    // One word may be a brand, and may be "Shielding".
    if (notice_.enumerates || notice_.headline.words.size() < 2 || brands_of(notice_.headline) == 0) return false;
    return std::ranges::all_of(subject_.names, [&](const ProductName& name) {
      return brands_of(name) > 0 && shared_brand(name, notice_.product).empty() && !shares_words(name, notice_);
    });
  }

  void codes() {
    const bool another = equal_ && !subject_.names.empty() && (names_another_brand() || names_other_models());
    for (const std::string& code : subject_.subject.product_codes) {
      if (!has(notice_.notice.product_codes, code)) continue;
      add(equal_ && !another ? RecallSignal::product_code : RecallSignal::only_code, "product_code", code,
          "product_code", code);
    }
  }

  void components() {
    if (notice_.components.empty()) return;
    for (std::size_t i = 0; i < subject_.components.size(); ++i) {
      if (!notice_.component_hints[subject_.component_hints[i]]) continue;
      const std::string& key = subject_.components[i];
      if (!key.empty() && std::ranges::binary_search(notice_.components, key))
        add(RecallSignal::component, "text", subject_.subject.components[i], "component",
            subject_.subject.components[i]);
    }
  }

  const PreparedNotice& notice_;
  const PreparedSubject& subject_;
  bool equal_ = false;    ///< the company is the tool's
  bool related_ = false;  ///< its name begins like the tool's company's
  std::vector<SignalEvidence> found_;
};

}  // namespace

std::string_view to_text(RecallSignal signal) { return word_of(signal_words, signal); }
RecallTier tier_of(RecallSignal signal) { return strength(signal).tier; }

PreparedNotice prepare(RecallNotice notice) {
  PreparedNotice out;
  const std::string_view text = std::string_view(notice.text).substr(0, longest_text);
  out.firm = read_company_name(notice.firm);
  out.headline = without_company(headline_of(notice.name.empty() ? notice.product : notice.name), {out.firm});
  const std::size_t reason = text.rfind('\n');
  const std::string_view product = text.substr(0, reason == std::string_view::npos ? text.size() : reason);
  out.product = product_words(notice.name);
  for (std::string& word : product_words(product)) out.product.push_back(std::move(word));
  out.words = out.product;
  out.words.insert(out.words.end(), out.headline.words.begin(), out.headline.words.end());
  for (std::size_t i = 0; i + 1 < out.product.size(); ++i) out.words.push_back(out.product[i] + out.product[i + 1]);
  std::ranges::sort(out.words);
  out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
  for (const std::string& word : out.words) out.hints.set(word_place(word));
  out.scope = NoticeScope(text);
  out.codes = codes_in(text);
  out.models = named_codes_in(text);
  out.enumerates = product.find("2)") != std::string_view::npos;
  for (const std::string& field : {notice.model, notice.catalogue}) {
    std::string code = code_of(field);
    if (code.empty()) continue;
    if (is_telling_code(code)) out.models.push_back(code);
    out.codes.push_back(std::move(code));
  }
  std::ranges::sort(out.codes);
  out.components = component_keys(text);
  for (const std::string& key : out.components) out.component_hints.set(word_place(key));
  out.notice = std::move(notice);
  return out;
}

RecallMatch conclude(const PreparedNotice& notice, const PreparedSubject& subject, std::vector<SignalEvidence> signals,
                     Day today) {
  RecallMatch match;
  match.subject = subject.subject.id;
  match.notice = notice.notice.key;
  match.severity = notice.notice.severity;
  match.status = notice.notice.status;
  double doubt = 1;
  RecallSignal strongest = RecallSignal::only_code;
  for (const SignalEvidence& evidence : signals) {
    strongest = std::min(strongest, evidence.signal);
    const Strength& row = strength(evidence.signal);
    match.tier = std::max(match.tier, row.tier);
    doubt *= 1 - row.score / 100.0;
  }
  match.score = static_cast<int>(std::lround(100 * (1 - doubt)));
  match.signals = std::move(signals);
  match.effective = effective_tier(match.tier, match.severity);
  match.scope = notice.scope.read(subject.subject.version, subject.subject.models);
  if (match.scope.scope == VersionScope::not_affected && strongest == RecallSignal::component) {
    match.scope = {VersionScope::unresolved, match.scope.words, "The versions may be those of the component."};
  }
  match.consequence = consequence(match.effective, match.severity, match.scope.scope);
  match.due = due_day(match.consequence, today);
  return match;
}

std::optional<RecallMatch> match_recall(const PreparedNotice& notice, const PreparedSubject& subject, Day today) {
  std::vector<SignalEvidence> signals = Signals(notice, subject).find();
  if (signals.empty()) return std::nullopt;
  return conclude(notice, subject, std::move(signals), today);
}

}  // namespace formulary::domain
