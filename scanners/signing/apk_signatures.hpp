// Who signed an Android package: all signature schemes together, for a range of platform levels (source.android.com,
// "Application Signing"). Each level takes the newest scheme it knows that the package has: v3.1 from level 33, v3 from
// 28, v2 from 24, and else v1; a package is verified when every level in the range would accept it. States who signed,
// never whether that is acceptable.
//
// To add a signature scheme: its verifier in a file of its own, one stage in ApkJudge::judge, its anomalies in
// anomalies.def.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanners/bytes/zip.hpp"
#include "scanners/signing/apk_block.hpp"
#include "scanners/signing/apk_signer.hpp"
#include "scanners/signing/apk_v4.hpp"
#include "scanners/signing/jar.hpp"
#include "scanners/signing/platform_signers.hpp"
#include "scanners/signing/source_stamp.hpp"

namespace formulary::signing {

struct ApkRequest {
  SdkRange range;
  Sdk target_sdk = 0;
  std::uint32_t target_sandbox_version = 0;
  std::optional<View> idsig = {};  ///< the file of scheme v4 beside the package; must outlive the result
};

struct ApkSignatures {
  bool verified = false;
  SchemeResult v2;
  SchemeResult v3;
  SchemeResult v3_1;
  JarResult v1;
  std::vector<SignerSpan> signers;         ///< only when verified; by range
  std::vector<PlatformSigners> platforms;  ///< also when not verified; rising, without gaps over the whole range
  std::optional<Lineage> lineage;          ///< only when its scheme verified
  std::optional<SourceStamp> stamp;
  std::optional<Idsig> idsig;      ///< apart from `verified`: most installations never look at it
  ApkBlock block;                  ///< what the Views in v2, v3 and v3_1 point into
  std::vector<Anomaly> anomalies;  ///< of all schemes; when not verified, the reasons are among them
};

/// `zip_anomalies` takes what reading the archive's entries gives cause for.
ApkSignatures verify_apk(const bytes::Zip& zip, const ApkRequest& request, Budget& budget,
                         std::vector<Anomaly>& zip_anomalies);

}  // namespace formulary::signing
