// APK Signature Schemes v3 and v3.1 (source.android.com, "APK Signature Scheme v3" and "v3.1"): one signer for each
// range of platform levels, with a lineage that lets the certificate change. v3 is read from level 28 on; v3.1, from
// level 33 on, holds the signers that only newer levels are to see, and the v3 signer names the level from which it
// applies, so that it cannot be taken away unseen.
#pragma once

#include "scanners/signing/apk_signer.hpp"

namespace formulary::signing {

inline constexpr Sdk v3_since = 28;
inline constexpr Sdk v3_1_since = 33;

/// Verifies the v3.1 block; `range` is what the whole package is judged for.
SchemeResult verify_v3_1(View block, std::uint64_t offset, SdkRange range, ApkDigests& digests, Budget& budget);

/// Verifies the v3 block. `rotation_from`: the lowest level of the v3.1 signers, when there are any.
SchemeResult verify_v3(View block, std::uint64_t offset, SdkRange range, std::optional<Sdk> rotation_from,
                       ApkDigests& digests, Budget& budget);

}  // namespace formulary::signing
