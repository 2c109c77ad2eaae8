// Cells that strangers filled, as a spreadsheet will read them.
#include "service/api/csv.hpp"

#include <gtest/gtest.h>

namespace formulary::api {
namespace {

std::string table(std::string_view cell) {
  CsvTable table({"a", "b"});
  table.row({cell, "x"});
  return table.response(Request(), "t.csv", std::nullopt).body;
}

TEST(Csv, what_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe) {
  for (const std::string_view begin : {"=", "+", "-", "@", "\t", "\r", "\n"}) {
    const std::string cell = std::string(begin) + "1+1";
    EXPECT_EQ(table(cell), "a,b\r\n\"'" + cell + "\",x\r\n") << cell;
  }
}

TEST(Csv, wide_signs_begin_formulas_as_well) {
  EXPECT_EQ(table("\xef\xbc\x9d"
                  "1"),
            "a,b\r\n\"'\xef\xbc\x9d"
            "1\",x\r\n");
}

TEST(Csv, what_other_spreadsheets_take_for_the_begin_of_a_cell_is_looked_at_too) {
  EXPECT_EQ(table("Pump;=1+1"), "a,b\r\n\"Pump;'=1+1\",x\r\n");
  EXPECT_EQ(table("Pump\t@x"), "a,b\r\n\"Pump\t'@x\",x\r\n");
  EXPECT_EQ(table("two\r\n=lines"), "a,b\r\n\"two\r\n'=lines\",x\r\n");
  EXPECT_EQ(table("14\"=x"), "a,b\r\n\"14\"\"'=x\",x\r\n");
  EXPECT_EQ(table("a; b-c"), "a,b\r\n\"a; b-c\",x\r\n");
}

TEST(Csv, other_cells_stay_as_they_are) {
  for (const std::string_view cell : {"", "1=1", "a-b", "Müller", "'quoted'", " =1"}) {
    EXPECT_EQ(table(cell), "a,b\r\n" + std::string(cell) + ",x\r\n");
  }
}

TEST(Csv, separators_quotes_and_line_ends_are_quoted) {
  EXPECT_EQ(table("Gamma, Inc."), "a,b\r\n\"Gamma, Inc.\",x\r\n");
  EXPECT_EQ(table("14\" screen"), "a,b\r\n\"14\"\" screen\",x\r\n");
  EXPECT_EQ(table("two\nlines"), "a,b\r\n\"two\nlines\",x\r\n");
  EXPECT_EQ(table("=HYPERLINK(\"x\")"), "a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",x\r\n");
}

TEST(Csv, it_is_a_file_to_keep_and_says_what_follows) {
  Request request;
  request.path = "/v1/imports/1/rejections";
  request.query = {{"format", "csv"}};
  const Response response = CsvTable({"a"}).response(request, "t.csv", "7");
  std::string link, disposition;
  for (const auto& [name, value] : response.headers) {
    if (name == "link") link = value;
    if (name == "content-disposition") disposition = value;
  }
  EXPECT_EQ(disposition, "attachment; filename=\"t.csv\"");
  EXPECT_TRUE(link.starts_with("</v1/imports/1/rejections?format=csv&cursor=")) << link;
}

}  // namespace
}  // namespace formulary::api
