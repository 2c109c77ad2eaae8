// Runs another program and gives what it said: for tests of our own binaries, and for comparison with Debian's
// apksigner and aapt. Also a directory that is removed when the test ends.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/bytes.hpp"

namespace formulary::support {

struct Outcome {
  int exit_code = -1;  ///< -1 when a signal ended it
  int signal = 0;
  std::string out;
  std::string error;
};

/// Runs `arguments[0]`, found through PATH, with stdin from /dev/null. Throws when it cannot be started.
Outcome run(const std::vector<std::string>& arguments);

/// Whether PATH has a program of this name.
bool installed(const std::string& program);

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Writes a file into it and gives its path.
  std::string write(const std::string& name, const Bytes& content) const;

 private:
  std::filesystem::path path_;
};

void write_file(const std::filesystem::path& path, const Bytes& content);
Bytes read_file(const std::filesystem::path& path);

}  // namespace formulary::support
