// What is bought: a Tool is a platform and a native identifier; a Version is a tool at one version string, with its
// artifacts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/ids.hpp"
#include "service/domain/time.hpp"

namespace formulary::domain {

enum class Platform : std::uint8_t { android, ios, windows, browser, web, package };

std::string_view to_text(Platform platform);
std::optional<Platform> parse_platform(std::string_view text);

struct Tool {
  ToolId id;
  Platform platform = Platform::android;
  std::string identifier;  ///< Android package, bundle id, purl, web origin ...
  std::string name;        ///< as the package or the submitter calls it
  std::string vendor;
  Instant created;
};

struct Version {
  VersionId id;
  ToolId tool;
  std::string version;       ///< as people read it: `2.4.1`
  std::string version_code;  ///< as the platform compares it; may be empty
  std::vector<Sha256> artifacts;
  Instant created;
};

}  // namespace formulary::domain
