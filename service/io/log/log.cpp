#include "service/io/log/log.hpp"

#include <algorithm>
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

/// Every request writes a line: texts that need no escape, nearly all, are taken as they are.
void quote(std::string& out, std::string_view text) {
  const bool plain = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
  if (plain) {
    out.append(1, '"').append(text).append(1, '"');
  } else {
    out += nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  }
}

void member(std::string& out, std::string_view name, std::string_view value) {
  out += out.empty() ? '{' : ',';
  quote(out, name);
  out += ':';
  quote(out, value);
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
  std::string text;
  text.reserve(320);
  member(text, "ts", domain::to_rfc3339({now.count()}));
  member(text, "level", name_of(level));
  member(text, "event", event);
  for (const auto& [key, value] : fields) member(text, key, value);
  text += "}\n";
  const std::scoped_lock lock(mutex_);
  std::fwrite(text.data(), 1, text.size(), out_);
  std::fflush(out_);
}

}  // namespace formulary::io::log
