// The shared corpus: files collected elsewhere, which are not part of the repository. Found through FORMULARY_SHARED,
// default `../shared` beside the repository; a test that needs it skips when it is not there.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace formulary::support {

/// A folder of the corpus, such as `zip`; nothing when it is not there.
inline std::optional<std::filesystem::path> corpus(const std::string& folder) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  const auto path = std::filesystem::path(shared != nullptr ? shared : "../shared") / "corpus" / folder;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

/// The rows of a table whose cells are separated by tabs, without its first line.
inline std::vector<std::vector<std::string>> read_rows(const std::filesystem::path& file) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream table(file);
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    std::vector<std::string> cells;
    std::stringstream stream(line + "\t");
    for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
    rows.push_back(cells);
  }
  return rows;
}

}  // namespace formulary::support
