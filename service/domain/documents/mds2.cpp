#include "service/domain/documents/mds2.hpp"

#include <algorithm>
#include <map>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

using enum Mds2Answer;

constexpr Word<Mds2Edition> editions[] = {
    {Mds2Edition::unknown, "unknown"}, {Mds2Edition::of_2013, "2013"}, {Mds2Edition::of_2019, "2019"}};
constexpr Word<Mds2Answer> answers[] = {{yes, "Yes"}, {no, "No"}, {not_applicable, "N/A"}, {see_notes, "See Notes"}};

constexpr std::size_t longest_note = 500;
constexpr std::size_t most_odd = 50;

/// Without blanks and points, in capitals.
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 40)) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '_') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

std::size_t place_of(std::string_view question) {
  const auto& all = mds2_questions();
  return static_cast<std::size_t>(std::ranges::find(all, question) - all.begin());
}

/// At most so many bytes, and no half of a character.
std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return std::string(text.substr(0, most));
}

bool within(std::string_view question, std::string_view group) {
  return question.size() > group.size() && question.starts_with(group) &&
         (group.ends_with('-') || question[group.size()] == '.');
}

}  // namespace

std::string_view to_text(Mds2Edition edition) { return word_of(editions, edition); }
std::string_view to_text(Mds2Answer answer) { return word_of(answers, answer); }

std::optional<Mds2Answer> parse_mds2_answer(std::string_view text) {
  std::string word = folded(text);
  std::erase_if(word, [](char c) { return c == '.' || c == '/' || c == '"'; });
  if (word == "YES" || word == "Y") return yes;
  if (word == "NO" || word == "N") return no;
  if (word == "NA" || word == "NOTAPPLICABLE") return not_applicable;
  if (word.starts_with("SEENOTE")) return see_notes;
  return std::nullopt;
}

const std::vector<std::string_view>& mds2_questions() {
  static const std::vector<std::string_view> all = {
#define MDS2_SECTION(name, heading)
#define MDS2_QUESTION(number) number,
#include "service/domain/documents/mds2_questions.def"
#undef MDS2_SECTION
#undef MDS2_QUESTION
  };
  return all;
}

std::string mds2_question(std::string_view text) {
  if (text.size() > 40) return {};
  std::string id = folded(text);
  while (id.ends_with('.') || id.ends_with(':')) id.pop_back();
  // The published form misprints one section in some rows.
  if (id.starts_with("SHAD-")) id.replace(0, 4, "SAHD");
  return place_of(id) < mds2_questions().size() ? id : std::string();
}

bool is_of_2013(std::string_view text) { return text.size() <= 40 && folded(text).starts_with("CNFS-"); }

bool is_text_question(std::string_view question) {
  return question.size() == 5 && question.starts_with("DOC-") && question[4] >= '1' && question[4] <= '7';
}

const Mds2Row* Mds2Form::find(std::string_view question) const {
  const auto found = std::ranges::find(rows, question, &Mds2Row::question);
  return found == rows.end() ? nullptr : &*found;
}

std::optional<Mds2Answer> Mds2Form::answer(std::string_view question) const {
  const Mds2Row* row = find(question);
  return row == nullptr ? std::nullopt : row->answer;
}

std::string_view Mds2Form::text(std::string_view question) const {
  const Mds2Row* row = find(question);
  return row == nullptr ? std::string_view() : std::string_view(row->text);
}

void Mds2Builder::add(std::string_view question, std::string_view answer, std::string_view note) {
  if (is_of_2013(question)) {
    ++of_2013_;
    return;
  }
  const std::string id = mds2_question(question);
  if (id.empty()) return;
  const auto odd = [&](const std::string& sentence) {
    if (form_.odd.size() < most_odd) form_.odd.push_back(sentence);
  };
  Mds2Row row{.question = id, .answer = {}, .text = {}, .note = cut(note, longest_note)};
  if (is_text_question(id)) {
    row.text = cut(answer, longest_note);
  } else {
    row.answer = parse_mds2_answer(answer);
    const bool blank = answer.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!row.answer && !blank) odd(id + " has an answer that the form does not know.");
    if (!row.answer && blank) return;
  }
  const auto before = std::ranges::find(form_.rows, id, &Mds2Row::question);
  if (before == form_.rows.end()) {
    form_.rows.push_back(std::move(row));
  } else if (before->answer != row.answer || before->text != row.text) {
    odd(id + " is answered twice, and differently.");
    before->answer.reset();
  }
}

Mds2Form Mds2Builder::take() {
  std::ranges::stable_sort(form_.rows, {}, [](const Mds2Row& row) { return place_of(row.question); });
  if (of_2013_ > 0) {
    form_.edition = Mds2Edition::of_2013;
    form_.rows.clear();
    form_.odd.clear();
  } else if (std::ranges::any_of(form_.rows, [](const Mds2Row& row) { return row.answer.has_value(); })) {
    form_.edition = Mds2Edition::of_2019;
  }
  return std::move(form_);
}

// HN 1-2019, the notes of the form itself: which answers follow from which.
std::vector<std::string> mistakes_in(const Mds2Form& form) {
  std::vector<std::string> out;
  const auto demand_none = [&](std::string_view because, Mds2Answer given, std::string_view group) {
    if (!form.is(because, given)) return;
    for (const Mds2Row& row : form.rows) {
      if (!within(row.question, group) || row.question == because) continue;
      if (!row.answer || *row.answer == not_applicable) continue;
      out.push_back(row.question + " is answered although " + std::string(because) + " is " +
                    std::string(to_text(given)) + ": it has to be N/A.");
    }
  };
  demand_none("PLOK-1", yes, "PLOK-");
  demand_none("CSUP-1", no, "CSUP-");
  demand_none("MPII-1", no, "MPII-");
  if (form.is("MLDP-2", no) && !form.answer("MLDP-3")) out.emplace_back("MLDP-3 has to be answered: MLDP-2 is No.");
  if (form.is("DOC-11", yes)) {
    for (const std::string_view part : {"DOC-11.1", "DOC-11.2", "DOC-11.3", "DOC-11.4"}) {
      if (!form.answer(part)) out.push_back(std::string(part) + " has to be answered: DOC-11 is Yes.");
    }
  }
  return out;
}

std::vector<Mds2Wanted> unmet(const Mds2Form& form) {
  constexpr Mds2Wanted wanted[] = {
#define MDS2_WANTED(question, about) {question, about, {}},
#include "service/domain/documents/mds2_gate.def"
#undef MDS2_WANTED
  };
  std::vector<Mds2Wanted> out;
  if (form.edition != Mds2Edition::of_2019) return out;
  for (Mds2Wanted one : wanted) {
    if (one.question == "RMOT-1.2" && !form.is("RMOT-1", yes)) continue;
    one.answer = form.answer(one.question);
    if (one.answer != yes) out.push_back(one);
  }
  return out;
}

std::vector<Fact> facts_of(const Mds2Form& form) {
  std::vector<Fact> out;
  const auto add = [&](std::string_view name, std::string_view subject, std::string_view value, std::string_view note) {
    out.push_back({std::string(name), std::string(subject), std::string(value),
                   note.empty() ? std::string() : "note: " + std::string(note)});
  };
  add(fact::mds2_edition, "", to_text(form.edition), "");
  for (const Mds2Row& row : form.rows) {
    if (row.answer) add(fact::mds2_answer, row.question, to_text(*row.answer), row.note);
  }
  for (const Mds2Wanted& one : unmet(form)) {
    add(fact::mds2_unmet, one.question, one.answer ? to_text(*one.answer) : "not answered", "");
  }
  for (const std::string& sentence : form.odd) add(fact::mds2_mistake, "", sentence, "");
  for (const std::string& sentence : mistakes_in(form)) add(fact::mds2_mistake, "", sentence, "");
  return out;
}

}  // namespace formulary::domain
