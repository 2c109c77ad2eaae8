#include "service/config.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace formulary {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& member, const std::string& what) {
  throw std::invalid_argument(fmt::format("Configuration, `{}`: {}", member, what));
}

void read(const Json& value, const std::string& member, std::string& out) {
  if (!value.is_string()) refuse(member, "write a text in quotes.");
  out = value.get<std::string>();
}

template <class Number>
void read(const Json& value, const std::string& member, Number& out, std::int64_t least, std::int64_t most) {
  if (!value.is_number_integer() || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most) {
    refuse(member, fmt::format("write a whole number from {} to {}.", least, most));
  }
  out = static_cast<Number>(value.get<std::int64_t>());
}

}  // namespace

Config read_config(const std::string& file) {
  std::ifstream stream(file);
  if (!stream) throw std::invalid_argument(fmt::format("The configuration file `{}` cannot be read.", file));
  const Json document = Json::parse(stream, nullptr, false);
  if (!document.is_object()) {
    throw std::invalid_argument(fmt::format("The configuration file `{}` is not a JSON object.", file));
  }
  Config config;
  for (const auto& [member, value] : document.items()) {
    if (member == "data") {
      read(value, member, config.data);
    } else if (member == "host") {
      read(value, member, config.host);
    } else if (member == "port") {
      read(value, member, config.port, 0, 65535);
    } else if (member == "web") {
      read(value, member, config.web);
    } else if (member == "scanner") {
      read(value, member, config.scanner);
    } else if (member == "time_zone") {
      read(value, member, config.time_zone);
    } else if (member == "blobs") {
      read(value, member, config.blobs);
    } else if (member == "log") {
      read(value, member, config.log);
    } else if (member == "scan_workers") {
      read(value, member, config.scan_workers, 1, 64);
    } else if (member == "scan_seconds") {
      read(value, member, config.scan_seconds, 1, 3600);
    } else {
      refuse(member, "there is no such member; schemas/config.json lists them all.");
    }
  }
  return config;
}

}  // namespace formulary
