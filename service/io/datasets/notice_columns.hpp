// Which column of a table of notices says what. Knows the names under which authorities print them
// (notice_columns.def), and the ones that a spreadsheet program makes of two columns of one name when tables are joined
// (`number_x`, `number_y`). Whether a row makes sense is not known here.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "service/io/datasets/fields.hpp"

namespace formulary::io::datasets {

enum class NoticeColumn : std::uint8_t {
#define NOTICE(role, names) role,
#define SUBJECT(role, names) role,
#include "service/io/datasets/notice_columns.def"
};

/// All names, with `/` between.
inline constexpr std::string_view notice_names =
#define NOTICE(role, names) names "/"
#define SUBJECT(role, names) names "/"
#include "service/io/datasets/notice_columns.def"
    ;
/// Those of a product or of a text: without one of them a table is none of notices.
inline constexpr std::string_view notice_subjects =
#define NOTICE(role, names)
#define SUBJECT(role, names) names "/"
#include "service/io/datasets/notice_columns.def"
    ;

class NoticeRow {
 public:
  explicit NoticeRow(const Fields& fields);

  /// The first that is not empty; of several names the likeliest.
  std::string text(NoticeColumn column) const;
  std::string text(std::initializer_list<NoticeColumn> candidates) const;
  /// All that are not empty and differ, the likeliest first.
  std::vector<std::string> texts(NoticeColumn column) const;
  /// The same, line by line.
  std::string all(NoticeColumn column) const;

 private:
  struct Cell {
    std::size_t rank = 0;
    std::string text;
  };
  static constexpr std::size_t columns = static_cast<std::size_t>(NoticeColumn::kept) + 1;
  std::array<std::vector<Cell>, columns> cells_;
};

}  // namespace formulary::io::datasets
