// Certificates and keys that the package brings along as files: whom it trusts beyond the platform's own list, and
// what should never be in a package, private keys. Looked at are files that the network security configuration names,
// and those whose names say what they are.
#include <algorithm>
#include <array>
#include <set>

#include "scanners/bytes/ber.hpp"
#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/pem.hpp"
#include "scanners/formats/android/certificate.hpp"
#include "scanners/formats/android/element.hpp"

namespace formulary::formats::android {
namespace {

using bytes::View;

constexpr std::uint64_t largest_file = 1024 * 1024;
constexpr std::size_t most_files = 200;
constexpr std::size_t most_certificates = 500;

std::string ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  std::string text(dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1));
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool may_hold_keys(std::string_view name) {
  static constexpr std::array<std::string_view, 12> endings = {"pem", "der", "cer", "crt", "ca",  "key",
                                                               "p8",  "p12", "pfx", "jks", "bks", "keystore"};
  // What lies in META-INF belongs to the signature.
  return !name.starts_with("META-INF/") && std::ranges::find(endings, ending(name)) != endings.end();
}

// Private keys without armour: PrivateKeyInfo ::= SEQUENCE { INTEGER 0 or 1, SEQUENCE { OBJECT IDENTIFIER … }, OCTET
// STRING … } (RFC 5958); RSAPrivateKey ::= SEQUENCE { INTEGER 0, INTEGER modulus … } (RFC 8017, A.1.2); ECPrivateKey
// ::= SEQUENCE { INTEGER 1, OCTET STRING … } (RFC 5915). And PKCS #12: PFX ::= SEQUENCE { INTEGER 3, ContentInfo … }
// (RFC 7292, section 4).
std::string_view encoded_key(View content) {
  namespace ber = bytes::ber;
  bytes::BerReader outer(content);
  const auto sequence = outer.expect(ber::sequence);
  bytes::BerReader fields(sequence ? sequence->content : View());
  const auto version = fields.expect(ber::integer);
  const auto second = fields.next();
  if (!version || version->content.size() != 1 || !second) return {};
  const int number = std::to_integer<int>(version->content[0]);
  const auto inner = second->is(ber::sequence) ? bytes::BerReader(second->content).next() : std::nullopt;
  const bool identified = inner && inner->is(ber::object_identifier);
  if (number == 3 && identified) return "PKCS #12 key store";
  const auto third = fields.next();
  const bool info = number <= 1 && identified && third && third->is(ber::octet_string);
  const bool rsa = number == 0 && second->is(ber::integer) && second->content.size() >= 64;
  const bool ec = number == 1 && second->is(ber::octet_string);
  return info || rsa || ec ? "PRIVATE KEY" : std::string_view();
}

// Java's key stores: JKS and JCEKS begin with a magic number (JavaKeyStore.java, JceKeyStore.java); Bouncy Castle's
// with a version of 1 or 2, and a salt of 20 bytes with its length before it (BcKeyStoreSpi.java).
std::string_view key_store(View content) {
  bytes::Cursor cursor(content);
  std::array<std::uint8_t, 8> first{};
  for (std::uint8_t& byte : first) byte = cursor.u8("start");
  if (!cursor.ok()) return {};
  const auto starts = [&](std::initializer_list<std::uint8_t> with) {
    return std::equal(with.begin(), with.end(), first.begin());
  };
  if (starts({0xfe, 0xed, 0xfe, 0xed})) return "JKS key store";
  if (starts({0xce, 0xce, 0xce, 0xce})) return "JCEKS key store";
  if (starts({0, 0, 0, 1, 0, 0, 0, 20}) || starts({0, 0, 0, 2, 0, 0, 0, 20})) return "BKS key store";
  return encoded_key(content);
}

class TrustReader {
 public:
  TrustReader(Package& package, const std::set<std::string>& anchors) : package_(package), anchors_(anchors) {}

  void read(const bytes::ZipEntry& entry) {
    const bool anchor = is_anchor(entry);
    if (entry.size > largest_file || ++files_ > most_files) {
      if (anchor) package_.context.object(anomaly::network_anchor_unreadable, "too large", entry.name);
      return;
    }
    ScanContext& context = package_.context;
    const auto content = package_.zip.extract(entry, context.budget, context.anomalies, bytes::Checksum::only_reported);
    const bool found = content && read_content(*content, clean(entry.name));
    if (anchor && !found) context.object(anomaly::network_anchor_unreadable, "no certificate", clean(entry.name));
  }

  // The configuration names files as they lie in the package; a bundle has them in its module's folder.
  bool is_anchor(const bytes::ZipEntry& entry) const {
    return entry.name.starts_with(package_.folder) && anchors_.contains(entry.name.substr(package_.folder.size()));
  }

 private:
  // Whether there is a certificate in it.
  bool read_content(View content, const std::string& file) {
    bool found = false;
    for (const bytes::PemBlock& block : bytes::read_pem(content)) {
      const std::string place = file + bytes::at_offset(block.offset);
      if (block.label.ends_with("PRIVATE KEY")) state_key(file, block.label, place);
      if (block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE") {
        found |= read_certificate(block.content, file, place);
      }
    }
    if (found) return true;
    if (const std::string_view kind = key_store(content); !kind.empty()) state_key(file, kind, file);
    return read_certificate(content, file, file);
  }

  void state_key(const std::string& file, std::string_view kind, const std::string& place) {
    package_.context.state(fact::android_bundled_private_key, file, kind, place);
  }

  bool read_certificate(View encoded, const std::string& file, const std::string& place) {
    // A certificate is a SEQUENCE; anything else need not be tried, which costs steps.
    constexpr std::byte sequence{0x30};
    if (encoded.empty() || encoded[0] != sequence || seen_.size() >= most_certificates) return false;
    const auto certificate = signing::Certificate::parse(encoded, package_.context.budget);
    if (!certificate) return false;
    ScanContext& context = package_.context;
    context.state(fact::android_bundled_certificate, file, certificate->sha256(), place);
    if (!seen_.insert(certificate->sha256()).second) return true;
    state_certificate(context, *certificate, place);
    context.state(fact::certificate_authority, certificate->sha256(), truth(certificate->may_issue()), place);
    for (const std::string& name : certificate->dns_names()) {
      context.state(fact::certificate_dns_name, certificate->sha256(), name, place);
    }
    return true;
  }

  Package& package_;
  const std::set<std::string>& anchors_;
  std::size_t files_ = 0;
  std::set<std::string> seen_;
};

}  // namespace

void state_bundled_trust(Package& package, const std::set<std::string>& anchors) {
  TrustReader reader(package, anchors);
  // What the configuration names first, so that a crowd of other files cannot hide it.
  for (const std::string& anchor : anchors) {
    if (const bytes::ZipEntry* entry = package.zip.find(package.folder + anchor)) {
      reader.read(*entry);
    } else {
      package.context.object(anomaly::network_anchor_unreadable, "missing", anchor);
    }
  }
  for (const bytes::ZipEntry& entry : package.zip.entries()) {
    if (entry.name.starts_with(package.folder) && may_hold_keys(entry.name) && !reader.is_anchor(entry)) {
      reader.read(entry);
    }
  }
}

}  // namespace formulary::formats::android
