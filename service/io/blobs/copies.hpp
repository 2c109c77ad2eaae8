// Stored files as they are, for backups: encrypted, named by their content, never changed but for their headers. So a
// second backup into the same folder only copies what is new.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>

#include "service/io/age/key_ring.hpp"
#include "service/io/blobs/layout.hpp"

namespace formulary::io::blobs {

/// Copies every blob under `root` to `target`, in the same layout, and gives the size of each one's content. Throws
/// std::runtime_error when some lie there in the clear.
std::map<std::string, std::uint64_t> copy_out(const std::filesystem::path& root, age::KeyRing& ring,
                                              const std::filesystem::path& target);

/// Copies the blob `name` from `source` to `root`, sealed for the keys of `ring`, after all of it was read with one of
/// `identities` and found to be what its name says. Throws age::BadFile, also when it is missing.
void copy_in(const std::filesystem::path& source, const std::string& name, std::span<const age::Identity> identities,
             const std::filesystem::path& root, age::KeyRing& ring);

}  // namespace formulary::io::blobs
