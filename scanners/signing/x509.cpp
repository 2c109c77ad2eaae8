#include "scanners/signing/x509.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "scanners/bytes/ber.hpp"
#include "scanners/signing/safe_text.hpp"
#include "scanners/signing/weak_key.hpp"

namespace formulary::signing {
namespace {

constexpr std::size_t longest_name = 512;
constexpr std::size_t longest_serial = 64;  // bytes

const unsigned char* raw(View data) { return reinterpret_cast<const unsigned char*>(data.data()); }

// Certificate ::= SEQUENCE { tbsCertificate SEQUENCE { [0] version, serialNumber, signature, issuer, validity, subject,
//                            subjectPublicKeyInfo, … }, … } (4.1)
View find_spki(View certificate) {
  bytes::BerReader outer(certificate);
  const auto sequence = outer.expect(bytes::ber::sequence);
  bytes::BerReader inner(sequence ? sequence->content : View());
  const auto to_be_signed = inner.expect(bytes::ber::sequence);
  bytes::BerReader fields(to_be_signed ? to_be_signed->content : View());
  fields.take_context(0);
  for (int i = 0; i < 5; ++i) fields.next();
  const auto spki = fields.expect(bytes::ber::sequence);
  return spki ? spki->encoded : View();
}

// RFC 2253, 2.4: what cannot be written as text is written as `#` and its encoding in hexadecimal.
std::string undecodable_name(const X509_NAME* name) {
  const unsigned char* encoded = nullptr;
  std::size_t length = 0;
  if (X509_NAME_entry_count(name) == 0 || X509_NAME_get0_der(name, &encoded, &length) != 1) return {};
  return "#" + hex({reinterpret_cast<const std::byte*>(encoded), std::min(length, longest_name)});
}

std::string name_text(const X509_NAME* name) {
  BIO* bio = BIO_new(BIO_s_mem());
  if (bio == nullptr) return {};
  std::string text;
  const unsigned long flags = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  if (X509_NAME_print_ex(bio, name, 0, flags) >= 0) {
    char* data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    if (length > 0) text.assign(data, static_cast<std::size_t>(length));
  }
  BIO_free(bio);
  ERR_clear_error();
  return safe_text(text.empty() ? undecodable_name(name) : text, longest_name);
}

std::string serial_text(const ASN1_INTEGER* serial) {
  const View content(reinterpret_cast<const std::byte*>(ASN1_STRING_get0_data(serial)),
                     static_cast<std::size_t>(std::max(0, ASN1_STRING_length(serial))));
  const bool negative = (ASN1_STRING_type(serial) & V_ASN1_NEG) != 0;
  const std::string digits = hex(content.first(std::min(content.size(), longest_serial)));
  return (negative ? "-" : "") + (digits.empty() ? "00" : digits) + (content.size() > longest_serial ? "…" : "");
}

std::string time_text(const ASN1_TIME* time) {
  std::tm fields{};
  const bool valid = time != nullptr && ASN1_TIME_to_tm(time, &fields) == 1;
  ERR_clear_error();
  if (!valid) return {};
  std::array<char, 40> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &fields);
  return {text.data(), length};
}

std::string exponent_text(View exponent) {
  if (exponent.empty()) return {};
  if (exponent.size() > 8) return "0x" + hex(exponent.first(8)) + "…";
  std::uint64_t value = 0;
  for (const std::byte digit : exponent) value = value << 8 | std::to_integer<std::uint64_t>(digit);
  return std::to_string(value);
}

bool is_authority(X509* certificate) {
  if (X509_get_ext_by_NID(certificate, NID_basic_constraints, -1) < 0) return false;
  const std::unique_ptr<BASIC_CONSTRAINTS, decltype(&BASIC_CONSTRAINTS_free)> constraints(
      static_cast<BASIC_CONSTRAINTS*>(X509_get_ext_d2i(certificate, NID_basic_constraints, nullptr, nullptr)),
      BASIC_CONSTRAINTS_free);
  ERR_clear_error();
  return constraints && constraints->ca != 0;
}

std::string algorithm_text(const X509* certificate) {
  const X509_ALGOR* algorithm = nullptr;
  X509_get0_signature(nullptr, &algorithm, certificate);
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  std::array<char, 128> text{};
  OBJ_obj2txt(text.data(), text.size(), object, 0);
  return safe_text(text.data(), text.size());
}

}  // namespace

std::optional<Certificate> Certificate::parse(View encoded, Budget& budget) {
  if (encoded.empty() || encoded.size() > largest) return std::nullopt;
  // OpenSSL makes an object of every small part, which takes thirty times the certificate's size.
  if (!budget.take(budget.steps, 10'000 + 25 * encoded.size(), "certificates")) return std::nullopt;
  prepare();
  Certificate certificate;
  certificate.encoded_ = std::make_shared<const Bytes>(encoded.begin(), encoded.end());
  const View kept = *certificate.encoded_;
  const unsigned char* position = raw(kept);
  certificate.parsed_.reset(d2i_X509(nullptr, &position, static_cast<long>(kept.size())), X509_free);
  ERR_clear_error();
  if (!certificate.parsed_ || position != raw(kept) + kept.size()) return std::nullopt;
  certificate.spki_ = find_spki(kept);
  if (certificate.spki_.empty()) return std::nullopt;
  certificate.sha256_ = hex(digest(DigestAlgorithm::sha256, kept));
  certificate.key_ = PublicKey::from_spki(certificate.spki_);
  return certificate;
}

bool Certificate::holds_key(View spki) const {
  if (std::ranges::equal(spki, spki_)) return true;
  return key_ && std::ranges::equal(spki, key_->spki());
}

bool Certificate::is_named_by(View issuer, View serial) const {
  const unsigned char* position = raw(issuer);
  const std::unique_ptr<X509_NAME, decltype(&X509_NAME_free)> name(
      d2i_X509_NAME(nullptr, &position, static_cast<long>(issuer.size())), X509_NAME_free);
  position = raw(serial);
  const std::unique_ptr<ASN1_INTEGER, decltype(&ASN1_INTEGER_free)> number(
      d2i_ASN1_INTEGER(nullptr, &position, static_cast<long>(serial.size())), ASN1_INTEGER_free);
  const bool same = name && number && ASN1_INTEGER_cmp(number.get(), X509_get0_serialNumber(parsed_.get())) == 0 &&
                    X509_NAME_cmp(name.get(), X509_get_issuer_name(parsed_.get())) == 0;
  ERR_clear_error();
  return same;
}

bool Certificate::is_self_issued() const { return is_issued_by(*this); }

bool Certificate::is_issued_by(const Certificate& issuer) const {
  return X509_NAME_cmp(X509_get_issuer_name(parsed_.get()), X509_get_subject_name(issuer.parsed_.get())) == 0;
}

bool Certificate::has_unknown_critical_extension() const {
  for (int i = 0; i < X509_get_ext_count(parsed_.get()); ++i) {
    X509_EXTENSION* extension = X509_get_ext(parsed_.get(), i);
    if (X509_EXTENSION_get_critical(extension) == 1 && X509_supported_extension(extension) != 1) return true;
  }
  return false;
}

bool Certificate::may_sign() const {
  if (X509_get_ext_by_NID(parsed_.get(), NID_key_usage, -1) < 0) return true;
  const std::unique_ptr<ASN1_BIT_STRING, decltype(&ASN1_BIT_STRING_free)> usage(
      static_cast<ASN1_BIT_STRING*>(X509_get_ext_d2i(parsed_.get(), NID_key_usage, nullptr, nullptr)),
      ASN1_BIT_STRING_free);
  ERR_clear_error();
  if (!usage) return false;
  constexpr int digital_signature = 0;
  constexpr int non_repudiation = 1;
  return ASN1_BIT_STRING_get_bit(usage.get(), digital_signature) == 1 ||
         ASN1_BIT_STRING_get_bit(usage.get(), non_repudiation) == 1;
}

bool Certificate::may_issue() const {
  const bool authority = X509_check_ca(parsed_.get()) != 0;
  ERR_clear_error();
  return authority;
}

std::vector<std::string> Certificate::dns_names() const {
  constexpr int most_names = 100;
  constexpr std::size_t longest_dns_name = 253;
  std::vector<std::string> found;
  const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(parsed_.get(), NID_subject_alt_name, nullptr, nullptr)),
      GENERAL_NAMES_free);
  ERR_clear_error();
  const int count = names ? std::min(sk_GENERAL_NAME_num(names.get()), most_names) : 0;
  for (int i = 0; i < count; ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS) continue;
    const ASN1_STRING* text = name->d.dNSName;
    const auto length = static_cast<std::size_t>(std::max(0, ASN1_STRING_length(text)));
    found.push_back(safe_text({reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)), length}, longest_dns_name));
  }
  return found;
}

CertificateText Certificate::text() const {
  CertificateText text;
  text.subject = name_text(X509_get_subject_name(parsed_.get()));
  text.issuer = name_text(X509_get_issuer_name(parsed_.get()));
  text.serial = serial_text(X509_get0_serialNumber(parsed_.get()));
  text.not_before = time_text(X509_get0_notBefore(parsed_.get()));
  text.not_after = time_text(X509_get0_notAfter(parsed_.get()));
  text.authority = is_authority(parsed_.get());
  text.key_sha256 = hex(digest(DigestAlgorithm::sha256, key_ ? View(key_->spki()) : spki_));
  text.signature_algorithm = algorithm_text(parsed_.get());
  if (key_) {
    text.key_type = safe_text(key_->type(), 32);
    text.key_size = std::to_string(key_->bits());
    text.key_curve = safe_text(key_->curve(), 64);
    text.key_exponent = exponent_text(key_->exponent());
    text.key_weakness = weakness_of(key_->modulus());
  }
  return text;
}

}  // namespace formulary::signing
