// The second place of the audit log as a file of JSON lines that is only ever appended to, except that a group that did
// not happen, or a line that was cut off by a kill, is taken off its end again. Writing to a file that somebody took
// away, replaced, shortened or wrote to fails.
#pragma once

#include <filesystem>

#include "service/usecases/ports/audit_sink.hpp"

namespace formulary::io::sink {

class FileSink : public usecases::AuditSink {
 public:
  /// Makes the file when it is missing. Throws std::system_error when it cannot be opened, and std::invalid_argument
  /// when it is a pipe.
  explicit FileSink(const std::filesystem::path& file);
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  std::optional<End> end() override;
  void write(std::int64_t first, std::span<const std::string> entries) override;
  void take_back(std::int64_t first) override;

 private:
  std::string last_bytes(std::int64_t count) const;
  void cut(std::int64_t size);
  void look_at_the_end();
  void look_for_others() const;
  [[noreturn]] void cannot(const char* what) const;

  std::filesystem::path file_;
  int descriptor_ = -1;
  std::int64_t size_ = 0;  ///< in bytes, up to the end of the last whole line
  std::optional<End> end_;
};

}  // namespace formulary::io::sink
