// Rules about addresses by which a web page can open the app.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::string_view scheme_of(std::string_view address) { return address.substr(0, address.find(':')); }

std::vector<Finding> with_scheme(const Rule& rule, const RuleInput& input, std::string_view schemes,
                                 std::string_view sentence) {
  std::vector<Finding> out;
  for (const Fact* link : input.all(fact::android_deep_link)) {
    const std::string scheme = " " + std::string(scheme_of(link->value)) + " ";
    if (schemes.find(scheme) == std::string_view::npos) continue;
    out.push_back(finding(rule, link->value, fill(sentence, short_name(link->subject), link->value), link->evidence));
  }
  return out;
}

std::vector<Finding> unencrypted(const Rule& rule, const RuleInput& input) {
  return with_scheme(rule, input, " http ", "The app opens at the address {value}, which is not encrypted.");
}

std::vector<Finding> dangerous(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out = with_scheme(rule, input, " javascript file content ",
                                         "A web page can hand the app an address of a dangerous kind ({value}).");
  for (Finding& one : out) {
    // Such an address is a program in itself.
    if (scheme_of(one.subject) == "javascript") one.severity = Severity::high;
  }
  return out;
}

/// Schemes of the app's own; those of the platform are another rule's.
std::vector<Finding> own_scheme(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* scheme : input.all(fact::android_deep_link_custom_scheme)) {
    if (scheme->value == "content" || scheme->value == "file" || scheme->value == "javascript") continue;
    out.push_back(
        finding(rule, scheme->subject, fill(rule.trigger.sentence, scheme->subject, scheme->value), scheme->evidence));
  }
  return out;
}

std::vector<Finding> any_host(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* link : input.all(fact::android_deep_link)) {
    const std::string_view scheme = scheme_of(link->value);
    if (scheme != "http" && scheme != "https") continue;
    const std::size_t start = link->value.find("://");
    const std::string_view rest =
        start == std::string::npos ? std::string_view() : std::string_view(link->value).substr(start + 3);
    const std::string_view host = rest.substr(0, rest.find_first_of(":/"));
    if (!host.empty() && host != "*" && !host.starts_with("*")) continue;
    out.push_back(finding(rule, link->value,
                          "The app offers to open web addresses of many or all sites (" + shown(link->value) + ").",
                          link->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_010a{
    .id = "AND-MAN-010a",
    .format = "apk",
    .family = "links",
    .severity = Severity::warn,
    .title = "The app claims a web address without proof",
    .why =
        "Without proof that the site belongs to the vendor, another app can claim the same address and receive what is "
        "meant for this one.",
    .would_pass = "The vendor has the address verified (autoVerify and a statement on the web site).",
    .citation = "Android developer documentation, \"Verify Android App Links\"",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0028", "CWE-939", hipaa::disclosure, vetting::vulnerability_types},
    .trigger = {.name = fact::android_deep_link_unverified,
                .sentence = "The app claims the web address {value} without proving that it belongs to its vendor."},
    .conclude = when_fact,
};

const Rule and_man_010b{
    .id = "AND-MAN-010b",
    .format = "apk",
    .family = "links",
    .severity = Severity::warn,
    .title = "The app opens by an address that any app can claim",
    .why =
        "Addresses with a made-up beginning belong to nobody. Another app can claim the same and receive, for example, "
        "a log-in.",
    .would_pass = "The vendor uses a verified web address (https) for anything confidential.",
    .citation = "Android developer documentation, \"Unsafe use of deep links\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0028", "CWE-939", hipaa::disclosure, vetting::vulnerability_types},
    .trigger = {.name = fact::android_deep_link_custom_scheme,
                .sentence =
                    "The app opens by addresses that begin with {value}:, which any other app can claim as well."},
    .conclude = own_scheme,
};

const Rule and_man_010c{
    .id = "AND-MAN-010c",
    .format = "apk",
    .family = "links",
    .severity = Severity::warn,
    .title = "The app opens at an unencrypted web address",
    .why = "What comes by an unencrypted address can be read and changed on the way.",
    .would_pass = "The vendor uses https addresses only.",
    .citation = "Android developer documentation, \"Unsafe use of deep links\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0028", "CWE-319", hipaa::transmission, vetting::vulnerability_types},
    .conclude = unencrypted,
};

const Rule and_man_010d{
    .id = "AND-MAN-010d",
    .format = "apk",
    .family = "links",
    .severity = Severity::warn,
    .title = "A web page can hand the app dangerous addresses",
    .why = "Addresses of these kinds make an app run foreign code or open its own files for others.",
    .would_pass = "The vendor removes these kinds of addresses.",
    .citation = "Android developer documentation, \"WebViews - Unsafe URI Loading\" (security risks)",
    .effective = "2023-09-01",
    .mapping = {"MASVS-PLATFORM-2", "MASTG-TEST-0027", "CWE-939", hipaa::access_control, vetting::vulnerability_types},
    .conclude = dangerous,
};

const Rule and_man_010e{
    .id = "AND-MAN-010e",
    .format = "apk",
    .family = "links",
    .severity = Severity::warn,
    .title = "The app offers to open any web address",
    .why =
        "An app that opens addresses of all sites gets to see where staff go, and shows pages that nobody has vetted.",
    .would_pass = "The vendor names the sites that the app is for.",
    .citation = "Android developer documentation, \"Create deep links to app content\"",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0028", "CWE-939", hipaa::minimum_necessary,
                vetting::vulnerability_types},
    .conclude = any_host,
};

}  // namespace formulary::domain
