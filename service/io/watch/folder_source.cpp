#include "service/io/watch/folder_source.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <system_error>

#include <fmt/format.h>

namespace formulary::io::watch {
namespace {

namespace fs = std::filesystem;
using usecases::FetchedFile;
using usecases::SourceProblem;

struct Seen {
  fs::path path;
  std::uint64_t bytes = 0;
  std::chrono::system_clock::time_point touched;
};

std::vector<Seen> look_into(const fs::path& folder) {
  std::vector<Seen> all;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().filename().native().starts_with('.')) continue;
    const auto touched = std::chrono::file_clock::to_sys(entry.last_write_time());
    all.push_back({.path = entry.path(),
                   .bytes = entry.file_size(),
                   .touched = std::chrono::time_point_cast<std::chrono::system_clock::duration>(touched)});
  }
  std::ranges::sort(all, {}, &Seen::path);
  return all;
}

FetchedFile fetched(const Seen& seen) {
  const auto stream = std::make_shared<std::ifstream>(seen.path, std::ios::binary);
  const std::string name = seen.path.filename().string();
  if (!*stream) throw SourceProblem(fmt::format("The file `{}` of the watched folder cannot be read.", name));
  return {.name = name,
          .modified = std::chrono::floor<std::chrono::days>(seen.touched),
          .read = [stream, name](std::span<char> out) {
            stream->read(out.data(), static_cast<std::streamsize>(out.size()));
            if (stream->bad()) throw SourceProblem(fmt::format("Reading `{}` of the watched folder failed.", name));
            return static_cast<std::size_t>(stream->gcount());
          }};
}

}  // namespace

std::optional<std::vector<FetchedFile>> FolderSource::fetch() {
  std::vector<Seen> all;
  try {
    all = look_into(options_.folder);
  } catch (const fs::filesystem_error& problem) {
    throw SourceProblem(fmt::format("The watched folder `{}` cannot be read: {}. Make it readable for the service.",
                                    options_.folder.string(), problem.code().message()));
  }
  std::string now;
  std::uint64_t bytes = 0;
  for (const Seen& seen : all) {
    if (std::chrono::system_clock::now() - seen.touched < options_.settled_after) return std::nullopt;
    now += fmt::format("{}\n{}\n{}\n", seen.path.string(), seen.bytes, seen.touched.time_since_epoch().count());
    bytes += seen.bytes;
  }
  if (now == seen_) return std::vector<FetchedFile>();
  if (bytes > options_.most_bytes) {
    throw SourceProblem(
        fmt::format("The watched folder `{}` holds {} MiB, more than the {} MiB that are allowed "
                    "(`most_mib`).",
                    options_.folder.string(), bytes >> 20, options_.most_bytes >> 20));
  }
  std::vector<FetchedFile> files;
  for (const Seen& seen : all) files.push_back(fetched(seen));
  seen_ = std::move(now);
  return files;
}

}  // namespace formulary::io::watch
