// APK Signature Scheme v2 (source.android.com, "APK Signature Scheme v2"): whole-package signatures for platform levels
// 24 and up. Every signer must verify.
#pragma once

#include <set>

#include "scanners/signing/apk_signer.hpp"

namespace formulary::signing {

inline constexpr Sdk v2_since = 24;

/// Signature schemes by the numbers that packages name them with, in attributes against stripping.
using SchemeNumbers = std::set<std::int64_t>;

/// Verifies the v2 block for the levels in `range` (from 24 on). `known` are the schemes that platforms of the range
/// know, `found` those that were found in this package: one that is known and promised, but not found, was stripped.
SchemeResult verify_v2(View block, std::uint64_t offset, SdkRange range, const SchemeNumbers& known,
                       const SchemeNumbers& found, ApkDigests& digests, Budget& budget);

}  // namespace formulary::signing
