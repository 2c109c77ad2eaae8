#include "scanners/formats/aab/signature.hpp"

#include "scanners/formats/android/certificate.hpp"
#include "scanners/signing/jar.hpp"

namespace formulary::formats::aab {
namespace {

// Bundles came with Android 9; a store reads them by the algorithms that platforms know since long before.
constexpr signing::Sdk oldest_judged = 24;
constexpr std::size_t most_signers = 10;

}  // namespace

void state_upload_signature(ScanContext& context, const bytes::Zip& zip) {
  const signing::SchemeNumbers none;
  const signing::JarRequest request{{oldest_judged, signing::sdk_unbounded}, none, none};
  signing::JarDigests digests;
  const signing::JarResult result = signing::verify_jar(zip, request, digests, context.budget, context.anomalies);
  for (const Anomaly& error : result.errors) context.object(error.id, error.subject, error.evidence);
  context.state(fact::aab_upload_signature_verified, "", result.verified ? "true" : "false", "META-INF/MANIFEST.MF");
  if (!result.verified) return;
  std::size_t left = most_signers;
  for (const signing::JarSigner& signer : result.signers) {
    if (left-- == 0) break;
    const signing::Certificate& certificate = signer.chain.front();
    context.state(fact::aab_upload_signature_signer, signer.name, certificate.sha256(), signer.name);
    android::state_certificate(context, certificate, signer.name);
  }
}

}  // namespace formulary::formats::aab
