#include "service/api/csv.hpp"

namespace formulary::api {
namespace {

/// With which spreadsheets begin a formula; tab and line ends hide one from sight.
constexpr std::string_view formula_begins = "=+-@\t\r\n";

void append_cell(std::string& out, std::string_view cell) {
  const bool formula = !cell.empty() && formula_begins.contains(cell.front());
  const bool quoted = formula || cell.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
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
