// Rules about certificates and keys that the app brings along: whom it trusts beyond the phone's own list, for how
// long, and what should never be in a package. Dates are judged for the day of the evaluation.
#include <set>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

constexpr std::int64_t soon = 90;  // days

/// The files that vouch for servers.
std::set<std::string_view> anchors(const RuleInput& input) {
  std::set<std::string_view> out;
  for (const Fact* anchor : input.all(fact::android_network_trust_anchor)) out.insert(anchor->value);
  return out;
}

std::string name_of(const RuleInput& input, std::string_view sha256) {
  const std::string_view subject = input.value(fact::certificate_subject, sha256);
  return subject.empty() ? "without a name" : "of \"" + shown(subject) + "\"";
}

std::optional<std::int64_t> days_left(const RuleInput& input, std::string_view sha256) {
  const auto end = parse_day(input.value(fact::certificate_not_after, sha256).substr(0, 10));
  if (!end) return std::nullopt;
  return (*end - input.today).count();
}

/// A finding for each bundled certificate that vouches for servers and of which `wrong` gives a sentence's end. With
/// `others`, also for one that does not, as a mere note: code of the app may use it.
enum class Others { left_out, noted };

template <class Wrong>
std::vector<Finding> judge(const Rule& rule, const RuleInput& input, Others others, Wrong wrong) {
  const std::set<std::string_view> vouching = anchors(input);
  std::vector<Finding> out;
  for (const Fact* bundled : input.all(fact::android_bundled_certificate)) {
    const bool vouches = vouching.contains(bundled->subject);
    if (!vouches && others == Others::left_out) continue;
    const std::string what = wrong(bundled->value);
    if (what.empty()) continue;
    Finding one = finding(rule, bundled->subject,
                          std::string("The certificate ") + name_of(input, bundled->value) +
                              (vouches ? ", which vouches for servers, " : ", which the app brings along, ") + what,
                          bundled->evidence);
    if (!vouches) one.severity = Severity::info;
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Finding> ended(const Rule& rule, const RuleInput& input) {
  return judge(rule, input, Others::noted, [&](std::string_view sha256) -> std::string {
    const std::string_view end = input.value(fact::certificate_not_after, sha256);
    const std::string_view begin = input.value(fact::certificate_not_before, sha256);
    const auto left = days_left(input, sha256);
    if (left && *left < 0) return "ended on " + shown(end.substr(0, 10)) + ".";
    const auto first = parse_day(begin.substr(0, 10));
    if (first && *first > input.today) return "does not begin before " + shown(begin.substr(0, 10)) + ".";
    return {};
  });
}

std::vector<Finding> ends_soon(const Rule& rule, const RuleInput& input) {
  return judge(rule, input, Others::left_out, [&](std::string_view sha256) -> std::string {
    const auto left = days_left(input, sha256);
    if (!left || *left < 0 || *left > soon) return {};
    return "ends on " + shown(input.value(fact::certificate_not_after, sha256).substr(0, 10)) + ".";
  });
}

std::vector<Finding> weak(const Rule& rule, const RuleInput& input) {
  return judge(rule, input, Others::noted, [&](std::string_view sha256) -> std::string {
    const std::string_view type = input.value(fact::certificate_key_type, sha256);
    const std::int64_t bits = input.number(fact::certificate_key_size, sha256).value_or(0);
    const bool short_key = (type == "RSA" && bits < 2048) || (type == "EC" && bits < 256) || type == "DSA";
    return short_key ? "has a weak key (" + shown(type) + ", " + std::to_string(bits) + " bits)." : std::string();
  });
}

std::vector<Finding> no_authority(const Rule& rule, const RuleInput& input) {
  return judge(rule, input, Others::left_out, [&](std::string_view sha256) -> std::string {
    if (input.value(fact::certificate_authority, sha256) != "false") return {};
    for (const Fact* name : input.all(fact::certificate_dns_name, sha256)) {
      if (name->value.starts_with("*.")) return "is that of servers themselves, all under " + shown(name->value) + ".";
    }
    return "is that of a server itself, not of an authority.";
  });
}

std::vector<Finding> private_keys(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* key : input.all(fact::android_bundled_private_key)) {
    const bool store = key->value.ends_with("key store");
    Finding one = finding(
        rule, key->subject,
        store ? "The file " + shown(key->subject) + " is a store for keys (" + shown(key->value) +
                    "). Does it hold a private key, or certificates only?"
              : "The file " + shown(key->subject) + " holds a private key, which anybody with the package can take.",
        key->evidence);
    if (store) one.severity = Severity::ask;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

const Rule and_nsc_004b{
    .id = "AND-NSC-004b",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "A certificate of the app's own has ended",
    .why =
        "When the certificate by which an app recognises its servers has ended, either the app does not connect any "
        "more, or it accepts what nobody maintains.",
    .would_pass = "The vendor delivers a version with a current certificate.",
    .citation = "RFC 5280 section 4.1.2.5; Android developer documentation, \"Network security configuration\"",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0286", "CWE-298", hipaa::transmission, vetting::vulnerability_types},
    .conclude = ended,
};

const Rule and_nsc_004c{
    .id = "AND-NSC-004c",
    .format = "apk",
    .family = "network",
    .severity = Severity::warn,
    .title = "A certificate of the app's own ends soon",
    .why = "When it ends, the app may stop to connect until it is updated on every device.",
    .would_pass =
        "The vendor delivers a version with a new certificate in time, and the approval ends before that day.",
    .citation = "RFC 5280 section 4.1.2.5; Android developer documentation, \"Network security configuration\"",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0286", "CWE-298", hipaa::transmission, vetting::vulnerability_types},
    .conclude = ends_soon,
};

const Rule and_nsc_004d{
    .id = "AND-NSC-004d",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "A certificate of the app's own has a weak key",
    .why = "A weak key can be computed by others, who can then pretend to be any server to the app.",
    .would_pass = "The vendor uses an RSA key of at least 2048 bits or an elliptic-curve key of at least 256 bits.",
    .citation = "NIST SP 800-131A revision 2, section 3; NIST SP 800-57 part 1 revision 5, table 2",
    .effective = "2019-03-21",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0286", "CWE-326", hipaa::transmission, vetting::vulnerability_types},
    .conclude = weak,
};

const Rule and_nsc_004e{
    .id = "AND-NSC-004e",
    .format = "apk",
    .family = "network",
    .severity = Severity::warn,
    .title = "Trusts a server's certificate instead of an authority's",
    .why =
        "A server's own certificate is renewed often. An app that is built around one stops working then; and one for "
        "many servers at once fails for all of them when a single one is broken into.",
    .would_pass = "The vendor bundles the certificate of the authority, or pins keys with a spare one.",
    .citation = "RFC 5280 section 4.2.1.9; Android developer documentation, \"Network security configuration\"",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "MASTG-TEST-0286", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .conclude = no_authority,
};

const Rule and_nsc_004f{
    .id = "AND-NSC-004f",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "A private key lies in the package",
    .why =
        "A private key proves who somebody is. Everybody who has the package has the key, and can pretend to be the "
        "app, or the server.",
    .would_pass =
        "The vendor withdraws the key, removes it from the package, and makes a key of its own on each device.",
    .citation = "CWE-321; OWASP MASVS v2.0.0, MASVS-CRYPTO-2",
    .effective = "2008-09-23",
    .mapping = {"MASVS-CRYPTO-2", "", "CWE-321", hipaa::authentication, vetting::vulnerability_types},
    .conclude = private_keys,
};

const Rule and_nsc_004g{
    .id = "AND-NSC-004g",
    .format = "apk",
    .family = "network",
    .severity = Severity::high,
    .title = "The app's own certificate cannot be read",
    .why = "The app names a certificate by which it recognises its servers, and there is none: it cannot connect.",
    .would_pass = "The vendor delivers a package with the certificate.",
    .citation = "Android developer documentation, \"Network security configuration\", trust anchors",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-295", hipaa::transmission, vetting::vulnerability_types},
    .trigger = {.name = anomaly::network_anchor_unreadable,
                .sentence = "A file that should hold a certificate to trust cannot be read ({subject})."},
    .conclude = when_anomaly,
};

const Rule and_nsc_011{
    .id = "AND-NSC-011",
    .format = "apk",
    .family = "network",
    .severity = Severity::warn,
    .title = "A network rule applies to no server",
    .why =
        "A rule for a name that no server can have protects nothing, although it looks as if it did; the general rules "
        "count instead.",
    .would_pass = "The vendor names the server alone, without scheme, port, path or asterisk.",
    .citation = "Android developer documentation, \"Network security configuration\", <domain>",
    .effective = "2016-08-22",
    .mapping = {"MASVS-NETWORK-1", "", "CWE-1173", hipaa::transmission, vetting::vulnerability_types},
    .conclude =
        [](const Rule& rule, const RuleInput& input) {
          static constexpr AnomalySentence table[] = {
              {anomaly::network_domain_useless, "The network rule for \"{subject}\" applies to no server."},
              {anomaly::network_domain_twice,
               "There are two network rules for {subject}; the phone then refuses to start the app's connections."},
          };
          return for_anomalies(rule, input, table);
        },
};

}  // namespace formulary::domain
