// Rules about what web hosts say of an app that wants to open their addresses (domain/asset_links.hpp).
#include "service/domain/asset_links.hpp"
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> not_vouched(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* list : input.all(fact::registry_asset_links)) {
    if (list->value == "verified") continue;
    const std::string sentence =
        list->value == "other_signer"
            ? "The list of " + shown(list->subject) + " names this app, but not every key that this file is signed by."
            : "The list of " + shown(list->subject) + " does not name this app.";
    out.push_back(finding(rule, list->subject, sentence, list->evidence));
  }
  return out;
}

/// Without a verified signer a list could not be compared, so that nobody is asked for one.
std::vector<Finding> not_handed_in(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  if (input.all(fact::apk_signature_signer).empty()) return out;
  for (const std::string& host : claimed_hosts(input.report)) {
    if (input.find(fact::registry_asset_links, host) != nullptr) continue;
    out.push_back(finding(rule, host,
                          "The app claims the web addresses of " + shown(host) +
                              ". Whether that site agrees is not known yet: open " + shown(asset_links_address(host)) +
                              " in a browser and hand in what it shows."));
  }
  return out;
}

}  // namespace

const Rule and_man_011a{
    .id = "AND-MAN-011a",
    .format = "apk",
    .family = "links",
    .severity = Severity::high,
    .title = "A web site does not vouch for this file",
    .why =
        "A web site publishes a list of the apps, and of the keys they are signed by, that may open its addresses. A "
        "file that is not on the list may not be the vendor's own, and links meant for the vendor's app can go astray.",
    .would_pass = "The list of the site names this app and every key it is signed by, and is handed in again.",
    .citation =
        "Android developer documentation, \"Verify Android App Links\"; Digital Asset Links specification, \"Statement "
        "lists\"",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0028", "CWE-939", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = not_vouched,
};

const Rule and_man_011b{
    .id = "AND-MAN-011b",
    .format = "apk",
    .family = "links",
    .severity = Severity::info,
    .title = "Nobody has handed in what a web site says about the app",
    .why =
        "A web site publishes a list of the apps that may open its addresses. The registry fetches nothing by itself, "
        "so that only a list that somebody hands in can be compared.",
    .would_pass = "Somebody hands in the list of the site, and it names this app and every key it is signed by.",
    .citation =
        "Android developer documentation, \"Verify Android App Links\"; Digital Asset Links specification, \"Statement "
        "lists\"",
    .effective = "2015-10-05",
    .mapping = {"MASVS-PLATFORM-1", "MASTG-TEST-0028", "CWE-939", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = not_handed_in,
};

}  // namespace formulary::domain
