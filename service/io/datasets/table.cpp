#include "service/io/datasets/table.hpp"

#include <algorithm>
#include <set>

#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/records.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {

bool TableReader::more() {
  if (ended_) return false;
  buffer_.erase(0, place_);
  place_ = 0;
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + (1U << 16));
  const std::size_t got = text_.read(std::span(buffer_).subspan(kept));
  buffer_.resize(kept + got);
  ended_ = got == 0;
  return !ended_;
}

std::size_t TableReader::end_of_line() const {
  const std::size_t end = buffer_.find(line_end_, place_);
  return end == std::string::npos ? end : end + 1;
}

std::size_t TableReader::end_of_row(Quote& quote) const {
  quote = Quote::closed;
  if (quotes_ == Quotes::none) return end_of_line();
  bool cell_begins = true, several_lines = false;
  for (std::size_t i = place_; i < buffer_.size(); ++i) {
    const char letter = buffer_[i];
    if (quote == Quote::open) {
      several_lines = several_lines || letter == line_end_;
      if (letter != '"') continue;
      const char next = i + 1 < buffer_.size() ? buffer_[i + 1] : separator_;
      if (next == '"') {
        ++i;
      } else if (several_lines && next != separator_ && next != '\r' && next != '\n' && next != ' ') {
        quote = Quote::torn;
        return std::string::npos;
      } else {
        quote = Quote::closed;
      }
    } else if (letter == '"' && cell_begins) {
      quote = Quote::open;
      cell_begins = several_lines = false;
    } else if (letter == line_end_) {
      return i + 1;
    } else {
      cell_begins = letter == separator_;
    }
  }
  return std::string::npos;
}

void TableReader::split(std::string_view text, Row& row) const {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  std::size_t place = 0;
  for (;;) {
    std::string cell;
    if (quotes_ == Quotes::rfc4180 && place < text.size() && text[place] == '"') {
      for (++place; place < text.size(); ++place) {
        if (text[place] == '"') {
          if (place + 1 >= text.size() || text[place + 1] != '"') break;
          ++place;
        }
        cell += text[place];
      }
      ++place;  // the closing one; what stands behind it before the separator belongs to the cell as well
    }
    const std::size_t end = std::min(text.find(separator_, std::min(place, text.size())), text.size());
    if (place < end) cell += text.substr(place, end - place);
    row.cells.push_back(std::move(cell));
    if (end >= text.size() || row.cells.size() > most_columns) return;
    place = end + 1;
  }
}

bool TableReader::next(Row& row) {
  row = {};
  for (;;) {
    Quote quote = Quote::closed;
    std::size_t end = end_of_row(quote);
    while (end == std::string::npos && quote != Quote::torn && buffer_.size() - place_ <= largest_record && more())
      end = end_of_row(quote);
    if (place_ == buffer_.size()) return false;
    row.line = line_;
    const bool unfinished = end == std::string::npos;
    if (unfinished && quote != Quote::closed) {
      // A quotation mark that nobody closes would swallow what follows, to the end or to where the next one opens: this
      // one line is lost, reading goes on behind it.
      if (++open_quotes_ > most_open_quotes) {
        broken(name_, "Its quotation marks do not fit together: it was damaged or is no CSV. Download it again.");
      }
      row.problem = "A quotation mark is never closed: the row is cut.";
      end = std::min(end_of_line(), buffer_.size());
    } else if (unfinished && !ended_) {
      row.problem = "The line is longer than a record can be.";
      while ((end = end_of_line()) == std::string::npos) {
        place_ = buffer_.size();
        if (!more()) break;
      }
      end = std::min(end, buffer_.size());
    } else if (unfinished) {
      end = buffer_.size();
      row.last_without_end = true;
    }
    const std::string_view text = std::string_view(buffer_).substr(place_, end - place_);
    place_ = end;
    line_ += std::ranges::count(text, line_end_);
    if (!row.problem.empty()) return true;
    if (trim(text).empty()) continue;
    split(text, row);
    return true;
  }
}

std::string TableReader::first_line() {
  // Spreadsheets for the classic Macintosh end lines with a carriage return alone.
  if (more() && buffer_.find('\n') == std::string::npos && buffer_.find('\r') != std::string::npos) line_end_ = '\r';
  while (buffer_.find(line_end_, place_) == std::string::npos && buffer_.size() <= largest_record && more()) {
  }
  for (;;) {
    const std::size_t end = std::min(buffer_.find(line_end_, place_), buffer_.size());
    const std::string line = buffer_.substr(place_, end - place_);
    const bool separator_note = upper(line).starts_with("SEP=");  // a spreadsheet's own first line
    if ((!trim(line).empty() && !separator_note) || end == buffer_.size()) return line;
    place_ = end + 1;
    ++line_;
    if (place_ == buffer_.size() && !more()) return {};
    while (buffer_.find(line_end_, place_) == std::string::npos && buffer_.size() - place_ <= largest_record &&
           more()) {
    }
  }
}

namespace {

char separator_of(std::string_view line) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {'|', '\t', ',', ';'}) {
    const std::ptrdiff_t count = std::ranges::count(line, candidate);
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

/// Names of the columns; one without a name is `column N`, the second of a name gets its number.
std::vector<std::string> name_columns(const Row& header, RecordTaker& taker) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const std::string& cell : header.cells) {
    std::string name(trim(cell));
    if (name.empty()) name = "column " + std::to_string(names.size() + 1);
    if (!taken.insert(name).second) {
      taker.warn("The column " + in_quotes(name) + " comes twice; the first counts.");
      name += " " + std::to_string(names.size() + 1);
      taken.insert(name);
    }
    names.push_back(std::move(name));
  }
  return names;
}

/// Why `row` does not fit the columns; empty: it does. Empty cells beyond the last column do no harm.
std::string misfit(Row& row, std::size_t columns, char separator) {
  while (row.cells.size() > columns && trim(row.cells.back()).empty()) row.cells.pop_back();
  if (row.cells.size() == columns) return {};
  std::string reason = "The row has " + std::to_string(row.cells.size()) + " cells and the header " +
                       std::to_string(columns) + ": it is cut";
  if (row.cells.size() > columns) {
    reason = "The row has more cells than the header's " + std::to_string(columns) +
             (separator == '|' ? ": a cell has a | in it" : ": a cell with a separator is not quoted");
  }
  return reason + ".";
}

std::size_t bytes_of(const Row& row) {
  std::size_t size = 0;
  for (const std::string& cell : row.cells) size += cell.size();
  return size;
}

}  // namespace

void read_table(Source& text, std::string_view name, std::span<const std::string_view> columns, RecordTaker& taker) {
  TableReader reader(text, name);
  const char separator = separator_of(reader.first_line());
  reader.set(separator, separator == '|' ? TableReader::Quotes::none : TableReader::Quotes::rfc4180);
  Row row;
  std::vector<std::string> names(columns.begin(), columns.end());
  if (names.empty()) {
    if (!reader.next(row) || !row.problem.empty()) broken(name, "It has no header line. Download it again.");
    if (row.cells.size() > most_columns) broken(name, "It has more columns than such data need. Check what it is.");
    names = name_columns(row, taker);
  }
  if (taker.columns(names) == Step::stop) return;
  while (reader.next(row)) {
    const std::string reason = row.problem.empty() ? misfit(row, names.size(), separator) : row.problem;
    if (!reason.empty() && row.last_without_end) {
      taker.warn("The file ends in the middle of a row: it may have been cut off. Compare it with the source.");
    }
    if (!reason.empty() || bytes_of(row) > largest_record) {
      if (taker.reject(row.line, reason.empty() ? "The record is larger than 1 MiB." : reason) == Step::stop) return;
      continue;
    }
    Json record = Json::object();
    auto& members = record.get_ref<Json::object_t&>();
    members.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) members.emplace_back(names[i], std::move(row.cells[i]));
    if (taker.record(std::move(record), row.line) == Step::stop) return;
  }
}

}  // namespace formulary::io::datasets
