// A signature file (META-INF/*.SF) against the manifest that it digests (JAR File Specification, "Signature File"), and
// what it promises about signatures of newer schemes. Whether the file itself is signed is for jar_block to say.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scanners/bytes/budget.hpp"
#include "scanners/report.hpp"
#include "scanners/signing/apk_v2.hpp"
#include "scanners/signing/jar_manifest.hpp"

namespace formulary::signing {

inline constexpr std::string_view jar_manifest_name = "META-INF/MANIFEST.MF";

struct JarRequest {
  SdkRange range;
  const SchemeNumbers& known;  ///< signature schemes of the signing block that platforms of the range know
  const SchemeNumbers& found;  ///< and those that were found
};

struct JarManifest {
  Bytes bytes;
  JarSection main;
  std::unordered_map<std::string, JarSection> sections;  ///< by name
};

struct JarFileVerdict {
  bool heeded = true;                       ///< false: platforms ignore the signer of this file
  std::unordered_set<std::string> entries;  ///< those that the file has a section for
  std::vector<Anomaly> errors;              ///< platforms refuse the package for these; none when not heeded
  std::vector<Anomaly> warnings;
};

JarFileVerdict check_jar_signature_file(View file, std::string_view name, const JarManifest& manifest,
                                        const JarRequest& request, Budget& budget);

}  // namespace formulary::signing
