// One signature block file of a JAR signature against its signature file: which certificate's key signed it, on all
// platform levels of a range (RFC 5652, 5.4 and 5.6, as platforms read it).
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "scanners/signing/apk_algorithm.hpp"
#include "scanners/signing/x509.hpp"

namespace formulary::signing {

struct JarBlockProblem {
  std::string_view anomaly;
  std::string detail;
};

struct JarBlock {
  std::vector<Certificate> chain;  ///< the signer's and those that issued it, by name, among the block's certificates
  std::string algorithm;           ///< `SHA-256 with RSA`
};

std::expected<JarBlock, JarBlockProblem> verify_jar_block(View block, View signature_file, SdkRange range,
                                                          Budget& budget);

}  // namespace formulary::signing
