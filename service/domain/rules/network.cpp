// Rules about connections: unencrypted ones, and whom the app trusts to vouch for a server.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

constexpr std::int64_t android_7 = 24;

bool configured(const RuleInput& input) { return !input.value(fact::android_network_security_config).empty(); }

/// The days until pins end; nothing when the date cannot be read, which counts as ended.
std::optional<std::int64_t> days_left(const Fact& expiration, Day today) {
  const auto day = parse_day(expiration.value);
  if (!day) return std::nullopt;
  return (*day - today).count();
}

std::vector<Finding> pins_ended(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* expiration : input.all(fact::android_network_pin_expiration)) {
    const auto left = days_left(*expiration, input.today);
    if (left && *left > 0) continue;
    out.push_back(finding(rule, expiration->subject,
                          "The app no longer checks that it talks to the right server for " +
                              shown(expiration->subject) + ": the check ended on " + shown(expiration->value) + ".",
                          expiration->evidence));
  }
  return out;
}

constexpr std::int64_t soon = 90;

std::vector<Finding> pins_end_soon(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* expiration : input.all(fact::android_network_pin_expiration)) {
    const auto left = days_left(*expiration, input.today);
    if (!left || *left <= 0 || *left > soon) continue;
    out.push_back(finding(rule, expiration->subject,
                          "The check that the app talks to the right server for " + shown(expiration->subject) +
                              " ends on " + shown(expiration->value) + ".",
                          expiration->evidence));
  }
  return out;
}

std::vector<Finding> too_few_pins(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* count : input.all(fact::android_network_pin_count)) {
    if (parse_number(count->value).value_or(0) >= 2) continue;
    out.push_back(finding(rule, count->subject,
                          "For " + shown(count->subject) +
                              " the app accepts one key only. If the server's key has to be changed, the app stops "
                              "working until it is updated.",
                          count->evidence));
  }
  return out;
}

std::vector<Finding> own_authority(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* anchor : input.all(fact::android_network_trust_anchor)) {
    if (anchor->value == "system" || anchor->value == "user") continue;
    out.push_back(finding(rule, anchor->subject,
                          "For " + server_name(anchor->subject) + " the app trusts a certificate of its own (" +
                              shown(anchor->value) + "). Who keeps the key to it?",
                          anchor->evidence));
  }
  return out;
}

std::vector<Finding> trusts_user(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  if (!configured(input)) return out;
  for (const Fact* anchor : input.all(fact::android_network_trust_anchor)) {
    if (anchor->value != "user") continue;
    out.push_back(finding(
        rule, anchor->subject,
        "For " + server_name(anchor->subject) + " the app trusts certificates that somebody added to the phone.",
        anchor->evidence));
  }
  return out;
}

std::vector<Finding> trusts_user_by_age(const Rule& rule, const RuleInput& input) {
  const Fact* target = input.find(fact::android_target_sdk);
  if (configured(input) || target == nullptr || parse_number(target->value).value_or(0) >= android_7) return {};
  return {finding(rule, {},
                  "The app is made for an Android version before 7, so that it trusts certificates that somebody added "
                  "to the phone.",
                  target->evidence)};
}

std::vector<Finding> debug_anchor(const Rule& rule, const RuleInput& input) {
  if (!input.is(fact::android_debuggable, "true")) return {};
  std::vector<Finding> out;
  for (const Fact* anchor : input.all(fact::android_network_debug_trust_anchor)) {
    out.push_back(finding(rule, anchor->value,
                          "The app is open to debugging, and then trusts " +
                              (anchor->value == "user" ? std::string("certificates that somebody added to the phone")
                                                       : "the certificate " + shown(anchor->value)) +
                              ".",
                          anchor->evidence));
  }
  return out;
}

}  // namespace

const Rule and_nsc_001a{
    .id = "AND-NSC-001a",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "The check of the right server has ended",
    .why =
        "The app was built to accept only its vendor's own server keys. That protection has an end date, and it has "
        "passed.",
    .would_pass = "The vendor delivers a version with current pins.",
    .citation = "Android developer documentation, \"Network security configuration\", certificate pinning",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-2", "MASTG-TEST-0243", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = pins_ended,
};

const Rule and_nsc_001b{
    .id = "AND-NSC-001b",
    .format = "apk",
    .family = "network",
    .severity = Severity::warn,
    .title = "The check of the right server ends soon",
    .why = "When the end date passes, the app silently loses a protection.",
    .would_pass = "The vendor delivers a version with current pins in time, and the approval ends before that day.",
    .citation = "Android developer documentation, \"Network security configuration\", certificate pinning",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-2", "MASTG-TEST-0243", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = pins_end_soon,
};

const Rule and_nsc_002a{
    .id = "AND-NSC-002a",
    .format = "apk",
    .family = "network",
    .severity = Severity::warn,
    .title = "No spare key for the server",
    .why =
        "With one accepted key, a lost or stolen server key takes the app out of service until every device is "
        "updated.",
    .would_pass = "The vendor adds a backup pin.",
    .citation =
        "Android developer documentation, \"Network security configuration\", certificate pinning; RFC 7469 section "
        "4.3",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-2", "MASTG-TEST-0242", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = too_few_pins,
};

const Rule and_nsc_002b{
    .id = "AND-NSC-002b",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "A server key is written wrongly",
    .why = "A key that cannot match either shuts the app off from its server or protects nothing.",
    .would_pass = "The vendor corrects the pin (SHA-256 of the public key, in base64).",
    .citation = "Android developer documentation, \"Network security configuration\", certificate pinning",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-2", "MASTG-TEST-0242", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = fact::android_network_pin_defect,
                .sentence = "A key by which the app recognises the server {subject} is written wrongly ({value})."},
    .conclude = when_fact,
};

const Rule and_nsc_004{
    .id = "AND-NSC-004",
    .format = "apk",
    .family = "network",
    .severity = Severity::ask,
    .title = "Trusts a certificate of its own",
    .why = "Whoever holds the key to that certificate can pretend to be any server to the app.",
    .would_pass =
        "The vendor names the owner of the certificate and how its key is kept, or uses the phone's own list.",
    .citation = "Android developer documentation, \"Network security configuration\", trust anchors",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0286", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = own_authority,
};

const Rule and_nsc_006a{
    .id = "AND-NSC-006a",
    .format = "apk",
    .family = "network",
    .severity = Severity::info,
    .title = "Does not ask for publicly logged certificates",
    .why = "Public logs make a wrongly issued certificate noticeable.",
    .would_pass = "The vendor leaves certificate transparency on.",
    .citation = "Android developer documentation, \"Network security configuration\", certificate transparency",
    .effective = "2025-06-10",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = fact::android_network_certificate_transparency,
                .wanted = "false",
                .sentence = "For {server} the app does not ask that the server's certificate was logged publicly."},
    .conclude = when_fact,
};

const Rule and_nsc_006b{
    .id = "AND-NSC-006b",
    .format = "apk",
    .family = "network",
    .severity = Severity::info,
    .title = "Does not hide the names of servers",
    .why = "The names of the servers an app talks to can be seen on the way unless they are encrypted.",
    .would_pass = "The vendor leaves encrypted server names on.",
    .citation = "Android developer documentation, \"Network security configuration\", domain encryption",
    .effective = "2026-06-16",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-319", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = fact::android_network_domain_encryption,
                .wanted = "disabled",
                .sentence = "For {server} the app switches off the encryption of server names."},
    .conclude = when_fact,
};

const Rule and_nsc_006c{
    .id = "AND-NSC-006c",
    .format = "apk",
    .family = "network",
    .severity = Severity::info,
    .title = "The network rules hold parts that were not understood",
    .why = "Newer phones may know rules that this examination does not know yet.",
    .would_pass = "A reviewer looks the part up, or the vendor explains it.",
    .citation = "Android developer documentation, \"Network security configuration\"",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-436", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = fact::android_network_element,
                .sentence = "The app's network rules hold a part that was not understood: {value}."},
    .conclude = when_fact,
};

const Rule and_nsc_007a{
    .id = "AND-NSC-007a",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "Trusts certificates that somebody added to the phone",
    .why = "Whoever can add a certificate to the phone can then read everything the app sends.",
    .would_pass = "The vendor removes \"user\" from the trust anchors.",
    .citation = "Android developer documentation, \"Network security configuration\", trust anchors",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0286", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = trusts_user,
};

const Rule and_nsc_007b{
    .id = "AND-NSC-007b",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "Trusts certificates that somebody added, for reasons of age",
    .why = "Apps made for Android versions before 7 trust certificates that were added to the phone.",
    .would_pass = "The vendor targets a current Android level, or adds a network security configuration.",
    .citation = "Android developer documentation, \"Network security configuration\", trust anchors (defaults)",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0285", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = trusts_user_by_age,
};

const Rule and_nsc_008{
    .id = "AND-NSC-008",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "A protection of connections can be by-passed",
    .why = "The app pins its servers' keys, and then accepts other certificates in spite of it.",
    .would_pass = "The vendor removes overridePins.",
    .citation = "Android developer documentation, \"Network security configuration\", overridePins",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-2", "MASTG-TEST-0242", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = fact::android_network_override_pins,
                .sentence = "For {server} the app accepts the certificates of {value} in spite of its own check."},
    .conclude = when_fact,
};

const Rule and_nsc_009{
    .id = "AND-NSC-009",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "The network rules are missing or damaged",
    .why = "Without its network rules the app does not start, or falls back to weaker ones.",
    .would_pass = "The vendor delivers a package with a valid network security configuration.",
    .citation = "Android developer documentation, \"Network security configuration\"",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-693", hipaa::transmission, vetting::vulnerability_types},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::network_config_missing, "The app names network rules that are not in the package."},
              {anomaly::network_config_malformed,
               "The app's network rules are damaged or hold parts where they may not be."},
          };
          return for_anomalies(rule, input, table);
        },
};

const Rule and_nsc_010{
    .id = "AND-NSC-010",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "Trusts foreign certificates while open to debugging",
    .why = "The app is open to debugging, so that its rules for development count: connections can be read.",
    .would_pass = "The vendor delivers a release build.",
    .citation = "Android developer documentation, \"Network security configuration\", debug-overrides",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0286", "CWE-489", hipaa::transmission, vetting::vulnerability_types},
    .conclude = debug_anchor,
};

}  // namespace formulary::domain
