#include "service/io/web/folder.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace formulary::io::web {
namespace {

constexpr std::uintmax_t most_bytes = 64ULL * 1024 * 1024;

}  // namespace

std::map<std::string, std::string> read_folder(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  if (!fs::is_regular_file(folder / "index.html")) {
    throw std::invalid_argument("The web application is not in " + folder.string() + ": there is no index.html.");
  }
  std::map<std::string, std::string> files;
  std::uintmax_t total = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_symlink() || !entry.is_regular_file()) continue;
    total += entry.file_size();
    if (total > most_bytes) throw std::runtime_error("The folder " + folder.string() + " holds more than 64 MiB.");
    std::ifstream in(entry.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw std::runtime_error("The file " + entry.path().string() + " cannot be read.");
    files.emplace("/" + entry.path().lexically_relative(folder).generic_string(), std::move(bytes));
  }
  return files;
}

}  // namespace formulary::io::web
