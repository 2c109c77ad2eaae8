// A folder in which somebody puts what an authority publishes: all its files together are one publication. Hidden files
// and folders within are left alone. Files that were touched a moment ago are taken for unfinished.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "service/usecases/ports/dataset_source.hpp"

namespace formulary::io::watch {

struct FolderOptions {
  std::filesystem::path folder;
  std::uint64_t most_bytes = 0;            ///< of all files together
  std::chrono::seconds settled_after{60};  ///< since the last of them was touched
};

class FolderSource final : public usecases::DatasetSource {
 public:
  explicit FolderSource(FolderOptions options) : options_(std::move(options)) {}

  std::optional<std::vector<usecases::FetchedFile>> fetch() override;
  void forget() override { seen_.clear(); }

 private:
  FolderOptions options_;
  std::string seen_;  ///< names, sizes and times of what was fetched last
};

}  // namespace formulary::io::watch
