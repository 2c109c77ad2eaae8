// Signing certificate lineage, also called proof of rotation (source.android.com, "APK Signature Scheme v3",
// "Attributes"): a list of certificates, each vouched for by the key of the one before it, with what the package still
// grants to those that were replaced.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "scanners/signing/x509.hpp"

namespace formulary::signing {

struct LineageNode {
  Certificate certificate;
  std::uint32_t parent_algorithm = 0;  ///< with which the node before signed this one; 0 in the first node
  std::uint32_t algorithm = 0;         ///< with which this node signs the next one; 0 in the last node
  std::uint32_t flags = 0;             ///< see capability_names
  Bytes signature;

  bool operator==(const LineageNode&) const = default;
};

struct Lineage {
  std::vector<LineageNode> nodes;  ///< the oldest first

  bool is_prefix_of(const Lineage& longer) const;
};

enum class LineageProblem : std::uint8_t {
  malformed,
  did_not_verify,       ///< a signature, an algorithm or a certificate does not hold, or a certificate appears twice
  certificate_mismatch  ///< nothing in it, or of a version that platforms do not know: it cannot end with the signer
};

/// Reads and verifies the value of a proof-of-rotation attribute.
std::expected<Lineage, LineageProblem> read_lineage(View value, Budget& budget);

/// `installed_data,shared_uid,permission,rollback,auth`, those that are set; unknown bits as `0x…`; `none`.
std::string capability_names(std::uint32_t flags);

}  // namespace formulary::signing
