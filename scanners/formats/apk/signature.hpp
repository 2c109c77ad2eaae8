// What the signatures of an Android package say: which schemes verify for which platform releases, by whom.
#pragma once

#include <cstdint>
#include <optional>

#include "scanners/bytes/zip.hpp"
#include "scanners/format.hpp"

namespace formulary::formats::apk {

/// What the verifier needs to know from AndroidManifest.xml.
struct SigningContext {
  std::optional<std::uint32_t> min_sdk;  ///< nothing: the manifest could not be read, or names a codename
  std::uint32_t target_sdk = 0;
  std::uint32_t target_sandbox_version = 0;
  bool manifest_readable = false;
};

/// States the facts `apk.signature.*` and `certificate.*`, and an anomaly for each reason why a scheme does not verify.
void state_signatures(ScanContext& context, const bytes::Zip& zip, const SigningContext& signing);

}  // namespace formulary::formats::apk
