// Where artifacts lie. Each backend is one file in this folder and promises what usecases::Blobs promises.
//
// To add a backend: x.cpp with its factory `open_x`, and its line in blobs.def. The contract tests then run on it.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "service/io/age/key_ring.hpp"
#include "service/usecases/ports/blobs.hpp"

namespace formulary::io::blobs {

/// Opens the backend `kind` (a name from blobs.def) at `place`; what it keeps is encrypted for `ring`. Throws
/// std::invalid_argument for an unknown kind, and std::system_error when the place cannot be used.
std::unique_ptr<usecases::Blobs> open(std::string_view kind, const std::filesystem::path& place, age::KeyRing& ring);

/// The names in blobs.def.
std::vector<std::string_view> kinds();

}  // namespace formulary::io::blobs
