#include "service/usecases/history.hpp"

#include <set>

namespace formulary::usecases {
namespace {

std::set<std::string> values(const Report& report, std::string_view name) {
  std::set<std::string> out;
  for (const Fact& fact : report.facts) {
    if (fact.name == name) out.insert(fact.value);
  }
  return out;
}

/// The digests by which to look for the same content. That of a v1 manifest does not cover the whole package, so it
/// only counts where there is no other.
std::set<std::string> content_digests(const Report& report) {
  std::set<std::string> manifest, content;
  for (const Fact& fact : report.facts) {
    if (fact.name == fact::apk_content_digest) {
      (fact.subject == "manifest_sha256" ? manifest : content).insert(fact.value);
    }
  }
  return content.empty() ? manifest : content;
}

}  // namespace

Report with_history(Transaction& transaction, Report report) {
  std::erase_if(report.facts, [](const Fact& fact) { return domain::is_derived(fact.name); });
  Registry& registry = transaction.registry();
  const domain::Sha256 artifact{report.artifact.sha256};
  domain::History history;
  for (const std::string& package : values(report, fact::android_package)) {
    if (const auto tool = registry.find_tool(domain::Platform::android, package)) history.vendor = tool->vendor;
    for (auto& each : registry.signers_before(package, artifact)) history.same_package.push_back(std::move(each));
    for (const std::string& signer : values(report, fact::apk_signature_signer)) {
      for (auto& each : registry.apps_signed_by(signer, package)) history.same_signer.push_back(std::move(each));
    }
  }
  for (const std::string& digest : content_digests(report)) {
    for (auto& each : registry.artifacts_with_content(digest, artifact))
      history.same_content.push_back(std::move(each));
  }
  for (Fact& fact : domain::facts_of(report, history)) report.facts.push_back(std::move(fact));
  for (Fact& fact : domain::facts_of(report, registry.asset_links(artifact))) report.facts.push_back(std::move(fact));
  return report;
}

}  // namespace formulary::usecases
