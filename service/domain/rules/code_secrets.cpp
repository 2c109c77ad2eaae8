// Rules about keys and passwords that stand in the package, and about what was not looked through.
#include <algorithm>
#include <iterator>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// What a kind of secret is to people, and whether it opens a door for whoever has it. The others are meant to be in an
/// app, but must be limited to it.
struct Kind {
  std::string_view name;
  std::string_view words;
  bool opens;
};

constexpr Kind kinds[] = {
    {"aws-access-key-id", "a key to Amazon's cloud", true},
    {"aws-temporary-access-key-id", "a temporary key to Amazon's cloud", true},
    {"azure-storage-key", "a key to storage in Microsoft's cloud", true},
    {"firebase-server-key", "the key by which messages are sent to all users", true},
    {"github-token", "a key to source code at GitHub", true},
    {"gitlab-token", "a key to source code at GitLab", true},
    {"google-oauth-client-secret", "a secret of a Google account connection", true},
    {"mailgun-api-key", "a key to a mail service (Mailgun)", true},
    {"mapbox-secret-token", "a secret key to a map service (Mapbox)", true},
    {"private-key", "a private key", true},
    {"sendgrid-api-key", "a key to a mail service (SendGrid)", true},
    {"shopify-secret", "a secret of a shop (Shopify)", true},
    {"shopify-token", "a key to a shop (Shopify)", true},
    {"slack-token", "a key to a company's chat (Slack)", true},
    {"slack-webhook", "an address that writes into a company's chat (Slack)", true},
    {"square-oauth-secret", "a secret of a payment service (Square)", true},
    {"stripe-restricted-key", "a key to a payment service (Stripe)", true},
    {"stripe-secret-key", "the secret key to a payment service (Stripe)", true},
    {"twilio-api-key", "a key to a telephone service (Twilio)", true},
    {"url-password", "a password within an address", true},
    {"assigned-secret", "what looks like a password or key", false},
    {"google-api-key", "a key to Google's services", false},
    {"json-web-token", "a token that says who somebody is", false},
    {"twilio-account", "the number of an account at a telephone service (Twilio)", false},
};

std::vector<Finding> secrets(const Rule& rule, const RuleInput& input, bool opens) {
  std::vector<Finding> out;
  for (const Fact* secret : input.all(fact::android_code_secret)) {
    const auto kind = std::ranges::find(kinds, secret->subject, &Kind::name);
    const bool known = kind != std::end(kinds);
    if ((known && kind->opens) != opens) continue;
    out.push_back(finding(rule, secret->value,
                          "The package holds " + (known ? std::string(kind->words) : "a secret") + ": " +
                              shown(secret->value) + ". Anybody with the package can read it.",
                          secret->evidence));
  }
  return out;
}

}  // namespace

const Rule and_dex_001c{
    .id = "AND-DEX-001c",
    .format = "apk",
    .family = "code",
    .severity = Severity::high,
    .title = "A key or password lies open in the package",
    .why =
        "Whoever has the package has this key, and can use it in the vendor's name: to read data, send messages or "
        "spend money.",
    .would_pass = "The vendor withdraws the key, issues a new one, and keeps it on its servers.",
    .citation = "CWE-798; OWASP MASTG, MASTG-TEST-0212, \"Use of Hardcoded Cryptographic Keys in Code\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-STORAGE-1", "MASTG-TEST-0212", "CWE-798", hipaa::authentication, vetting::vulnerability_types},
    .conclude = [](const Rule& self, const RuleInput& input) { return secrets(self, input, true); },
};

const Rule and_dex_001d{
    .id = "AND-DEX-001d",
    .format = "apk",
    .family = "code",
    .severity = Severity::ask,
    .title = "A key that may be public lies in the package",
    .why = "Some keys are meant to be in an app. They have to be limited to it, or strangers use them, too.",
    .would_pass = "The vendor confirms that the key is limited to this app and opens no patient data.",
    .citation = "CWE-798; Google Cloud documentation, \"Manage API keys\", API key restrictions",
    .effective = "2023-04-01",
    .mapping = {"MASVS-STORAGE-1", "MASTG-TEST-0212", "CWE-798", hipaa::authentication, vetting::vulnerability_types},
    .conclude = [](const Rule& self, const RuleInput& input) { return secrets(self, input, false); },
};

const Rule and_dex_001s{
    .id = "AND-DEX-001s",
    .format = "apk",
    .family = "code",
    .severity = Severity::info,
    .title = "Some texts were not looked through",
    .why = "The examination looks for addresses and keys in texts up to a limit, and as far as they can be read.",
    .would_pass = "A reviewer looks at the file, or finds that it does not matter.",
    .citation = "NIST SP 800-163 revision 1, section 3.2",
    .effective = "2019-04-19",
    .mapping = {"MASVS-CODE-4", "", "CWE-1059", hipaa::risk_analysis, vetting::testing},
    .trigger = {.name = fact::android_code_text_not_read,
                .sentence = "Texts in {value} were not looked through for addresses and keys."},
    .conclude = when_fact,
};

}  // namespace formulary::domain
