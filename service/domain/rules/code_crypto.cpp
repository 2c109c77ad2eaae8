// Rules about the cryptography that the app's code asks for.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

/// Why a cipher is weak, as the end of a sentence; empty when it is not. `algorithm/mode/padding`, as Java writes it.
std::string_view weakness(std::string_view written) {
  const std::string name = upper(written);
  const std::string algorithm = name.substr(0, name.find('/'));
  for (const std::string_view broken : {"DES", "DESEDE", "TRIPLEDES", "RC2", "RC4", "ARCFOUR", "ARC4", "BLOWFISH"}) {
    if (algorithm == broken) return "which is outdated and can be broken";
  }
  if (algorithm.starts_with("PBEWITHMD5") || (algorithm.starts_with("PBEWITH") && algorithm.ends_with("DES"))) {
    return "which is outdated and can be broken";
  }
  if (algorithm == "RSA") {
    return name.ends_with("/NOPADDING") ? "which is unsafe without padding" : "";
  }
  // Without a mode, platforms take the one that leaves patterns visible.
  const bool block_cipher = algorithm == "AES" || algorithm == "CAMELLIA" || algorithm == "TWOFISH";
  if (block_cipher && (name == algorithm || name.starts_with(algorithm + "/ECB"))) {
    return "in a mode that leaves patterns of the data visible";
  }
  return "";
}

std::vector<Finding> weak_ciphers(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* key : input.all(fact::android_code_key)) {
    // The name of a kind of key says no mode.
    const std::string_view weak = upper(key->value) == "AES" ? std::string_view() : weakness(key->value);
    if (weak.empty()) continue;
    out.push_back(finding(rule, key->value,
                          "The app makes keys for " + shown(key->value) + ", " + std::string(weak) + ".",
                          key->evidence));
  }
  for (const Fact* cipher : input.all(fact::android_code_cipher)) {
    const std::string_view weak = weakness(cipher->value);
    if (weak.empty()) continue;
    out.push_back(finding(rule, cipher->value,
                          "The app encrypts with " + shown(cipher->value) + ", " + std::string(weak) + ".",
                          cipher->evidence));
  }
  return out;
}

std::vector<Finding> weak_digests(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* digest : input.all(fact::android_code_digest)) {
    const std::string name = upper(digest->value);
    for (const std::string_view broken : {"MD2", "MD4", "MD5", "SHA", "SHA1", "SHA-1"}) {
      if (name != broken) continue;
      out.push_back(finding(rule, digest->value,
                            "The app computes checksums with " + shown(digest->value) + ", which can be forged.",
                            digest->evidence));
    }
  }
  return out;
}

/// `SHA1withRSA`: a signature holds as long as nobody finds two texts with the same checksum.
std::vector<Finding> weak_signatures(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* signature : input.all(fact::android_code_signature)) {
    const std::string name = upper(signature->value);
    const std::string digest = name.substr(0, name.find("WITH"));
    for (const std::string_view broken : {"MD2", "MD4", "MD5", "SHA1", "SHA-1"}) {
      if (digest != broken || digest == name) continue;
      out.push_back(
          finding(rule, signature->value,
                  "The app signs, or checks signatures, by " + shown(signature->value) + ", which can be forged.",
                  signature->evidence));
    }
  }
  return out;
}

/// Keys on curves have at most 571 bits, RSA keys that hold at least 2048; what lies between is a short RSA key.
std::vector<Finding> short_keys(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* size : input.all(fact::android_code_key_size)) {
    const auto bits = parse_number(size->value);
    if (!bits || *bits >= 2048 || (*bits <= 571 && *bits != 512)) continue;
    out.push_back(finding(rule, size->value,
                          "The app makes keys of " + shown(size->value) + " bits, which can be broken.",
                          size->evidence));
  }
  return out;
}

std::vector<Finding> predictable(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* use : input.all(fact::android_code_insecure_random)) {
    out.push_back(finding(rule, use->subject,
                          "The app draws random numbers that can be predicted (" + shown(use->subject) + ").",
                          use->evidence));
  }
  for (const Fact* generator : input.all(fact::android_code_random_algorithm)) {
    if (generator->value != "SHA1PRNG") continue;
    out.push_back(finding(rule, generator->value,
                          "The app asks for an outdated generator of random numbers (SHA1PRNG).", generator->evidence));
  }
  return out;
}

}  // namespace

const Rule and_dex_001i{
    .id = "AND-DEX-001i",
    .format = "apk",
    .family = "code",
    .severity = Severity::warn,
    .title = "Weak encryption",
    .why = "Data that is encrypted in this way can be read by others with moderate effort.",
    .would_pass = "The vendor uses AES in a mode that also protects against changes (such as GCM).",
    .citation =
        "OWASP MASVS v2.0.0, MASVS-CRYPTO-1; OWASP MASTG, MASTG-TEST-0221, \"Broken Symmetric Encryption Algorithms\", "
        "and MASTG-TEST-0232, \"Broken "
        "Symmetric Encryption Modes\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CRYPTO-1", "MASTG-TEST-0232", "CWE-327", hipaa::encryption_at_rest,
                vetting::vulnerability_types},
    .conclude = weak_ciphers,
};

const Rule and_dex_001j{
    .id = "AND-DEX-001j",
    .format = "apk",
    .family = "code",
    .severity = Severity::info,
    .title = "Checksums that can be forged",
    .why =
        "Where such a checksum protects passwords or signatures, it does not protect any more. Many apps use it for "
        "harmless purposes only.",
    .would_pass = "The vendor confirms that nothing depends on it, or uses SHA-256.",
    .citation =
        "NIST SP 800-131A revision 2, section 9; OWASP MASTG, MASTG-TEST-0014, \"Testing the Configuration of "
        "Cryptographic Standard Algorithms\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CRYPTO-1", "MASTG-TEST-0014", "CWE-328", hipaa::integrity, vetting::vulnerability_types},
    .conclude =
        [](const Rule& self, const RuleInput& input) {
          std::vector<Finding> out = weak_digests(self, input);
          for (Finding& one : weak_signatures(self, input)) out.push_back(std::move(one));
          return out;
        },
};

const Rule and_dex_001l{
    .id = "AND-DEX-001l",
    .format = "apk",
    .family = "code",
    .severity = Severity::info,
    .title = "Random numbers that can be predicted",
    .why =
        "Where keys or session numbers come from such a source, others can guess them. Many apps use it for harmless "
        "purposes only.",
    .would_pass = "The vendor confirms that no key or token comes from it, or uses SecureRandom.",
    .citation = "OWASP MASVS v2.0.0, MASVS-CRYPTO-1; OWASP MASTG, MASTG-TEST-0204, \"Insecure Random API Usage\"",
    .effective = "2023-04-01",
    .mapping = {"MASVS-CRYPTO-1", "MASTG-TEST-0204", "CWE-338", hipaa::encryption_at_rest,
                vetting::vulnerability_types},
    .conclude = predictable,
};

const Rule and_dex_001z{
    .id = "AND-DEX-001z",
    .format = "apk",
    .family = "code",
    .severity = Severity::warn,
    .title = "Keys that are too short",
    .why = "Whoever has recorded what such a key protects can compute the key, and read it.",
    .would_pass = "The vendor makes RSA keys of at least 2048 bits, better 3072, or keys on the curve P-256.",
    .citation =
        "NIST SP 800-131A revision 2, sections 3 and 6; OWASP MASTG, MASTG-TEST-0208, \"Insufficient Key Sizes\"",
    .effective = "2023-09-29",
    .mapping = {"MASVS-CRYPTO-2", "MASTG-TEST-0208", "CWE-326", hipaa::encryption_at_rest,
                vetting::vulnerability_types},
    .conclude = short_keys,
};

}  // namespace formulary::domain
