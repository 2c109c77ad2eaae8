// The web application's files, read once from their folder when the service starts.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace formulary::io::web {

/// Every regular file under `folder` (links are not followed) by its path there: `/assets/index-1f2e3d4c.js`. Throws
/// std::runtime_error when the folder or its index.html is missing, a file cannot be read, or all hold more than 64
/// MiB.
std::map<std::string, std::string> read_folder(const std::filesystem::path& folder);

}  // namespace formulary::io::web
