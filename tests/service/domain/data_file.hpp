// Tables of the regulatory data folder, which is no part of the project: read through FORMULARY_SHARED, empty where
// absent.
#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace formulary::domain {

using DataRow = std::map<std::string, std::string>;

inline std::string data_text(const std::string& name) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  std::ifstream in(std::string(shared != nullptr ? shared : "../shared") + "/regulatory/data/" + name,
                   std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The rows of a CSV file (RFC 4180) by the names of its first one.
inline std::vector<DataRow> data_table(const std::string& name) {
  std::string text = data_text(name);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> line;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      line.push_back(std::move(cell));
      cell.clear();
      if (c == '\n') lines.push_back(std::exchange(line, {}));
    } else if (quoted || c != '\r') {
      cell += c;
    }
  }
  std::vector<DataRow> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    DataRow row;
    for (std::size_t column = 0; column < lines[0].size() && column < lines[i].size(); ++column)
      row[lines[0][column]] = lines[i][column];
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace formulary::domain
