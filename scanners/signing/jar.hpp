// JAR signatures, the platform's signature scheme v1 (JAR File Specification, "Signed JAR File"; source.android.com,
// "Application Signing"): META-INF/*.RSA, *.DSA and *.EC sign *.SF files, which digest the sections of MANIFEST.MF,
// which digest the entries. What verifies depends on the platform levels; a package verifies here when it does on all
// of the range. Times and chains of certificates are not judged, because platforms do not.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scanners/bytes/zip.hpp"
#include "scanners/report.hpp"
#include "scanners/signing/jar_signature_file.hpp"
#include "scanners/signing/x509.hpp"

namespace formulary::signing {

struct JarSigner {
  std::string name;                ///< `META-INF/CERT.RSA`
  std::vector<Certificate> chain;  ///< the signer's certificate first, then those that issued it, by name
  std::string algorithm;           ///< `SHA-256 with RSA`
};

struct JarResult {
  bool looked_at = false;
  bool verified = false;
  std::vector<JarSigner> signers;  ///< those who signed all entries
  std::vector<Anomaly> errors;
  std::vector<Anomaly> warnings;
  std::optional<Bytes> manifest_sha256;  ///< of MANIFEST.MF; source stamps sign it
};

/// Digests of entries' contents by offset of the local header, kept so that no entry is read again when the package is
/// judged for another platform range.
using JarDigests = std::map<std::pair<std::uint64_t, DigestAlgorithm>, Bytes>;

/// `zip_anomalies` takes what the archive's entries give cause for.
JarResult verify_jar(const bytes::Zip& zip, const JarRequest& request, JarDigests& digests, Budget& budget,
                     std::vector<Anomaly>& zip_anomalies);

/// An entry as platforms read it: everything but "stored" is inflated, whatever method it claims.
bytes::ZipEntry as_platform_reads(bytes::ZipEntry entry);

}  // namespace formulary::signing
