// A folder of its own for a test, removed when the test ends, and ids that look like the real ones.
#pragma once

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <stdlib.h>
#include <string>

namespace formulary::test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "formulary-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// `01900000-0000-7000-8000-000000000042`: a UUIDv7 by its looks. `kind` keeps nouns apart.
inline std::string uuid(int number, int kind = 0) {
  char text[64];
  std::snprintf(text, sizeof text, "01900000-0000-7000-8%03d-%012d", kind % 1000, number);
  return text;
}

/// 64 hexadecimal digits that end in `number`.
inline std::string digest(int number) {
  char text[65];
  std::snprintf(text, sizeof text, "%064x", static_cast<unsigned>(number));
  return text;
}

}  // namespace formulary::test
