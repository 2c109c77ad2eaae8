// The source stamp (android.googlesource.com, tools/apksig, blocks 0x2b09189e and 0x6dff800d): a second party, usually
// the store, signs the digests that the package's signatures vouch for. Stamps of the first version are over the
// digests of one signature scheme, those of the second over each. Platforms do not enforce it; so it is told apart from
// the verdict on the signatures.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "scanners/report.hpp"
#include "scanners/signing/apk_signer.hpp"

namespace formulary::signing {

inline constexpr std::string_view stamp_entry_name = "stamp-cert-sha256";

/// The content digests that each signature scheme declares, by the scheme's number (1, 2, 3).
using SchemeDigests = std::map<std::uint32_t, std::map<ContentDigest, Bytes>>;

enum class StampVersion : std::uint8_t { first, second };

struct SourceStamp {
  bool verified = false;
  std::optional<Certificate> certificate;
  std::optional<Lineage> lineage;
  std::int64_t timestamp = 0;  ///< seconds since 1970; 0 when the stamp does not say
  std::vector<Anomaly> anomalies;
};

/// `expected_certificate`: content of the entry stamp-cert-sha256.
SourceStamp verify_source_stamp(StampVersion version, View block, std::uint64_t offset, View expected_certificate,
                                const SchemeDigests& digests, SdkRange range, Budget& budget);

}  // namespace formulary::signing
