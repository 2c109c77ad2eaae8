#include "scanners/signing/pkcs7.hpp"

#include <map>

#include "scanners/bytes/ber.hpp"

namespace formulary::signing {
namespace {

using bytes::BerReader;
using bytes::BerValue;
namespace ber = bytes::ber;

constexpr std::string_view signed_data_oid = "1.2.840.113549.1.7.2";
constexpr std::string_view content_type_oid = "1.2.840.113549.1.9.3";
constexpr std::string_view message_digest_oid = "1.2.840.113549.1.9.4";
constexpr std::size_t most_members = 100;

View content_of(const std::optional<BerValue>& value) { return value ? value->content : View(); }

// AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
std::string read_algorithm(BerReader& reader) {
  BerReader fields(content_of(reader.expect(ber::sequence)));
  const auto oid = fields.expect(ber::object_identifier);
  return oid ? bytes::oid_text(oid->content) : std::string();
}

// SignerInfo ::= SEQUENCE { version INTEGER, sid SignerIdentifier, digestAlgorithm, signedAttrs [0] IMPLICIT SET
// OPTIONAL,
//                           signatureAlgorithm, signature OCTET STRING, unsignedAttrs [1] IMPLICIT SET OPTIONAL }
// SignerIdentifier ::= CHOICE { SEQUENCE { issuer Name, serialNumber INTEGER }, [0] OCTET STRING } (RFC 5652, 5.3)
std::optional<Pkcs7Signer> read_signer(View content) {
  Pkcs7Signer signer;
  BerReader fields(content);
  fields.expect(ber::integer);
  const auto identifier = fields.next();
  if (!identifier) return std::nullopt;
  if (identifier->is(ber::sequence)) {
    BerReader names(identifier->content);
    const auto issuer = names.expect(ber::sequence);
    const auto serial = names.expect(ber::integer);
    if (!issuer || !serial) return std::nullopt;
    signer.issuer = issuer->encoded;
    signer.serial = serial->encoded;
  } else if (!identifier->is_context(0)) {
    return std::nullopt;
  }
  signer.digest_oid = read_algorithm(fields);
  if (const auto attributes = fields.take_context(0)) signer.signed_attributes = attributes->encoded;
  signer.signature_oid = read_algorithm(fields);
  const auto signature = fields.expect(ber::octet_string);
  if (!signature || signer.digest_oid.empty() || signer.signature_oid.empty()) return std::nullopt;
  signer.signature = signature->content;
  return signer;
}

}  // namespace

// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }
// SignedData ::= SEQUENCE { version INTEGER, digestAlgorithms SET, encapContentInfo SEQUENCE { eContentType, … },
//   certificates [0] IMPLICIT SET OPTIONAL, crls [1] IMPLICIT SET OPTIONAL, signerInfos SET } (RFC 5652, 3 and 5.1)
std::optional<Pkcs7> read_pkcs7(View data) {
  BerReader outer(data);
  BerReader info(content_of(outer.expect(ber::sequence)));
  const auto type = info.expect(ber::object_identifier);
  if (!type || bytes::oid_text(type->content) != signed_data_oid) return std::nullopt;
  BerReader explicit_content(content_of(info.take_context(0)));
  BerReader fields(content_of(explicit_content.expect(ber::sequence)));
  fields.expect(ber::integer);
  fields.expect(ber::set);
  BerReader encapsulated(content_of(fields.expect(ber::sequence)));
  const auto content_type = encapsulated.expect(ber::object_identifier);
  BerReader certificates(content_of(fields.take_context(0)));
  fields.take_context(1);
  const auto signer_set = fields.expect(ber::set);
  if (!signer_set || !content_type) return std::nullopt;

  Pkcs7 pkcs7;
  pkcs7.content_type = bytes::oid_text(content_type->content);
  while (const auto certificate = certificates.next()) {
    if (pkcs7.certificates.size() >= most_members) return std::nullopt;
    pkcs7.certificates.push_back(certificate->encoded);
  }
  BerReader signers(signer_set->content);
  while (const auto value = signers.next()) {
    const auto signer = value->is(ber::sequence) ? read_signer(value->content) : std::nullopt;
    if (!signer || pkcs7.signers.size() >= most_members) return std::nullopt;
    pkcs7.signers.push_back(*signer);
  }
  if (!certificates.ok() || !signers.ok()) return std::nullopt;
  return pkcs7;
}

// SET OF Attribute; Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF ANY } (RFC 5652, 5.3)
SignedAttributes read_signed_attributes(View encoded, ContentType content_type) {
  using enum SignedAttributes::State;
  SignedAttributes result;
  BerReader outer(encoded);
  BerReader members(content_of(outer.next()));
  std::map<std::string, View> values;
  bool twice = false;
  while (const auto member = members.next()) {
    BerReader fields(member->is(ber::sequence) ? member->content : View());
    const auto type = fields.expect(ber::object_identifier);
    const auto set = fields.expect(ber::set);
    if (!type || !set || values.size() == most_members) return {undecodable, {}, {}};
    twice = !values.emplace(bytes::oid_text(type->content), set->content).second || twice;
  }
  if (!members.ok() || !outer.ok()) return {undecodable, {}, {}};
  if (twice) return {ambiguous, {}, {}};

  // The only value of an attribute; nothing when it has none.
  const auto single = [&](std::string_view oid) -> std::optional<BerValue> {
    const auto found = values.find(std::string(oid));
    if (found == values.end() || result.state != sound) return std::nullopt;
    BerReader reader(found->second);
    const auto value = reader.next();
    if (!reader.ok()) result.state = undecodable;
    if (value && !reader.at_end()) result.state = ambiguous;
    return value;
  };
  if (content_type == ContentType::read) {
    if (const auto value = single(content_type_oid)) {
      if (!value->is(ber::object_identifier)) result.state = ambiguous;
      result.content_type = bytes::oid_text(value->content);
    }
  }
  if (const auto value = single(message_digest_oid)) {
    if (!value->is(ber::octet_string)) result.state = ambiguous;
    result.message_digest = value->content;
  }
  return result;
}

}  // namespace formulary::signing
