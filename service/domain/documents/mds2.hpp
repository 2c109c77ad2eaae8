// The MDS2 form (ANSI/NEMA HN 1-2019): what a maker says of its product's security, question by question. Reads what
// stands in cells; from where they come (CSV, JSON), the caller knows. The form of 2013 (HIMSS/NEMA HN 1-2013, with the
// section CNFS) numbers other questions with the same letters, so its answers are counted and never taken for answers
// to this one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"

namespace formulary::domain {

enum class Mds2Edition : std::uint8_t { unknown, of_2013, of_2019 };
std::string_view to_text(Mds2Edition edition);

enum class Mds2Answer : std::uint8_t { yes, no, not_applicable, see_notes };
std::string_view to_text(Mds2Answer answer);  ///< `Yes` `No` `N/A` `See Notes`
/// Also `y`, `n/a`, `see note 3` ...
std::optional<Mds2Answer> parse_mds2_answer(std::string_view text);

/// The number as the form has it, where `text` is one: ` shad-15 ` is `SAHD-15`. Empty: no number of this form.
std::string mds2_question(std::string_view text);
/// A number of the 2013 form's section CNFS.
bool is_of_2013(std::string_view text);
/// DOC-1 to DOC-7 are texts: maker, model, number and day of the form ...
bool is_text_question(std::string_view question);

struct Mds2Row {
  std::string question;  ///< as mds2_question gives it
  std::optional<Mds2Answer> answer{};
  std::string text;  ///< of a text question
  std::string note;
};

struct Mds2Form {
  Mds2Edition edition = Mds2Edition::unknown;
  std::vector<Mds2Row> rows;       ///< each question once, in the form's order
  std::vector<std::string> odd{};  ///< what could not be read, one sentence each

  const Mds2Row* find(std::string_view question) const;
  std::optional<Mds2Answer> answer(std::string_view question) const;
  bool is(std::string_view question, Mds2Answer wanted) const { return answer(question) == wanted; }
  std::string_view text(std::string_view question) const;
};

/// Collects cells into a form. Bounded: further rows than the form has questions are dropped and said.
class Mds2Builder {
 public:
  /// One question with its answer and note, as they stand in the file. What is no question is passed over.
  void add(std::string_view question, std::string_view answer, std::string_view note);
  Mds2Form take();

 private:
  Mds2Form form_;
  std::size_t of_2013_ = 0;
};

/// The form as CSV: separated by commas, semicolons or tabs; in each row the first cell that is a question's number,
/// then the first that is an answer, then the note. Other rows (titles, headings) are passed over.
Mds2Form read_mds2_csv(std::string_view text);

/// Where the form contradicts itself, one sentence each: answers that the form's own rules do not allow together.
std::vector<std::string> mistakes_in(const Mds2Form& form);

/// A question that matters at the gate and is not answered as it should be.
struct Mds2Wanted {
  std::string_view question;
  std::string_view about;
  std::optional<Mds2Answer> answer{};  ///< nothing: not answered
};
std::vector<Mds2Wanted> unmet(const Mds2Form& form);

/// The facts `mds2.…`.
std::vector<Fact> facts_of(const Mds2Form& form);

/// All numbers of the form.
const std::vector<std::string_view>& mds2_questions();

}  // namespace formulary::domain
