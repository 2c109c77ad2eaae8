// Whether the keys of single secrets are those that this database knows. The first time, it gets to know them.
#pragma once

#include <filesystem>

#include "service/usecases/ports/field_cipher.hpp"

namespace formulary::io::store {

/// False when what was sealed in the database `file`, which is at the latest version, cannot be opened with `cipher`.
bool fits(const std::filesystem::path& file, usecases::FieldCipher& cipher);

}  // namespace formulary::io::store
