// The log: one JSON object a line, so that a name with a line break in it cannot forge a line. For operators; the audit
// log is something else. Secrets and what people typed never come here.
#pragma once

#include <cstdio>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace formulary::io::log {

enum class Level { info, warning, error };

using Field = std::pair<std::string_view, std::string>;

class Log {
 public:
  /// Appends to `file`; standard error when it is empty. Throws std::system_error when it cannot be opened.
  explicit Log(const std::string& file = {});
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// Writes {"ts","level","event",...fields}. Safe from several threads; never throws for what it cannot write.
  void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

 private:
  std::FILE* out_;
  std::mutex mutex_;
};

}  // namespace formulary::io::log
