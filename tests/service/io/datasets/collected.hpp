// Everything that reading some files gave, for tests; and the files themselves, written where they are forgotten again.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/usecases/ports/dataset_reader.hpp"

namespace formulary::datasets_test {

struct Said {
  std::string file;
  std::int64_t line = 0;
  std::string text;
};

struct Collected {
  std::vector<domain::AuthorityRecord> records;
  std::vector<Said> places;  ///< of the records
  std::vector<Said> rejections, remarks;
  usecases::ReadSummary summary;
  std::string broken;  ///< what BrokenFile said; empty: nothing was broken
  std::vector<std::pair<std::uint64_t, std::uint64_t>> progress;

  /// The record of that key; fails the test where there is none or more than one.
  const domain::AuthorityRecord& at(const std::string& key) const;
  bool has(const std::string& key) const;
};

/// Links of one kind, in order.
std::vector<std::string> links(const domain::AuthorityRecord& record, domain::LinkKind kind);

struct FileRecipe {
  std::string name, content;
};

Collected read_paths(const std::string& kind, const std::vector<std::filesystem::path>& files);
Collected read(const std::string& kind, const std::vector<FileRecipe>& files);
inline Collected read(const std::string& kind, const std::string& content) { return read(kind, {{"file", content}}); }

/// A file of `../shared/regulatory/data`, or where FORMULARY_SHARED says; nothing when it is not there.
std::optional<std::filesystem::path> published(const std::string& file);
std::string content_of(const std::filesystem::path& file);

}  // namespace formulary::datasets_test
