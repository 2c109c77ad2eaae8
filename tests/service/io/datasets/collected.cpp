#include "tests/service/io/datasets/collected.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include <gtest/gtest.h>

#include "service/io/datasets/file_reader.hpp"

namespace formulary::datasets_test {
namespace {

class Sink final : public usecases::RecordSink {
 public:
  explicit Sink(Collected& collected) : collected_(collected) {}
  void record(domain::AuthorityRecord&& record, const usecases::Place& place) override {
    collected_.places.push_back({std::string(place.file), place.line, record.key});
    collected_.records.push_back(std::move(record));
  }
  void reject(const usecases::Place& place, std::string_view reason) override {
    collected_.rejections.push_back({std::string(place.file), place.line, std::string(reason)});
  }
  void remark(const usecases::Place& place, std::string_view text) override {
    collected_.remarks.push_back({std::string(place.file), place.line, std::string(text)});
  }
  void progress(std::uint64_t read, std::uint64_t total) override { collected_.progress.emplace_back(read, total); }

 private:
  Collected& collected_;
};

}  // namespace

const domain::AuthorityRecord& Collected::at(const std::string& key) const {
  EXPECT_EQ(std::ranges::count(records, key, &domain::AuthorityRecord::key), 1) << key << " " << broken;
  static const domain::AuthorityRecord none;
  const auto found = std::ranges::find(records, key, &domain::AuthorityRecord::key);
  return found == records.end() ? none : *found;
}

bool Collected::has(const std::string& key) const {
  return std::ranges::find(records, key, &domain::AuthorityRecord::key) != records.end();
}

std::vector<std::string> links(const domain::AuthorityRecord& record, domain::LinkKind kind) {
  std::vector<std::string> values;
  for (const domain::RecordLink& link : record.links) {
    if (link.kind == kind) values.push_back(link.value);
  }
  return values;
}

Collected read_paths(const std::string& kind, const std::vector<std::filesystem::path>& files) {
  Collected collected;
  Sink sink(collected);
  const domain::DatasetKind* known = domain::find_dataset_kind(kind);
  EXPECT_NE(known, nullptr) << kind;
  if (known == nullptr) return collected;
  try {
    collected.summary = io::datasets::FileReader().read(*known, files, sink);
  } catch (const usecases::BrokenFile& error) {
    collected.broken = error.what();
  }
  return collected;
}

Collected read(const std::string& kind, const std::vector<FileRecipe>& files) {
  std::string pattern = (std::filesystem::temp_directory_path() / "formulary-datasets-XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(pattern.data());
  std::vector<std::filesystem::path> paths;
  for (const FileRecipe& file : files) {
    paths.push_back(folder / file.name);
    std::ofstream(paths.back(), std::ios::binary) << file.content;
  }
  Collected collected = read_paths(kind, paths);
  std::filesystem::remove_all(folder);
  return collected;
}

std::optional<std::filesystem::path> published(const std::string& file) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  const auto path = std::filesystem::path(shared != nullptr ? shared : "../shared") / "regulatory/data" / file;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace formulary::datasets_test
