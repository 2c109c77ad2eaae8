// What the commands share that work on the data folder itself, on the machine of the service, instead of asking the
// service: where the data and the keys are, and that they are this user's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/cli/command.hpp"
#include "service/config.hpp"
#include "service/io/age/key_ring.hpp"
#include "service/io/crypto/field_cipher.hpp"

namespace formulary::cli {

struct HostOptions {
  std::string config;
  std::optional<std::string> data, keys;
};

/// Adds --config, --data and --keys to `command`.
void add_host_options(CLI::App& command, HostOptions& options);

/// Fails (usage) when the data folder is somebody else's: what root leaves there the service could not read.
Config host_config(const HostOptions& options);

/// `keys` of the configuration; else the systemd credential `formulary-keys`; else `keys` in the data folder.
std::string keys_file(const Config& config);

/// Fails (trust_failure) when the keys are not there, or others may read them.
std::unique_ptr<io::age::KeyRing> open_key_ring(const Config& config);

/// For the single secrets in the database.
std::unique_ptr<io::crypto::AesFieldCipher> open_field_cipher(io::age::KeyRing& ring);

/// Makes new keys where there are none.
void make_keys_file(const Config& config, const std::vector<std::string>& recovery);

}  // namespace formulary::cli
