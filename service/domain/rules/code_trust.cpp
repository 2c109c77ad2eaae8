// Rules about code that decides whom a connection trusts.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

constexpr std::string_view everything = "accepts everything";

std::vector<Finding> any_name(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* verifier : input.all(fact::android_code_hostname_verifier)) {
    if (verifier->value != everything) continue;
    out.push_back(finding(rule, verifier->subject,
                          "A part of the app (" + short_name(verifier->subject) +
                              ") accepts a certificate that was issued to somebody else.",
                          verifier->evidence));
  }
  for (const Fact* use : input.all(fact::android_code_trust_all)) {
    out.push_back(finding(rule, use->value,
                          "A part of the app (" + short_name(use->value) +
                              ") uses a ready-made check that accepts every server (" + shown(use->subject) + ").",
                          use->evidence));
  }
  return out;
}

std::vector<Finding> own_checks(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const std::string_view name :
       {fact::android_code_trust_manager, fact::android_code_hostname_verifier, fact::android_code_webview_ssl_error}) {
    for (const Fact* check : input.all(name)) {
      if (check->value == everything) continue;
      out.push_back(finding(rule, check->subject,
                            "A part of the app (" + short_name(check->subject) +
                                ") decides by itself which servers to trust. How does it decide?",
                            check->evidence));
    }
  }
  return out;
}

std::vector<Finding> old_protocols(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* protocol : input.all(fact::android_code_tls_protocol)) {
    for (const std::string_view old : {"SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"}) {
      if (protocol->value != old) continue;
      out.push_back(
          finding(rule, protocol->value,
                  "The app asks for an outdated kind of encrypted connection (" + shown(protocol->value) + ").",
                  protocol->evidence));
    }
  }
  return out;
}

}  // namespace

const Rule and_dex_001e{
    .id = "AND-DEX-001e",
    .format = "apk",
    .family = "code",
    .severity = Severity::high,
    .title = "Accepts any server's certificate",
    .why =
        "An encrypted connection protects only when the app checks whom it talks to. This app does not, so anybody on "
        "the way can read and change what it sends.",
    .would_pass = "The vendor removes the check of its own and uses the phone's.",
    .citation = "OWASP MASVS v2.0.0, MASVS-NETWORK-1; OWASP MASTG, MASTG-TEST-0282, \"Unsafe Custom Trust Evaluation\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0282", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = fact::android_code_trust_manager,
                .wanted = "accepts everything",
                .sentence = "A part of the app ({subject}) accepts the certificate of any server."},
    .conclude = when_fact,
};

const Rule and_dex_001f{
    .id = "AND-DEX-001f",
    .format = "apk",
    .family = "code",
    .severity = Severity::high,
    .title = "Does not check the server's name",
    .why =
        "A certificate says to whom it was issued. An app that does not look at the name accepts anybody who has a "
        "certificate for something else.",
    .would_pass = "The vendor removes the check of its own and uses the phone's.",
    .citation =
        "OWASP MASVS v2.0.0, MASVS-NETWORK-1; OWASP MASTG, MASTG-TEST-0283, \"Incorrect Implementation of Server "
        "Hostname Verification\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0283", "CWE-297", hipaa::transmission, vetting::vulnerability_types},
    .conclude = any_name,
};

const Rule and_dex_001g{
    .id = "AND-DEX-001g",
    .format = "apk",
    .family = "code",
    .severity = Severity::high,
    .title = "Shows web pages in spite of a wrong certificate",
    .why =
        "When a page's certificate is wrong, somebody may sit between the app and the server. This app goes on all the "
        "same.",
    .would_pass = "The vendor lets the app refuse such pages.",
    .citation =
        "OWASP MASVS v2.0.0, MASVS-NETWORK-1; OWASP MASTG, MASTG-TEST-0284, \"Incorrect SSL Error Handling in "
        "WebViews\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0284", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = fact::android_code_webview_ssl_error,
                .wanted = "accepts everything",
                .sentence = "A part of the app ({subject}) goes on showing a web page when its certificate is wrong."},
    .conclude = when_fact,
};

const Rule and_dex_001h{
    .id = "AND-DEX-001h",
    .format = "apk",
    .family = "code",
    .severity = Severity::ask,
    .title = "Decides by itself which servers to trust",
    .why =
        "Such code is often right, as when it accepts the vendor's own server only, and often wrong. What it does "
        "cannot be seen from outside.",
    .would_pass = "The vendor explains the check, or uses the phone's.",
    .citation = "OWASP MASVS v2.0.0, MASVS-NETWORK-1; OWASP MASTG, MASTG-TEST-0282, \"Unsafe Custom Trust Evaluation\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0282", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = own_checks,
};

const Rule and_dex_001k{
    .id = "AND-DEX-001k",
    .format = "apk",
    .family = "code",
    .severity = Severity::warn,
    .title = "Asks for outdated encrypted connections",
    .why = "Old versions of the protocol for encrypted connections have known weaknesses.",
    .would_pass = "The vendor asks for TLS 1.2 or newer, or leaves the choice to the phone.",
    .citation =
        "RFC 8996, sections 4 and 5; OWASP MASTG, MASTG-TEST-0217, \"Insecure TLS Protocols Explicitly Allowed in "
        "Code\"",
    .effective = "2021-03-23",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0217", "CWE-326", hipaa::transmission_encryption,
                vetting::vulnerability_types},
    .conclude = old_protocols,
};

}  // namespace formulary::domain
