// Rules about unencrypted connections: everywhere, on old phones, and to single servers.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

constexpr std::int64_t android_7 = 24;

bool configured(const RuleInput& input) { return !input.value(fact::android_network_security_config).empty(); }

bool is_private(std::string_view domain) {
  if (domain.find(':') != std::string_view::npos) {  // IPv6: loopback, link-local, unique local (RFC 4193)
    return domain == "::1" || domain.starts_with("fe80:") || domain.starts_with("fc") || domain.starts_with("fd");
  }
  if (domain == "localhost" || domain.find('.') == std::string_view::npos) return true;
  for (const std::string_view ending : {".local", ".lan", ".internal", ".home.arpa", ".localhost", ".test"}) {
    if (domain.ends_with(ending)) return true;
  }
  // RFC 1918, loopback and link-local addresses.
  if (domain.find_first_not_of("0123456789.") != std::string_view::npos) return false;
  if (domain.starts_with("10.") || domain.starts_with("127.") || domain.starts_with("192.168.") ||
      domain.starts_with("169.254.")) {
    return true;
  }
  if (!domain.starts_with("172.")) return false;
  const std::string_view rest = domain.substr(4);
  const auto second = parse_number(rest.substr(0, rest.find('.')));
  return second && *second >= 16 && *second <= 31;
}

std::vector<Finding> everywhere(const Rule& rule, const RuleInput& input) {
  // The scanner states what holds in effect; where it could not, the manifest's own flag counts.
  const Fact* general = input.find(fact::android_network_cleartext, "*");
  if (general == nullptr) general = input.find(fact::android_uses_cleartext_traffic);
  if (general == nullptr || general->value != "true") return {};
  return {finding(rule, {}, "The app may send data unencrypted to any server.", general->evidence)};
}

std::vector<Finding> on_old_phones(const Rule& rule, const RuleInput& input) {
  const Fact* flag = input.find(fact::android_uses_cleartext_traffic);
  if (!configured(input) || flag == nullptr || flag->value != "true") return {};
  if (input.number(fact::android_min_sdk).value_or(1) >= android_7) return {};
  return {finding(rule, {},
                  "Phones before Android 7 do not know the app's network rules; on them it may send data unencrypted.",
                  flag->evidence)};
}

std::vector<Finding> public_exceptions(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* domain : input.all(fact::android_network_cleartext)) {
    if (domain->value != "true" || domain->subject == "*" || is_private(domain->subject)) continue;
    out.push_back(finding(rule, domain->subject,
                          "The app may exchange data with " + shown(domain->subject) + " unencrypted.",
                          domain->evidence));
  }
  return out;
}

std::vector<Finding> private_exceptions(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* domain : input.all(fact::android_network_cleartext)) {
    if (domain->value != "true" || domain->subject == "*" || !is_private(domain->subject)) continue;
    out.push_back(finding(
        rule, domain->subject,
        "The app may exchange data with " + shown(domain->subject) + ", an address inside the house, unencrypted.",
        domain->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_001a{
    .id = "AND-MAN-001a",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "May send data unencrypted",
    .why =
        "What is sent unencrypted can be read and changed by anybody on the way, for example in the guest wireless "
        "network.",
    .would_pass =
        "The vendor forbids unencrypted connections (usesCleartextTraffic is false, or network security "
        "configuration).",
    .citation = "Android developer documentation, \"Network security configuration\", cleartext traffic",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0235", "CWE-319", hipaa::transmission_encryption,
                vetting::vulnerability_types},
    .conclude = everywhere,
};

const Rule and_man_001b{
    .id = "AND-MAN-001b",
    .format = "apk",
    .family = "network",
    .severity = Severity::warn,
    .title = "May send data unencrypted on old phones",
    .why = "Old phones go by another setting than new ones. Here the old one still allows unencrypted connections.",
    .would_pass = "The vendor sets usesCleartextTraffic to false as well, or supports Android 7 and newer only.",
    .citation = "Android developer documentation, \"Network security configuration\", cleartext traffic",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0235", "CWE-319", hipaa::transmission_encryption,
                vetting::vulnerability_types},
    .conclude = on_old_phones,
};

const Rule and_nsc_005a{
    .id = "AND-NSC-005a",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "May talk to a public server unencrypted",
    .why = "What is sent unencrypted over the internet can be read and changed on the way.",
    .would_pass = "The vendor removes the exception for this server.",
    .citation = "Android developer documentation, \"Network security configuration\", cleartext traffic",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0235", "CWE-319", hipaa::transmission_encryption,
                vetting::vulnerability_types},
    .conclude = public_exceptions,
};

const Rule and_nsc_005b{
    .id = "AND-NSC-005b",
    .format = "apk",
    .family = "network",
    .severity = Severity::info,
    .title = "May talk to a device in the house unencrypted",
    .why = "Medical devices on the hospital's network do not always offer encryption. The network has to protect them.",
    .would_pass = "The hospital protects the network in question, or the device offers encryption.",
    .citation = "Android developer documentation, \"Network security configuration\", cleartext traffic",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0235", "CWE-319", hipaa::transmission, vetting::vulnerability_types},
    .conclude = private_exceptions,
};

}  // namespace formulary::domain
