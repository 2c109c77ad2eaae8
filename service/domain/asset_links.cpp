#include "service/domain/asset_links.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace formulary::domain {

namespace {

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::set<std::string_view> values(const Report& report, std::string_view name) {
  std::set<std::string_view> out;
  for (const Fact& fact : report.facts) {
    if (fact.name == name) out.insert(fact.value);
  }
  return out;
}

/// The host of a web address that can be vouched for; empty for others.
std::string host_of(std::string_view address) {
  const std::size_t start = address.find("://");
  if (start == std::string_view::npos) return {};
  const std::string_view scheme = address.substr(0, start);
  if (scheme != "http" && scheme != "https") return {};
  std::string_view host = address.substr(start + 3);
  host = host.substr(0, host.find_first_of(":/"));
  // "Verify Android App Links", multiple subdomains: a wildcard is looked up at the root.
  if (host.starts_with("*.")) host.remove_prefix(2);
  return host.find('*') == std::string_view::npos ? lower(host) : std::string();
}

std::string_view verdict(const AssetLinks& list, const std::set<std::string_view>& packages,
                         const std::set<std::string_view>& signers) {
  std::set<std::string_view> named;
  bool package_named = false;
  for (const NamedApp& app : list.apps) {
    if (!packages.contains(app.package)) continue;
    package_named = true;
    named.insert(app.certificate);
  }
  if (!package_named) return "not_named";
  return std::ranges::includes(named, signers) ? "verified" : "other_signer";
}

}  // namespace

std::vector<std::string> claimed_hosts(const Report& report) {
  using Link = std::tuple<std::string_view, std::string_view, std::string_view>;
  std::set<Link> unverified;
  for (const Fact& fact : report.facts) {
    if (fact.name == fact::android_deep_link_unverified) unverified.emplace(fact.subject, fact.value, fact.evidence);
  }
  std::set<std::string> hosts;
  for (const Fact& fact : report.facts) {
    if (fact.name != fact::android_deep_link || unverified.contains({fact.subject, fact.value, fact.evidence}))
      continue;
    if (std::string host = host_of(fact.value); !host.empty()) hosts.insert(std::move(host));
  }
  return {hosts.begin(), hosts.end()};
}

std::string asset_links_address(std::string_view host) {
  return "https://" + std::string(host) + "/.well-known/assetlinks.json";
}

std::string plain_fingerprint(std::string_view fingerprint) {
  std::string out = lower(fingerprint);
  std::erase(out, ':');
  return out;
}

std::vector<Fact> facts_of(const Report& report, const std::vector<AssetLinks>& lists) {
  std::vector<Fact> out;
  const auto packages = values(report, fact::android_package);
  const auto signers = values(report, fact::apk_signature_signer);
  if (signers.empty() || lists.empty()) return out;
  const std::vector<std::string> hosts = claimed_hosts(report);
  for (const AssetLinks& list : lists) {
    if (!std::ranges::binary_search(hosts, list.host)) continue;
    out.push_back({.name = std::string(fact::registry_asset_links),
                   .subject = list.host,
                   .value = std::string(verdict(list, packages, signers)),
                   .evidence = "statement list handed in " + to_rfc3339(list.handed_in)});
  }
  return out;
}

}  // namespace formulary::domain
