// CSV as spreadsheet programs write it (RFC 4180, and with semicolons or tabs), for the MDS2 form alone: a row is
// looked through for a number, an answer and a note, so that it does not matter which columns a maker's copy has.
#include <algorithm>

#include "service/domain/documents/mds2.hpp"

namespace formulary::domain {
namespace {

constexpr std::size_t most_rows = 5'000;
constexpr std::size_t most_cells = 64;

char separator_of(std::string_view text) {
  const std::string_view head = text.substr(0, 4'000);
  char best = ',';
  std::ptrdiff_t most = std::ranges::count(head, ',');
  for (const char one : {';', '\t'}) {
    const std::ptrdiff_t count = std::ranges::count(head, one);
    if (count > most) {
      best = one;
      most = count;
    }
  }
  return best;
}

/// The cells of the next row; `text` goes on behind it. A quote that is never closed ends with the file.
std::vector<std::string> next_row(std::string_view& text, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cells.back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && cells.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      if (cells.size() < most_cells) cells.emplace_back();
    } else if (c == '\n') {
      ++i;
      break;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  text.remove_prefix(i);
  return cells;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

void take_row(const std::vector<std::string>& cells, Mds2Builder& builder) {
  const auto number = std::ranges::find_if(
      cells, [](const std::string& cell) { return is_of_2013(cell) || !mds2_question(cell).empty(); });
  if (number == cells.end()) return;
  const auto answer = std::find_if(number + 1, cells.end(),
                                   [](const std::string& cell) { return parse_mds2_answer(cell).has_value(); });
  if (answer == cells.end()) {
    // A text question has its answer in the last cell with something in it; of another, that one is no answer.
    const auto last = std::find_if(cells.rbegin(), std::make_reverse_iterator(number + 1),
                                   [](const std::string& cell) { return !blank(cell); });
    const bool text = is_text_question(mds2_question(*number));
    builder.add(*number, text && last != std::make_reverse_iterator(number + 1) ? *last : std::string(), {});
    return;
  }
  const auto note = std::find_if(answer + 1, cells.end(), [](const std::string& cell) { return !blank(cell); });
  builder.add(*number, *answer, note == cells.end() ? std::string() : *note);
}

}  // namespace

Mds2Form read_mds2_csv(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const char separator = separator_of(text);
  Mds2Builder builder;
  for (std::size_t rows = 0; !text.empty() && rows < most_rows; ++rows) take_row(next_row(text, separator), builder);
  return builder.take();
}

}  // namespace formulary::domain
