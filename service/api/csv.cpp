#include "service/api/csv.hpp"

namespace formulary::api {
namespace {

/// Spreadsheets begin a formula with one of these, and in East Asia with their wide forms; tab and line ends hide one
/// from sight.
bool begins_formula(std::string_view text) {
  constexpr std::string_view signs = "=+-@\t\r\n";
  if (!text.empty() && signs.contains(text.front())) return true;
  return text.starts_with("\uff1d") || text.starts_with("\uff0b") || text.starts_with("\uff0d") ||
         text.starts_with("\uff20");
}

void append_cell(std::string& out, std::string_view cell) {
  const bool formula = begins_formula(cell);
  const bool quoted = formula || cell.find_first_of(",;\t\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    if (c == '"') out += '"';
    out += c;
    // Where the comma is the decimal mark, spreadsheets part cells at semicolons whatever the quotation marks say.
    if ((c == ';' || c == '\t') && begins_formula(cell.substr(i + 1))) out += '\'';
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
