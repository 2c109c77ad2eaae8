// Rules about the signer's certificate: its name, its dates, and what it says of itself.
#include "service/domain/rules/certificate.hpp"

#include <algorithm>
#include <chrono>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

std::vector<std::string_view> signers(const RuleInput& input) {
  auto facts = input.all(fact::apk_signature_signer);
  if (facts.empty()) facts = input.all(fact::apk_signature_claimed_signer);
  std::vector<std::string_view> out;
  for (const Fact* fact : facts) out.push_back(fact->value);
  std::ranges::sort(out);
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

std::string brief(std::string_view sha256) { return shown(sha256.substr(0, 16)) + "..."; }

std::vector<Finding> for_signers(const Rule& rule, const RuleInput& input, std::string_view name,
                                 const std::function<bool(const Fact&)>& wrong) {
  std::vector<Finding> out;
  for (const std::string_view signer : signers(input)) {
    const Fact* fact = input.find(name, signer);
    if (fact == nullptr || !wrong(*fact)) continue;
    out.push_back(finding(rule, signer, fill(rule.trigger.sentence, brief(signer), fact->value), fact->evidence));
  }
  return out;
}

namespace {

/// The day of `2026-03-01T09:30:00Z`.
std::optional<Day> day_of(std::string_view text) { return parse_day(text.substr(0, 10)); }

bool names(std::string_view subject, std::string_view attribute) {
  for (std::size_t at = subject.find(attribute); at != std::string_view::npos; at = subject.find(attribute, at + 1)) {
    const bool begins = at == 0 || subject[at - 1] == ',' || subject[at - 1] == '+' || subject[at - 1] == ' ';
    const std::size_t end = at + attribute.size();
    const bool ends = end == subject.size() || subject[end] == ',' || subject[end] == '+';
    if (begins && ends) return true;
  }
  return false;
}

std::vector<Finding> debug_key(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_subject,
                     [](const Fact& subject) { return names(subject.value, "CN=Android Debug"); });
}

std::vector<Finding> ended(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_not_after, [&](const Fact& end) {
    const auto day = day_of(end.value);
    return !day || *day < input.today;
  });
}

std::vector<Finding> not_begun(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_not_before, [&](const Fact& begin) {
    const auto day = day_of(begin.value);
    return !day || input.today < *day;
  });
}

constexpr Day store_minimum = Day(std::chrono::year(2033) / 10 / 22);

std::vector<Finding> ends_early(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_not_after, [&](const Fact& end) {
    const auto day = day_of(end.value);
    return day && input.today <= *day && *day <= store_minimum;
  });
}

constexpr auto absurd = std::chrono::days(366 * 200);

std::vector<Finding> absurd_period(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_not_after, [&](const Fact& end) {
    const auto last = day_of(end.value);
    const auto first = day_of(input.value(fact::certificate_not_before, end.subject));
    return last && first && (*last < *first || *last - *first > absurd);
  });
}

std::vector<Finding> old_digest(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_signature_algorithm, [](const Fact& algorithm) {
    std::string name;
    for (char c : algorithm.value) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name.find("md5") != std::string::npos || name.find("md2") != std::string::npos ||
           name.find("sha1") != std::string::npos || name.find("sha-1") != std::string::npos;
  });
}

std::vector<Finding> negative_serial(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_serial,
                     [](const Fact& serial) { return serial.value.starts_with("-"); });
}

std::vector<Finding> nameless(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const std::string_view signer : signers(input)) {
    const Fact* known = input.find(fact::certificate_sha256, signer);
    if (known == nullptr || !input.value(fact::certificate_subject, signer).empty()) continue;
    out.push_back(
        finding(rule, signer, "The signer's certificate (" + brief(signer) + ") names nobody.", known->evidence));
  }
  return out;
}

}  // namespace

const Rule and_sig_005a{
    .id = "AND-SIG-005a",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::high,
    .title = "Signed with a development key",
    .why = "Development keys lie unprotected on programmers' computers and are not kept for updates.",
    .would_pass = "The vendor signs with its release key.",
    .citation = "Android developer documentation, \"Sign your app\", debug certificate",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-489", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's certificate ({subject}) is one for development."},
    .conclude = debug_key,
};

const Rule and_sig_005b{
    .id = "AND-SIG-005b",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::warn,
    .title = "The signer's certificate has ended",
    .why = "Phones accept it all the same, but no update can be expected under it.",
    .would_pass = "The vendor explains how it will deliver updates, or changes its key.",
    .citation = "RFC 5280 section 4.1.2.5",
    .effective = "2008-05-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-298", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's certificate ({subject}) was valid until {value}."},
    .conclude = ended,
};

const Rule and_sig_005c{
    .id = "AND-SIG-005c",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::warn,
    .title = "The signer's certificate is not valid yet",
    .why = "A certificate from the future points to a wrong clock, or to a forgery.",
    .would_pass = "The vendor signs with a valid certificate.",
    .citation = "RFC 5280 section 4.1.2.5",
    .effective = "2008-05-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-298", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's certificate ({subject}) is valid from {value} on only."},
    .conclude = not_begun,
};

const Rule and_sig_005d{
    .id = "AND-SIG-005d",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::info,
    .title = "The signer's certificate ends early",
    .why =
        "The store asks for certificates that are valid beyond 22 October 2033, because an app keeps its signer for "
        "life.",
    .would_pass = "The vendor explains how it will deliver updates after that day.",
    .citation = "Android developer documentation, \"Sign your app\", signing considerations",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-298", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's certificate ({subject}) is valid until {value}."},
    .conclude = ends_early,
};

const Rule and_sig_005e{
    .id = "AND-SIG-005e",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::warn,
    .title = "The signer's certificate has an absurd period",
    .why = "A certificate that ends before it begins, or lasts for centuries, was not made with care.",
    .would_pass = "The vendor explains its certificate.",
    .citation = "RFC 5280 section 4.1.2.5",
    .effective = "2008-05-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-295", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's certificate ({subject}) has an absurd period of validity (until {value})."},
    .conclude = absurd_period,
};

const Rule and_sig_005f{
    .id = "AND-SIG-005f",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::info,
    .title = "The signer's certificate uses an old checksum",
    .why =
        "The signature on the certificate itself protects nothing in an app, but shows the age of the vendor's tools.",
    .would_pass = "The vendor changes to a certificate signed with SHA-256 at the next change of key.",
    .citation = "NIST SP 800-131A revision 2, section 9",
    .effective = "2019-03-21",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-328", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's certificate ({subject}) is itself signed by an old method ({value})."},
    .conclude = old_digest,
};

const Rule and_sig_005g{
    .id = "AND-SIG-005g",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::info,
    .title = "The signer's certificate has a negative number",
    .why = "Certificates are numbered from one upwards. A negative number comes from a careless tool.",
    .would_pass = "Nothing needs to be done before the next change of key.",
    .citation = "RFC 5280 section 4.1.2.2",
    .effective = "2008-05-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-295", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The number of the signer's certificate ({subject}) is negative."},
    .conclude = negative_serial,
};

const Rule and_sig_005h{
    .id = "AND-SIG-005h",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::warn,
    .title = "The signer's certificate names nobody",
    .why = "A certificate should say who the vendor is.",
    .would_pass = "The vendor confirms the certificate's fingerprint by another way, for example in its contract.",
    .citation = "RFC 5280 section 4.1.2.6",
    .effective = "2008-05-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-295", hipaa::authentication, vetting::binary_testing},
    .conclude = nameless,
};

const Rule and_sig_005i{
    .id = "AND-SIG-005i",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::info,
    .title = "The signer's certificate may issue others",
    .why =
        "A certificate that signs apps need not be an authority that vouches for others. Phones do not mind, but it "
        "shows that it was not made for this purpose.",
    .would_pass = "Nothing needs to be done before the next change of key.",
    .citation = "RFC 5280 section 4.2.1.9",
    .effective = "2008-05-01",
    .mapping = {"MASVS-RESILIENCE-2", "", "CWE-295", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's certificate ({subject}) says that it may issue certificates for others."},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          return for_signers(rule, input, fact::certificate_authority,
                             [](const Fact& authority) { return authority.value == "true"; });
        },
};

}  // namespace formulary::domain
