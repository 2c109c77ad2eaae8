// Which combinations of digest and signature algorithm the platform levels accept in JAR signatures. The table states
// the behaviour of released platforms, which is not what a standard says: some levels accept more than others before
// and after them, and levels 21 to 23 even accept a signature algorithm whose digest contradicts the declared one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "scanners/signing/apk_algorithm.hpp"

namespace formulary::signing {

struct JarAlgorithm {
  DigestAlgorithm declared_digest = DigestAlgorithm::sha256;  ///< of the message digest attribute
  SignatureMethod method;                                     ///< of the signature
};

/// What the two object identifiers of a SignerInfo mean. Nothing when one of them is unknown.
std::optional<JarAlgorithm> find_jar_algorithm(std::string_view digest_oid, std::string_view signature_oid);

/// Whether every level in `range` accepts the combination.
bool jar_algorithm_supported(std::string_view digest_oid, std::string_view signature_oid, SdkRange range);

/// `SHA-256 with RSA`; the identifiers themselves when they are unknown.
std::string jar_algorithm_name(std::string_view digest_oid, std::string_view signature_oid);

}  // namespace formulary::signing
