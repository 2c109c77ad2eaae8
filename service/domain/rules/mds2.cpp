// Rules about what the maker says of security in its form (MDS2), and the file contradicts. The facts are derived from
// the form that was handed in (documents/mds2.hpp).
#include <algorithm>
#include <array>
#include <iterator>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {
namespace {

bool says(const RuleInput& input, std::string_view question, std::string_view answer) {
  return input.value(fact::mds2_answer, question) == answer;
}

/// The first of the questions that is answered so; empty: none.
template <std::size_t count>
std::string_view first_saying(const RuleInput& input, const std::array<std::string_view, count>& questions,
                              std::string_view answer) {
  for (const std::string_view question : questions) {
    if (says(input, question, answer)) return question;
  }
  return {};
}

std::vector<Finding> sends_unencrypted(const Rule& rule, const RuleInput& input) {
  const std::string_view question = first_saying(input, std::array<std::string_view, 2>{"TXCF-2", "CONN-7"}, "Yes");
  if (question.empty()) return {};
  const Fact* general = input.find(fact::android_network_cleartext, "*");
  if (general == nullptr) general = input.find(fact::android_uses_cleartext_traffic);
  if (general == nullptr || general->value != "true") return {};
  return {finding(rule, question,
                  "The maker's form says that data are encrypted when they are sent (" + std::string(question) +
                      "). The app may send data unencrypted to any server.",
                  general->evidence)};
}

std::vector<Finding> trusts_anybody(const Rule& rule, const RuleInput& input) {
  const std::string_view question =
      first_saying(input, std::array<std::string_view, 3>{"TXCF-4", "TXIG-1", "TXCF-2"}, "Yes");
  if (question.empty()) return {};
  for (const std::string_view name :
       {fact::android_code_trust_manager, fact::android_code_hostname_verifier, fact::android_code_webview_ssl_error}) {
    for (const Fact* fact : input.all(name)) {
      if (fact->value != "accepts everything") continue;
      return {finding(rule, question,
                      "The maker's form says that connections are protected (" + std::string(question) +
                          "). The app's code accepts any server in " + short_name(fact->subject) + ".",
                      fact->evidence)};
    }
  }
  for (const Fact* fact : input.all(fact::android_code_trust_all)) {
    return {finding(rule, question,
                    "The maker's form says that connections are protected (" + std::string(question) +
                        "). The app's code accepts any server in " + short_name(fact->value) + ".",
                    fact->evidence)};
  }
  return {};
}

std::vector<Finding> stores_in_the_open(const Rule& rule, const RuleInput& input) {
  if (!says(input, "STCF-1", "Yes")) return {};
  std::vector<Finding> out;
  const auto add = [&](const Fact& fact, const std::string& what) {
    out.push_back(finding(rule, "STCF-1", "The maker's form says that stored data are encrypted (STCF-1). " + what,
                          fact.evidence));
  };
  for (const Fact* fact : input.all(fact::android_permission)) {
    if (fact->value == "android.permission.WRITE_EXTERNAL_STORAGE" ||
        fact->value == "android.permission.MANAGE_EXTERNAL_STORAGE") {
      add(*fact, "The app asks to write where other apps can read.");
      break;
    }
  }
  const Fact* backup = input.find(fact::android_allow_backup);
  if (backup != nullptr && backup->value == "true") add(*backup, "The phone's backup takes its data along.");
  return out;
}

std::vector<Finding> has_components(const Rule& rule, const RuleInput& input) {
  const std::string_view question = first_saying(input, std::array<std::string_view, 2>{"RDMP-4", "RDMP-2"}, "N/A");
  if (question.empty()) return {};
  const std::size_t libraries =
      input.all(fact::android_library_bundled).size() + input.all(fact::android_native_version).size();
  const std::size_t kits = input.all(fact::android_sdk).size();
  if (libraries + kits == 0) return {};
  const auto first = kits > 0 ? input.all(fact::android_sdk).front() : nullptr;
  return {finding(rule, question,
                  "By the maker's form components of others are no matter of this product (" + std::string(question) +
                      " is N/A). The app contains " + std::to_string(libraries + kits) +
                      (first != nullptr ? ", among them " + shown(first->value) : std::string()) + ".",
                  first != nullptr ? std::string_view(first->evidence) : std::string_view())};
}

std::vector<Finding> no_list_handed_in(const Rule& rule, const RuleInput& input) {
  if (!says(input, "SBOM-1", "Yes") || !input.all(fact::sbom_format).empty()) return {};
  return {finding(rule, "SBOM-1",
                  "The maker's form says that a list of the software's components is available (SBOM-1). None was "
                  "handed in.")};
}

std::vector<Finding> list_lacks(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  struct Row {
    std::string_view question, element, words;
  };
  for (const Row& row : {Row{"SBOM-2.2", "supplier", "the makers of components"},
                         Row{"SBOM-2.3", "version", "the versions of components"}}) {
    const Fact* missing = input.find(fact::sbom_missing, row.element);
    if (missing == nullptr || !says(input, row.question, "Yes")) continue;
    out.push_back(finding(rule, row.question,
                          "The maker's form says that its list of components names " + std::string(row.words) + " (" +
                              std::string(row.question) + "). For " + shown(missing->value) +
                              " components the list that was handed in does not."));
  }
  return out;
}

std::vector<Finding> talks_to_outside(const Rule& rule, const RuleInput& input) {
  const std::string_view question =
      first_saying(input, std::array<std::string_view, 3>{"CONN-4", "CONN-5", "CONN-6"}, "No");
  if (question.empty()) return {};
  for (const Fact* fact : input.all(fact::android_code_domain)) {
    if (fact->subject != "https" && fact->subject != "http" && fact->subject != "wss" && fact->subject != "ws")
      continue;
    return {finding(rule, question,
                    "By the maker's form the product does not talk to systems outside (" + std::string(question) +
                        " is No). The app knows the address of " + shown(fact->value) + ".",
                    fact->evidence)};
  }
  return {};
}

std::vector<Finding> reads_private_data(const Rule& rule, const RuleInput& input) {
  if (!says(input, "MPII-1", "No")) return {};
  constexpr std::string_view names[] = {"READ_CONTACTS",       "READ_CALENDAR",      "ACCESS_FINE_LOCATION",
                                        "BODY_SENSORS",        "RECORD_AUDIO",       "READ_SMS",
                                        "READ_CALL_LOG",       "READ_PHONE_NUMBERS", "ACCESS_BACKGROUND_LOCATION",
                                        "ACTIVITY_RECOGNITION"};
  for (const Fact* fact : input.all(fact::android_permission)) {
    std::string_view name = fact->value;
    const bool health = name.starts_with("android.permission.health.");
    if (name.starts_with("android.permission.")) name.remove_prefix(19);
    if (!health && std::find(std::begin(names), std::end(names), name) == std::end(names)) continue;
    return {finding(rule, "MPII-1",
                    "By the maker's form the product handles no data about persons (MPII-1 is No). The app asks for " +
                        shown(fact->value) + ".",
                    fact->evidence)};
  }
  return {};
}

std::vector<Finding> unsigned_file(const Rule& rule, const RuleInput& input) {
  const std::string_view question = first_saying(input, std::array<std::string_view, 2>{"SAHD-3.2", "SAHD-3"}, "Yes");
  if (question.empty()) return {};
  for (const Fact* fact : input.all(fact::apk_signature_verified)) {
    if (fact->value != "false") continue;
    return {finding(rule, question,
                    "The maker's form says that its signature on the software is checked (" + std::string(question) +
                        "). The signature of this file does not hold.",
                    fact->evidence)};
  }
  return {};
}

std::vector<Finding> uses_bluetooth(const Rule& rule, const RuleInput& input) {
  const std::string_view question =
      first_saying(input, std::array<std::string_view, 2>{"CONN-1.1.2", "CONN-1.1"}, "No");
  if (question.empty()) return {};
  for (const Fact* fact : input.all(fact::android_permission)) {
    if (!fact->value.starts_with("android.permission.BLUETOOTH")) continue;
    return {finding(rule, question,
                    "By the maker's form the product has no Bluetooth (" + std::string(question) +
                        " is No). The app asks for " + shown(fact->value) + ".",
                    fact->evidence)};
  }
  return {};
}

}  // namespace

#define MDS2_FORM "ANSI/NEMA HN 1-2019, Manufacturer Disclosure Statement for Medical Device Security, "

const Rule mds_001{
    .id = "MDS-001",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::high,
    .title = "Says that it encrypts what it sends, and may not",
    .why =
        "Who says one thing in the form and delivers another may be wrong about the rest too, and patient data can be "
        "read on the way.",
    .would_pass = "The maker forbids unencrypted connections in the app, or corrects the form.",
    .citation = MDS2_FORM "TXCF-2 and CONN-7",
    .effective = "2019-10-08",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0235", "CWE-319", hipaa::transmission_encryption, vetting::testing},
    .conclude = sends_unencrypted,
};

const Rule mds_002{
    .id = "MDS-002",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::high,
    .title = "Says that connections are protected, and trusts any server",
    .why = "A connection that accepts any server can be listened to and changed by whoever runs the network.",
    .would_pass = "The maker has the app check whom it talks to, or corrects the form.",
    .citation = MDS2_FORM "TXCF-4 and TXIG-1",
    .effective = "2019-10-08",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-295", hipaa::transmission, vetting::testing},
    .conclude = trusts_anybody,
};

const Rule mds_003{
    .id = "MDS-003",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::ask,
    .title = "Says that stored data are encrypted; they may leave the app",
    .why = "What is written to common storage, or taken into the phone's backup, is protected by others than the app.",
    .would_pass = "The maker says which data are stored there and how they are encrypted.",
    .citation = MDS2_FORM "STCF-1",
    .effective = "2019-10-08",
    .mapping = {"MASVS-STORAGE-1", "", "CWE-311", hipaa::encryption_at_rest, vetting::testing},
    .conclude = stores_in_the_open,
};

const Rule mds_004{
    .id = "MDS-004",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::warn,
    .title = "Says that there are no components of others, and has some",
    .why = "Nobody watches over parts that the maker does not count as parts.",
    .would_pass = "The maker answers for the components that the app contains, and corrects the form.",
    .citation = MDS2_FORM "RDMP-2 and RDMP-4",
    .effective = "2019-10-08",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::testing},
    .conclude = has_components,
};

const Rule mds_005{
    .id = "MDS-005",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::ask,
    .title = "Says that there is a list of components, and none was handed in",
    .why = "With the list the hospital can tell in minutes whether a new weak point concerns it.",
    .would_pass = "The maker's list (SBOM, as CycloneDX or SPDX) for this version is handed in.",
    .citation = MDS2_FORM "SBOM-1",
    .effective = "2019-10-08",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::intake},
    .conclude = no_list_handed_in,
};

const Rule mds_006{
    .id = "MDS-006",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::ask,
    .title = "Says that it talks to nobody outside, and knows servers",
    .why = "A connection that nobody knows of is one that nobody watches, and data can leave by it.",
    .would_pass = "The maker says what the addresses are for, or corrects the form.",
    .citation = MDS2_FORM "CONN-4 to CONN-6",
    .effective = "2019-10-08",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-200", hipaa::transmission, vetting::testing},
    .conclude = talks_to_outside,
};

const Rule mds_007{
    .id = "MDS-007",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::warn,
    .title = "Says that it handles no personal data, and asks for some",
    .why = "The form's other answers about privacy are skipped when this one is No.",
    .would_pass = "The maker leaves the permission out, or corrects the form and answers its other questions.",
    .citation = MDS2_FORM "MPII-1",
    .effective = "2019-10-08",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-359", hipaa::minimum_necessary, vetting::testing},
    .conclude = reads_private_data,
};

const Rule mds_008{
    .id = "MDS-008",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::high,
    .title = "Says that its signature is checked, and the signature does not hold",
    .why = "Without a signature that holds nobody can tell whether the software is the maker's.",
    .would_pass = "The maker delivers a file whose signature holds.",
    .citation = MDS2_FORM "SAHD-3",
    .effective = "2019-10-08",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-347", hipaa::integrity, vetting::testing},
    .conclude = unsigned_file,
};

const Rule mds_011{
    .id = "MDS-011",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::ask,
    .title = "Says that it has no Bluetooth, and asks for it",
    .why = "By Bluetooth strangers nearby can reach the product, and it can learn who is near.",
    .would_pass = "The maker leaves the permission out, or corrects the form.",
    .citation = MDS2_FORM "CONN-1.1.2",
    .effective = "2019-10-08",
    .mapping = {"MASVS-PLATFORM-1", "", "CWE-250", hipaa::access_control, vetting::testing},
    .conclude = uses_bluetooth,
};

const Rule mds_012{
    .id = "MDS-012",
    .format = any_format,
    .family = "maker's statements",
    .severity = Severity::warn,
    .title = "Says that its list of components is complete, and it is not",
    .why = "A component without maker or version cannot be looked up when a weak point becomes known.",
    .would_pass = "The maker completes the list, or corrects the form.",
    .citation = MDS2_FORM "SBOM-2.2 and SBOM-2.3",
    .effective = "2019-10-08",
    .mapping = {"MASVS-CODE-3", "", "CWE-1104", hipaa::risk_analysis, vetting::intake},
    .conclude = list_lacks,
};

#undef MDS2_FORM

}  // namespace formulary::domain
