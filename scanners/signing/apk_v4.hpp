// APK Signature Scheme v4 (source.android.com, "APK signature scheme v4"): a file beside the package, `NAME.apk.idsig`,
// that repeats the package's signer over a hash tree, so that a package can run while it is still being delivered. It
// says nothing new about who signed: it must name the signer and the digest of scheme v3 or v2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanners/report.hpp"
#include "scanners/signing/apk_signer.hpp"

namespace formulary::signing {

struct IdsigSigner {
  std::string_view scheme;  ///< `v2`, `v3` or `v3.1`: whose signer it repeats
  std::optional<Certificate> certificate;
  View apk_digest;  ///< into the file
};

struct Idsig {
  bool verified = false;
  Bytes root_hash;
  std::vector<IdsigSigner> signers;  ///< of scheme v4, then of its extension v4.1
  std::vector<Anomaly> anomalies;
};

/// What the package itself says by the schemes that v4 repeats.
struct RepeatedSchemes {
  const SchemeResult& v2;
  const SchemeResult& v3;
  const SchemeResult& v3_1;
};

/// Reads the whole package once. The views in the result point into `file`.
Idsig verify_idsig(View file, const bytes::Source& package, const RepeatedSchemes& schemes, Budget& budget);

}  // namespace formulary::signing
