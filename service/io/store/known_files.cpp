// What the continuity of signers is judged by. The names of facts stand in the texts, because the indexes are partial.
#include "service/io/store/registry.hpp"

namespace formulary::io::store {
namespace {

constexpr int most = 200;  // rows of one answer; more would say nothing new

constexpr std::string_view signers_before_text = R"sql(
SELECT min(r.artifact), s.value FROM fact p
JOIN report r ON r.id = p.report
JOIN fact s ON s.report = p.report AND s.name = 'apk.signature.signer'
WHERE p.name = 'android.package' AND p.value = $1 AND r.artifact <> $2
  AND r.scanned < coalesce((SELECT min(scanned) FROM report WHERE artifact = $2), r.scanned + 1)
GROUP BY s.value ORDER BY s.value LIMIT $3)sql";

constexpr std::string_view apps_signed_by_text = R"sql(
SELECT DISTINCT p.value, coalesce(t.vendor, '') FROM fact s
JOIN fact p ON p.report = s.report AND p.name = 'android.package'
LEFT JOIN tool t ON t.platform = 'android' AND t.identifier = p.value
WHERE s.name = 'apk.signature.signer' AND s.value = $1 AND p.value <> $2
ORDER BY p.value LIMIT $3)sql";

constexpr std::string_view same_content_text = R"sql(
SELECT DISTINCT r.artifact FROM fact c
JOIN report r ON r.id = c.report
WHERE c.name = 'apk.content_digest' AND c.value = $1 AND r.artifact <> $2
ORDER BY r.artifact LIMIT $3)sql";

}  // namespace

std::vector<domain::KnownSigner> SqlRegistry::signers_before(std::string_view package, const domain::Sha256& artifact) {
  std::vector<domain::KnownSigner> signers;
  for (Query row(connection_, signers_before_text, package, artifact, most); row.next();) {
    signers.push_back({.artifact = {row.text()}, .certificate = row.text()});
  }
  return signers;
}

std::vector<domain::SignedApp> SqlRegistry::apps_signed_by(std::string_view certificate, std::string_view package) {
  std::vector<domain::SignedApp> apps;
  for (Query row(connection_, apps_signed_by_text, certificate, package, most); row.next();) {
    apps.push_back({.certificate = std::string(certificate), .package = row.text(), .vendor = row.text()});
  }
  return apps;
}

std::vector<domain::Sha256> SqlRegistry::artifacts_with_content(std::string_view digest,
                                                                const domain::Sha256& artifact) {
  std::vector<domain::Sha256> artifacts;
  for (Query row(connection_, same_content_text, digest, artifact, most); row.next();) {
    artifacts.push_back({row.text()});
  }
  return artifacts;
}

}  // namespace formulary::io::store
