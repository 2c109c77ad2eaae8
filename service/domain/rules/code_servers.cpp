// Rules about the servers that stand in the app's code.
#include <algorithm>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// `a, b, c and 4 more`
std::string listed(std::span<const std::string> names) {
  constexpr std::size_t most = 8;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + shown(names[i]);
  if (names.size() > most) out += " and " + std::to_string(names.size() - most) + " more";
  return out;
}

std::vector<Finding> servers(const Rule& rule, const RuleInput& input) {
  std::vector<std::string> names;
  for (const Fact* domain : input.all(fact::android_code_domain)) names.push_back(domain->value);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.empty()) return {};
  return {finding(rule, {},
                  "The app's code names " + std::to_string(names.size()) +
                      (names.size() == 1 ? " server: " : " servers: ") + listed(names) +
                      ". Who runs them, and what do they receive?",
                  input.all(fact::android_code_domain).front()->evidence)};
}

/// Whether the phone would let the app talk to `domain` unencrypted.
bool may_be_open(const RuleInput& input, std::string_view domain) {
  const Fact* policy = input.find(fact::android_network_cleartext, domain);
  if (policy == nullptr) policy = input.find(fact::android_network_cleartext, "*");
  if (policy == nullptr) policy = input.find(fact::android_uses_cleartext_traffic);
  return policy == nullptr || policy->value == "true";
}

std::vector<Finding> unencrypted(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const std::string_view protocol : {"http", "ws", "ftp", "mqtt", "amqp"}) {
    for (const Fact* domain : input.all(fact::android_code_domain, protocol)) {
      // The phone's rules about unencrypted connections are for web traffic only.
      const bool web = protocol == "http" || protocol == "ws";
      const bool open = !web || may_be_open(input, domain->value);
      Finding one = finding(rule, domain->value,
                            "The app's code names " + shown(domain->value) + " with an unencrypted connection (" +
                                std::string(protocol) + ")" + (open ? "." : ", which the phone would refuse."),
                            domain->evidence);
      if (!open) one.severity = Severity::info;
      out.push_back(std::move(one));
    }
  }
  return out;
}

std::vector<Finding> open_databases(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* domain : input.all(fact::android_code_domain)) {
    if (!domain->value.ends_with(".firebaseio.com") && !domain->value.ends_with(".firebasedatabase.app")) continue;
    out.push_back(finding(rule, domain->value,
                          "The app keeps data in the Firebase database " + shown(domain->value) +
                              ". Do its access rules keep strangers out?",
                          domain->evidence));
  }
  return out;
}

}  // namespace

const Rule and_dex_001a{
    .id = "AND-DEX-001a",
    .format = "apk",
    .family = "code",
    .severity = Severity::ask,
    .title = "Servers that the app's code names",
    .why = "Every server that an app talks to may receive patient data. Each needs an owner, and most need a contract.",
    .would_pass = "A reviewer finds that the vendor's documents name the servers and what they receive.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = servers,
};

const Rule and_dex_001b{
    .id = "AND-DEX-001b",
    .format = "apk",
    .family = "code",
    .severity = Severity::warn,
    .title = "Unencrypted addresses in the code",
    .why = "What is sent unencrypted can be read and changed on the way, for instance in a guest network.",
    .would_pass = "The vendor uses encrypted connections only, or confirms that the address is never used.",
    .citation = "OWASP MASVS v2.0.0, MASVS-NETWORK-1; OWASP MASTG, MASTG-TEST-0233, \"Hardcoded HTTP URLs\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0233", "CWE-319", hipaa::transmission_encryption,
                vetting::vulnerability_types},
    .conclude = unencrypted,
};

const Rule and_dex_001r{
    .id = "AND-DEX-001r",
    .format = "apk",
    .family = "code",
    .severity = Severity::ask,
    .title = "Keeps data in a Firebase database",
    .why =
        "Such databases are open to everybody on the Internet when their access rules were left as they were in "
        "development.",
    .would_pass = "The vendor shows the access rules of the database.",
    .citation = "Firebase documentation, \"Firebase Security Rules\", insecure rules",
    .effective = "2023-04-01",
    .mapping = {"MASVS-AUTH-1", "", "CWE-862", hipaa::access_control, vetting::vulnerability_types},
    .conclude = open_databases,
};

}  // namespace formulary::domain
