#include "service/cli/host.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/stat.h>

#include "service/io/crypto/system_world.hpp"

namespace formulary::cli {

void add_host_options(CLI::App& command, HostOptions& options) {
  command.add_option("--config", options.config, "Configuration file of the service");
  command.add_option("--data", options.data, "Folder of the database and the artifacts");
  command.add_option("--keys", options.keys, "File with the keys of what is stored");
}

Config host_config(const HostOptions& options) {
  Config config;
  try {
    if (!options.config.empty()) config = read_config(options.config);
  } catch (const std::invalid_argument& problem) {
    throw Failure{usage, problem.what()};
  }
  if (options.data) config.data = *options.data;
  if (options.keys) config.keys = *options.keys;
  struct stat status {};
  if (::stat(config.data.c_str(), &status) == 0 && status.st_uid != ::geteuid()) {
    throw Failure{usage, fmt::format("The folder `{}` belongs to another user. Run this as the user of the service: "
                                     "sudo -u '#{}' formulary …",
                                     printable(config.data), status.st_uid)};
  }
  ::umask(0077);
  return config;
}

std::string keys_file(const Config& config) {
  if (!config.keys.empty()) return config.keys;
  if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY"); credentials != nullptr) {
    std::string file = std::string(credentials) + "/formulary-keys";
    if (std::filesystem::exists(file)) return file;
  }
  return config.data + "/keys";
}

std::unique_ptr<io::age::KeyRing> open_key_ring(const Config& config) {
  try {
    return std::make_unique<io::age::KeyRing>(keys_file(config), config.data + "/keys.lock");
  } catch (const io::age::BadKeys& problem) {
    throw Failure{trust_failure, problem.what()};
  }
}

std::unique_ptr<io::crypto::AesFieldCipher> open_field_cipher(io::age::KeyRing& ring) {
  std::map<std::uint8_t, io::crypto::FieldKey> keys;
  const auto held = ring.use();
  for (const auto& [number, key] : held->field) std::copy_n(key.data(), key.size(), keys[number].data());
  if (keys.empty()) throw Failure{trust_failure, "The keys file has no field key. Put back the one that was kept."};
  return std::make_unique<io::crypto::AesFieldCipher>(std::move(keys));
}

void make_keys_file(const Config& config, const std::vector<std::string>& recovery) {
  const std::string file = keys_file(config);
  if (std::filesystem::exists(file)) {
    throw Failure{usage, fmt::format("There are keys in `{}` already.", printable(file))};
  }
  std::vector<io::age::Recipient> recipients;
  for (const std::string& text : recovery) {
    const auto recipient = io::age::Recipient::read(text);
    if (!recipient) {
      throw Failure{usage, fmt::format("`{}` is no recovery recipient. Give what age-keygen prints as the public key.",
                                       printable(text))};
    }
    recipients.push_back(*recipient);
  }
  const io::crypto::SystemWorld world(config.time_zone);
  std::filesystem::create_directories(config.data);
  io::age::write_keys_file(file, io::age::make_keys(domain::to_text(world.present().today), recipients));
}

}  // namespace formulary::cli
