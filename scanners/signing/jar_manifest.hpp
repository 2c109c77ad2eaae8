// MANIFEST.MF and *.SF files (JAR File Specification, "JAR Manifest" and "Signed JAR File") as platforms read them: any
// of CR, LF and CR LF ends a line, a line that begins with a space continues the one before, an empty line ends a
// section. Sections know their place, because their bytes are what is digested.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanners/signing/apk_algorithm.hpp"

namespace formulary::signing {

struct JarSection {
  std::size_t start = 0;
  std::size_t size = 0;  ///< with the empty line that ends it
  std::vector<std::pair<std::string, std::string>> attributes;

  /// The value of the first attribute, when that is `Name`.
  const std::string* name() const;

  /// Names of attributes are compared without regard to case; null when there is none.
  const std::string* find(std::string_view attribute) const;
};

class JarManifestReader {
 public:
  explicit JarManifestReader(View data) : text_(bytes::as_text(data)) {}

  /// The next section, the main one first; nothing at the end, and where a section has more attributes than anyone
  /// writes.
  std::optional<JarSection> next();

  /// False when reading stopped at such a section.
  bool ok() const { return ok_; }

 private:
  std::optional<std::string_view> next_line();

  std::string_view text_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

struct JarDigest {
  DigestAlgorithm algorithm = DigestAlgorithm::sha1;
  Bytes value;
};

/// The digests of a section, named `<algorithm><suffix>`, that at least one level in `range` verifies: before level 18
/// the first known algorithm of `Digest-Algorithms` (SHA-1 when there is no such attribute), from then on the
/// strongest. Empty when a level before 18 finds none. Nothing when such a digest is not Base64.
std::optional<std::vector<JarDigest>> jar_digests(const JarSection& section, std::string_view suffix, SdkRange range);

}  // namespace formulary::signing
