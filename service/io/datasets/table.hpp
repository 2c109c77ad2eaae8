// Tables as text: RFC 4180 with quotation marks, or FDA's files with `|` and without. Gives the rows, and says which
// are cut; what columns mean is not known here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/io/datasets/source.hpp"

namespace formulary::io::datasets {

struct Row {
  std::vector<std::string> cells;
  std::int64_t line = 0;          ///< where it begins
  std::string problem;            ///< why it is no row; empty: it is one
  bool last_without_end = false;  ///< the file ends in it, without a line break
};

class TableReader {
 public:
  enum class Quotes : std::uint8_t { none, rfc4180 };

  TableReader(Source& text, std::string_view name) : text_(text), name_(name) {}
  void set(char separator, Quotes quotes) {
    separator_ = separator;
    quotes_ = quotes;
  }
  /// The first line that is not blank, without taking it.
  std::string first_line();
  /// False at the end. Blank lines are passed over.
  bool next(Row& row);

 private:
  enum class Quote : std::uint8_t {
    closed,
    open,
    torn,  ///< closed lines later, and in the middle of another cell
  };

  bool more();  ///< reads on; false: there is no more
  /// Where the row that begins at `place_` ends, behind its line break; npos: not before the end of what was read.
  std::size_t end_of_row(Quote& quote) const;
  std::size_t end_of_line() const;
  void split(std::string_view text, Row& row) const;

  Source& text_;
  std::string_view name_;
  std::string buffer_;
  std::size_t place_ = 0;
  std::int64_t line_ = 1;
  std::size_t open_quotes_ = 0;
  char separator_ = ',', line_end_ = '\n';
  Quotes quotes_ = Quotes::rfc4180;
  bool ended_ = false;
};

}  // namespace formulary::io::datasets
