#include "service/api/csv.hpp"

#include <algorithm>
#include <array>

namespace formulary::api {
namespace {

/// With which spreadsheets begin a formula; tab and line ends hide one from sight. Some take the wide forms of East
/// Asian writing for the same.
constexpr std::array<std::string_view, 11> formula_begins = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};

bool begins_formula(std::string_view text) {
  return std::ranges::any_of(formula_begins, [&](std::string_view begin) { return text.starts_with(begin); });
}

/// Where the comma writes decimals, spreadsheets take semicolons for the ends of cells, even within quotes that do not
/// begin what they take for a cell: so what follows a semicolon, a tab or a quote is looked at as well.
void append_cell(std::string& out, std::string_view cell) {
  const bool formula = begins_formula(cell);
  const bool quoted = formula || cell.find_first_of(",;\t\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '"') out += '"';
    out += cell[i];
    const std::string_view rest = cell.substr(i + 1);
    const bool ends_cell = std::string_view(";\t\"\r\n").contains(cell[i]);
    const bool blank = rest.empty() || std::string_view("\t\r\n").contains(rest.front());
    if (ends_cell && !blank && begins_formula(rest)) out += '\'';
  }
  if (quoted) out += '"';
}

}  // namespace

domain::Result<ListFormat> list_format(const Request& request) {
  const std::string_view word = request.parameter("format").value_or("json");
  if (word == "json") return ListFormat::json;
  if (word == "csv") return ListFormat::csv;
  return domain::refuse(domain::RefusalCode::invalid, "`format` is one of: json, csv.", "/format");
}

void CsvTable::row(std::initializer_list<std::string_view> cells) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!first) text_ += ',';
    first = false;
    append_cell(text_, cell);
  }
  text_ += "\r\n";
}

Response CsvTable::response(const Request& request, std::string_view file_name,
                            const std::optional<std::string>& next) const {
  Response response;
  response.set("content-type", "text/csv; charset=utf-8; header=present");
  response.set("content-disposition", "attachment; filename=\"" + std::string(file_name) + "\"");
  if (next) response.set("link", next_link(request, *next));
  response.body = text_;
  return response;
}

}  // namespace formulary::api
