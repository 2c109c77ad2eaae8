#include "service/io/log/log.hpp"

#include <chrono>
#include <system_error>

#include <nlohmann/json.hpp>

#include "service/domain/time.hpp"

namespace formulary::io::log {
namespace {

std::string_view name_of(Level level) {
  switch (level) {
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      break;
  }
  return "error";
}

}  // namespace

Log::Log(const std::string& file) : out_(file.empty() ? stderr : std::fopen(file.c_str(), "ae")) {
  if (out_ == nullptr) throw std::system_error(errno, std::generic_category(), "The log file " + file);
}

Log::~Log() {
  if (out_ != stderr) std::fclose(out_);
}

void Log::write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  const auto now =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
  nlohmann::ordered_json line{{"ts", domain::to_rfc3339({now.count()})}, {"level", name_of(level)}, {"event", event}};
  for (const auto& [key, value] : fields) line[std::string(key)] = value;
  const std::string text = line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  const std::scoped_lock lock(mutex_);
  std::fwrite(text.data(), 1, text.size(), out_);
  std::fflush(out_);
}

}  // namespace formulary::io::log
