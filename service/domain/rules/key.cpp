// Rules about the keys that sign: whether somebody else could have them, or compute them.
#include <algorithm>

#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/certificate.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::vector<Finding> weak_key(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_key_size, [&](const Fact& size) {
    const std::string_view type = input.value(fact::certificate_key_type, size.subject);
    const std::int64_t bits = parse_number(size.value).value_or(0);
    if (type == "RSA") return bits < 2048;
    if (type == "EC") return bits < 256;
    return false;
  });
}

std::vector<Finding> unsuitable_key(const Rule& rule, const RuleInput& input) {
  return for_signers(rule, input, fact::certificate_key_type,
                     [](const Fact& type) { return type.value != "RSA" && type.value != "EC"; });
}

/// The certificates of the keys that the Android Open Source Project publishes for development (build/target/product/
/// security): testkey, platform, shared, media, networkstack, nfc, sdk_sandbox.
constexpr std::string_view public_keys[] = {
    "a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc",
    "c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8",
    "28bbfe4a7b97e74681dc55c2fbb6ccb8d6c74963733f6af6ae74d8c3a6e879fd",
    "465983f7791f2abeb43ea2cbdc7f21a8260b72bc08a55c839fc1a43bc741a81e",
    "e1dbadce60dc080d15b58a014b0dcf9400e24de23fa00b287a5a982bfebda2ee",
    "fae9122a8721d6e2a196d2224dffcf773c9127e2bb956cbddb40b009192ffdfd",
    "abf21f9e2af1d881cc673fddcefa6ed9c269a437bd64b279cf45844cfd589126",
};

std::vector<Finding> published_key(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const std::string_view signer : signers(input)) {
    if (std::ranges::find(public_keys, signer) == std::end(public_keys)) continue;
    out.push_back(finding(rule, signer,
                          "The package is signed with a key that everybody can download (" + brief(signer) + ").",
                          "certificate " + std::string(signer)));
  }
  return out;
}

constexpr std::int64_t smallest_exponent = 65537;

/// An exponent of one, or an even one, protects nothing; a small odd one is only out of fashion.
std::vector<Finding> odd_exponent(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out = for_signers(rule, input, fact::certificate_key_exponent, [](const Fact& exponent) {
    const auto value = parse_number(exponent.value);
    return value && (*value < smallest_exponent || *value % 2 == 0);
  });
  for (Finding& one : out) {
    const std::int64_t value = input.number(fact::certificate_key_exponent, one.subject).value_or(0);
    if (value < 3 || value % 2 == 0) one.severity = Severity::block;
  }
  return out;
}

std::string_view explained(std::string_view weakness) {
  if (weakness == "roca") return "a faulty chip made the key, so that others can compute it (ROCA)";
  if (weakness == "small_factor") return "the key has a small factor and can be computed at once";
  if (weakness == "close_factors")
    return "the key was made of two numbers too close together and can be computed at once";
  return "the key can be computed by others";
}

std::vector<Finding> known_weakness(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const std::string_view signer : signers(input)) {
    for (const Fact* weakness : input.all(fact::certificate_key_weakness, signer)) {
      out.push_back(finding(
          rule, signer,
          "The signer's key (" + brief(signer) + ") is worthless: " + std::string(explained(weakness->value)) + ".",
          weakness->evidence));
    }
  }
  return out;
}

constexpr std::int64_t first_with_sha256 = 18;

/// MD5 never; SHA-1 only for phones that know nothing better, which no other signature serves.
std::vector<Finding> old_signature(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* algorithm : input.all(fact::apk_signature_algorithm)) {
    const bool md5 = algorithm->value.find("MD5") != std::string::npos;
    const bool sha1 = algorithm->value.find("SHA-1 ") != std::string::npos;
    if (!md5 && !sha1) continue;
    Finding one = finding(
        rule, algorithm->subject,
        "The signature in " + shown(algorithm->subject) + " uses an old method (" + shown(algorithm->value) + ").",
        algorithm->evidence);
    if (md5) one.severity = Severity::high;
    const bool needed = input.number(fact::android_min_sdk).value_or(1) < first_with_sha256;
    if (!md5 && needed && input.all(fact::apk_signature_scheme).size() > 1) one.severity = Severity::info;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

const Rule and_sig_004a{
    .id = "AND-SIG-004a",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::high,
    .title = "The signer's key is too short",
    .why = "A short key can be computed by others, who could then deliver a false update.",
    .would_pass =
        "The vendor signs with an RSA key of at least 2048 bits or an elliptic-curve key of at least 256 bits.",
    .citation = "OWASP MASTG, MASTG-TEST-0225; NIST SP 800-131A revision 2, section 3",
    .effective = "2019-03-21",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0225", "CWE-326", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's key ({subject}) has only {value} bits."},
    .conclude = weak_key,
};

const Rule and_sig_004b{
    .id = "AND-SIG-004b",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::high,
    .title = "The signer's key is of an outdated kind",
    .why = "Keys of this kind are no longer approved for signing.",
    .would_pass = "The vendor signs with an RSA or elliptic-curve key.",
    .citation = "FIPS 186-5 section 4 (DSA no longer approved)",
    .effective = "2023-02-03",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0225", "CWE-327", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's key ({subject}) is of the kind {value}, which should no longer be used."},
    .conclude = unsuitable_key,
};

const Rule and_sig_004c{
    .id = "AND-SIG-004c",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::block,
    .title = "Signed with a key that everybody has",
    .why = "Some keys are published for development. Whoever downloads them can deliver a false update of this app.",
    .would_pass = "The vendor signs with a key of its own.",
    .citation = "Android platform documentation, \"Sign builds for release\", test-keys",
    .effective = "2008-09-23",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0225", "CWE-321", hipaa::authentication, vetting::binary_testing},
    .conclude = published_key,
};

const Rule and_sig_004d{
    .id = "AND-SIG-004d",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::info,
    .title = "The signer's key has an unusual exponent",
    .why =
        "RSA keys should have an odd exponent of at least 65537. Small ones have led to forged signatures; one or an "
        "even number protects nothing.",
    .would_pass = "The vendor changes to a key made by today's rules.",
    .citation = "FIPS 186-5 appendix A.1.1",
    .effective = "2023-02-03",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0225", "CWE-326", hipaa::authentication, vetting::binary_testing},
    .trigger = {.sentence = "The signer's key ({subject}) has the exponent {value}."},
    .conclude = odd_exponent,
};

const Rule and_sig_004e{
    .id = "AND-SIG-004e",
    .format = "apk",
    .family = "certificate",
    .severity = Severity::block,
    .title = "The signer's key can be computed by others",
    .why =
        "Some programs and chips made keys badly. Whoever computes such a key can deliver a false update of this app.",
    .would_pass = "The vendor changes to a key made by a sound program.",
    .citation = "CVE-2017-15361 (ROCA); CVE-2022-26320 (close factors)",
    .effective = "2017-10-16",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0225", "CWE-331", hipaa::authentication, vetting::binary_testing},
    .conclude = known_weakness,
};

const Rule and_sig_004f{
    .id = "AND-SIG-004f",
    .format = "apk",
    .family = "signature",
    .severity = Severity::warn,
    .title = "The signature uses an old checksum",
    .why = "With MD5, and by now with SHA-1, two different files can be made to have the same checksum.",
    .would_pass = "The vendor signs with SHA-256, which Android 4.3 and newer accept.",
    .citation = "NIST SP 800-131A revision 2, section 9; OWASP MASTG, MASTG-TEST-0225",
    .effective = "2019-03-21",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0225", "CWE-328", hipaa::integrity, vetting::binary_testing},
    .conclude = old_signature,
};

}  // namespace formulary::domain
