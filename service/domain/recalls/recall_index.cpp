#include "service/domain/recalls/recall_index.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace formulary::domain {
namespace {

void add_to(std::vector<std::uint32_t>& places, std::uint32_t place) {
  if (places.empty() || places.back() != place) places.push_back(place);
}

/// Numbers that more than one tool has: whose product the notice means, the number alone does not say.
void mark_shared(std::vector<RecallSubject>& subjects) {
  std::unordered_map<std::string, std::string> first;
  std::unordered_set<std::string> shared;
  for (const RecallSubject& subject : subjects) {
    for (const std::string& number : subject.submissions) {
      const auto [at, fresh] = first.try_emplace(submission_base(number), subject.tool);
      if (!fresh && at->second != subject.tool) shared.insert(at->first);
    }
  }
  for (RecallSubject& subject : subjects) {
    for (const std::string& number : subject.submissions) {
      if (shared.contains(submission_base(number))) subject.shared_submissions.push_back(number);
    }
  }
}

}  // namespace

RecallIndex::RecallIndex(std::vector<RecallSubject> subjects) {
  mark_shared(subjects);
  subjects_.reserve(subjects.size());
  for (RecallSubject& subject : subjects) {
    subjects_.push_back(prepare(std::move(subject)));
    add(static_cast<std::uint32_t>(subjects_.size() - 1));
  }
  add_names();
}

void RecallIndex::add(std::uint32_t place) {
  const PreparedSubject& subject = subjects_[place];
  for (const std::string& udi : subject.subject.udis) add_to(udis_[udi], place);
  for (const std::string& number : subject.submissions) add_to(submissions_[number], place);
  for (const std::string& number : subject.subject.company_numbers) add_to(company_numbers_[number], place);
  for (const std::string& code : subject.subject.product_codes) add_to(product_codes_[code], place);
  for (const CompanyName& company : subject.companies) {
    for (const std::string& key : company.keys) add_to(companies_[key], place);
    for (const std::string& key : company.other_keys) add_to(companies_[key], place);
    // Names that begin alike begin with the same word; relatives count by theirs.
    if (!company.words.empty()) add_to(company_begins_[company.words.front()], place);
    for (const auto& relative : company.relatives) add_to(company_begins_[relative.front()], place);
  }
  for (const std::string& key : subject.components) {
    if (!key.empty()) add_to(components_[key], place);
  }
}

/// A name that is mentioned nearly whole is mentioned with its rarest words: it stands under as many of them as could
/// be missing, and one more.
void RecallIndex::add_names() {
  std::unordered_map<std::string, std::uint32_t> count;
  for (const PreparedSubject& subject : subjects_) {
    for (const ProductName& name : subject.full_names) {
      for (const std::string& word : name.words) ++count[word];
    }
  }
  for (std::uint32_t place = 0; place < subjects_.size(); ++place) {
    for (const ProductName& name : subjects_[place].full_names) {
      if (!is_distinctive(name)) continue;
      double weight = 0;
      std::vector<std::string> words;
      for (const std::string& word : name.words) {
        weight += weight_of(word);
        if (is_brand(word)) words.push_back(word);
      }
      std::ranges::sort(words, {},
                        [&](const std::string& word) { return std::tuple(count[word], std::string_view(word)); });
      words.erase(std::unique(words.begin(), words.end()), words.end());
      const auto missing = static_cast<std::size_t>(weight * 0.2);
      for (std::size_t i = 0; i < words.size() && i <= missing; ++i) add_to(name_words_[words[i]], place);
    }
  }
}

void RecallIndex::gather(const Places& places, const std::string& key, std::vector<std::uint32_t>& out) {
  const auto found = places.find(key);
  if (found != places.end()) out.insert(out.end(), found->second.begin(), found->second.end());
}

RecallMatches RecallIndex::match(const RecallNotice& plain, Day today) const {
  const PreparedNotice notice = prepare(plain);
  std::vector<std::uint32_t> places;
  for (const std::string& udi : notice.notice.udis) gather(udis_, udi, places);
  for (const std::string& number : notice.notice.submissions) gather(submissions_, number, places);
  for (const std::string& number : notice.notice.company_numbers) gather(company_numbers_, number, places);
  for (const std::string& key : notice.firm.keys) gather(companies_, key, places);
  for (const std::string& key : notice.firm.other_keys) gather(companies_, key, places);
  if (!notice.firm.words.empty()) gather(company_begins_, notice.firm.words.front(), places);
  for (const auto& relative : notice.firm.relatives) gather(company_begins_, relative.front(), places);
  for (const std::string& word : notice.words) gather(name_words_, word, places);
  for (const std::string& key : notice.components) gather(components_, key, places);
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());

  RecallMatches out;
  std::vector<std::uint32_t> taken;
  for (const std::uint32_t place : places) {
    auto match = match_recall(notice, subjects_[place], today);
    if (!match || match->tier == RecallTier::c) continue;
    taken.push_back(place);
    out.matches.push_back(std::move(*match));
  }
  std::vector<std::uint32_t> coded;
  for (const std::string& code : notice.notice.product_codes) gather(product_codes_, code, coded);
  std::ranges::sort(coded);
  coded.erase(std::unique(coded.begin(), coded.end()), coded.end());
  out.counted = static_cast<std::size_t>(
      std::ranges::count_if(coded, [&](std::uint32_t place) { return !std::ranges::binary_search(taken, place); }));
  std::ranges::sort(out.matches, [](const RecallMatch& a, const RecallMatch& b) {
    return std::tuple(b.effective, b.score, std::string_view(a.subject)) <
           std::tuple(a.effective, a.score, std::string_view(b.subject));
  });
  return out;
}

}  // namespace formulary::domain
