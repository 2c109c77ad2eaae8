// JAR signatures, the platform's signature scheme v1 (JAR File Specification, "Signed JAR File"; source.android.com,
// "Application Signing"): META-INF/*.RSA, *.DSA and *.EC sign *.SF files, which digest the sections of MANIFEST.MF,
// which digest the entries. What verifies depends on the platform levels; a package verifies here when it does on all
// of the range. Times and chains of certificates are not judged, because platforms do not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanners/bytes/zip.hpp"
#include "scanners/report.hpp"
#include "scanners/signing/apk_v2.hpp"

namespace formulary::signing {

struct JarSigner {
  std::string name;                ///< `META-INF/CERT.RSA`
  std::vector<Certificate> chain;  ///< the signer's certificate first, then those that issued it, by name
};

struct JarResult {
  bool looked_at = false;
  bool verified = false;
  std::vector<JarSigner> signers;  ///< those who signed all entries
  std::vector<Anomaly> errors;
  std::vector<Anomaly> warnings;
  std::optional<Bytes> manifest_sha256;  ///< of MANIFEST.MF; source stamps sign it
};

struct JarRequest {
  SdkRange range;
  const SchemeNumbers& known;  ///< signature schemes of the signing block that platforms of the range know
  const SchemeNumbers& found;  ///< and those that were found
};

/// `zip_anomalies` takes what the archive's entries give cause for.
JarResult verify_jar(const bytes::Zip& zip, const JarRequest& request, Budget& budget,
                     std::vector<Anomaly>& zip_anomalies);

/// An entry as platforms read it: everything but "stored" is inflated, whatever method it claims.
bytes::ZipEntry as_platform_reads(bytes::ZipEntry entry);

}  // namespace formulary::signing
