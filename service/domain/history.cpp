#include "service/domain/history.hpp"

#include <algorithm>
#include <set>

namespace formulary::domain {

namespace {

std::set<std::string_view> values(const Report& report, std::string_view name) {
  std::set<std::string_view> out;
  for (const Fact& fact : report.facts) {
    if (fact.name == name) out.insert(fact.value);
  }
  return out;
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string_view first_two_parts(std::string_view package) {
  const std::size_t first = package.find('.');
  return first == std::string_view::npos ? package : package.substr(0, package.find('.', first + 1));
}

Fact derived(std::string_view name, std::string_view subject, std::string_view value) {
  return {
      .name = std::string(name), .subject = std::string(subject), .value = std::string(value), .evidence = "registry"};
}

}  // namespace

bool related(std::string_view package, std::string_view vendor, std::string_view other_package,
             std::string_view other_vendor) {
  if (!vendor.empty() && !other_vendor.empty()) return lower(vendor) == lower(other_vendor);
  return lower(first_two_parts(package)) == lower(first_two_parts(other_package));
}

std::vector<Fact> facts_of(const Report& report, const History& history) {
  std::vector<Fact> out;
  const auto packages = values(report, fact::android_package);
  const auto signers = values(report, fact::apk_signature_signer);
  const auto lineage = values(report, fact::apk_lineage_certificate);
  // Of a file whose signature does not hold nobody is the signer; that is a finding of its own.
  if (signers.empty()) return out;
  for (const KnownSigner& earlier : history.same_package) {
    if (signers.contains(earlier.certificate) || lineage.contains(earlier.certificate)) continue;
    out.push_back(derived(fact::registry_other_signer, earlier.artifact.hex, earlier.certificate));
  }
  for (const SignedApp& other : history.same_signer) {
    const bool of_one_vendor = std::ranges::any_of(packages, [&](std::string_view package) {
      return package == other.package || related(package, history.vendor, other.package, other.vendor);
    });
    if (!of_one_vendor) out.push_back(derived(fact::registry_same_signer, other.certificate, other.package));
  }
  for (const Sha256& other : history.same_content) {
    out.push_back(derived(fact::registry_same_content, "", other.hex));
  }
  return out;
}

bool is_derived(std::string_view name) {
  return name.starts_with("registry.") || name.starts_with("mds2.") || name.starts_with("sbom.") ||
         name.starts_with("device.");
}

}  // namespace formulary::domain
