// Comma-separated values as RFC 4180 has them, for spreadsheets: a cell that a spreadsheet would take for a formula is
// given a leading apostrophe, because what stands in the cells was written by strangers.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "service/api/endpoint.hpp"
#include "service/api/paging.hpp"

namespace formulary::api {

inline constexpr int most_per_csv = 10'000;

enum class ListFormat : bool { json, csv };

/// `format`: json, or csv. Refusals: invalid (`/format`).
domain::Result<ListFormat> list_format(const Request& request);

class CsvTable {
 public:
  explicit CsvTable(std::initializer_list<std::string_view> header) { row(header); }
  void row(std::initializer_list<std::string_view> cells);

  /// The answer, as a file to keep; the cursor for what follows these rows is in a Link header.
  Response response(const Request& request, std::string_view file_name, const std::optional<std::string>& next) const;

 private:
  std::string text_;
};

}  // namespace formulary::api
