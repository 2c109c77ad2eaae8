#include "service/domain/recalls/recall_subject.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "service/domain/names/device_words.hpp"
#include "service/domain/names/fold.hpp"
#include "service/domain/recalls/notice_numbers.hpp"
#include "service/domain/recalls/recall.hpp"

namespace formulary::domain {

namespace {

/// What shares_words of match_recall looks for.
void add_hints(const ProductName& name, std::vector<std::size_t>& hints) {
  const bool branded = brands_of(name) > 0;
  const auto add = [&](std::string_view word) {
    const std::size_t place = word_place(word);
    if (std::ranges::find(hints, place) == hints.end()) hints.push_back(place);
  };
  for (std::size_t i = 0; i < name.words.size(); ++i) {
    if (!branded || is_brand(name.words[i])) add(name.words[i]);
    if (i + 1 < name.words.size()) add(name.words[i] + name.words[i + 1]);
  }
}

}  // namespace

ProductName without_company(ProductName name, const std::vector<CompanyName>& companies) {
  std::vector<std::string> own;
  for (const CompanyName& company : companies) {
    for (const std::string& word : company.words) {
      for (std::string& part : product_words(word)) own.push_back(std::move(part));
    }
  }
  const auto of_company = [&](const std::string& word) {
    return is_brand(word) && std::ranges::find(own, word) != own.end();
  };
  const bool others = std::ranges::any_of(name.words, [&](const std::string& word) {
    return (is_brand(word) && !of_company(word)) || std::ranges::any_of(word, is_digit);
  });
  if (others) std::erase_if(name.words, of_company);
  return name;
}

PreparedSubject prepare(RecallSubject subject) {
  PreparedSubject out;
  for (const std::string& company : subject.companies) out.companies.push_back(read_company_name(company));
  for (const std::string& name : subject.names) {
    out.full_names.push_back(read_product_name(name));
    out.names.push_back(without_company(out.full_names.back(), out.companies));
    for (const ProductName* one : {&out.full_names.back(), &out.names.back()}) add_hints(*one, out.hints);
  }
  for (const std::string& number : subject.submissions) out.submissions.push_back(submission_base(number));
  for (const std::string& number : subject.shared_submissions) out.shared.push_back(submission_base(number));
  for (const std::string& component : subject.components) {
    out.components.push_back(component_key(component));
    out.component_hints.push_back(word_place(out.components.back()));
  }
  for (const std::string& model : subject.models) {
    std::string code = code_of(model);
    out.codes.push_back(is_telling_code(code) ? std::move(code) : std::string());
  }
  out.subject = std::move(subject);
  return out;
}

std::string component_key(std::string_view component) {
  static const std::unordered_set<std::string_view> everyday(std::begin(common_component_words),
                                                             std::end(common_component_words));
  const std::vector<std::string> words = words_of(fold(component.substr(0, 100)));
  std::string key = joined(words);
  const auto common = [](const std::string& word) { return everyday.contains(word) || !is_brand(word); };
  if (words.size() > 4 || key.size() < 5 || std::ranges::all_of(words, common)) return {};
  return key;
}

}  // namespace formulary::domain
