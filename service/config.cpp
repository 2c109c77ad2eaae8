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

void read_word(const Json& value, const std::string& member, std::string& out, const std::string& one,
               const std::string& other) {
  read(value, member, out);
  if (out != one && out != other) refuse(member, fmt::format("write `{}` or `{}`.", one, other));
}

WatchConfig read_watch(const Json& object, const std::string& place) {
  if (!object.is_object()) refuse(place, "write an object for each watched source.");
  WatchConfig watch;
  for (const auto& [member, value] : object.items()) {
    const std::string at = place + "/" + member;
    if (member == "kind") {
      read(value, at, watch.kind);
    } else if (member == "name") {
      read(value, at, watch.name);
    } else if (member == "folder") {
      read(value, at, watch.folder);
    } else if (member == "address") {
      read(value, at, watch.address);
    } else if (member == "every_hours") {
      read(value, at, watch.every_hours, 1, 720);
    } else if (member == "mode") {
      read_word(value, at, watch.mode, "whole", "additions");
    } else if (member == "dated_by") {
      read_word(value, at, watch.dated_by, "content", "modified");
    } else if (member == "proxy") {
      read(value, at, watch.proxy);
    } else if (member == "ca_file") {
      read(value, at, watch.ca_file);
    } else if (member == "most_mib") {
      read(value, at, watch.most_mib, 1, 65536);
    } else if (member == "seconds") {
      read(value, at, watch.seconds, 1, 86400);
    } else {
      refuse(at, "there is no such member; schemas/config.json lists them all.");
    }
  }
  if (watch.kind.empty()) refuse(place + "/kind", "write which data set it is, such as `us-510k`.");
  if (watch.folder.empty() == watch.address.empty()) refuse(place, "write either a `folder` or an `address`.");
  return watch;
}

void read_watches(const Json& value, std::vector<WatchConfig>& out) {
  if (!value.is_array()) refuse("watches", "write a list of objects.");
  for (std::size_t i = 0; i < value.size(); ++i) out.push_back(read_watch(value[i], fmt::format("watches/{}", i)));
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
    } else if (member == "keys") {
      read(value, member, config.keys);
    } else if (member == "log") {
      read(value, member, config.log);
    } else if (member == "scan_workers") {
      read(value, member, config.scan_workers, 1, 64);
    } else if (member == "scan_seconds") {
      read(value, member, config.scan_seconds, 1, 3600);
    } else if (member == "watches") {
      read_watches(value, config.watches);
    } else {
      refuse(member, "there is no such member; schemas/config.json lists them all.");
    }
  }
  return config;
}

}  // namespace formulary
