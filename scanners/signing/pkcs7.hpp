// PKCS #7 SignedData (RFC 2315, RFC 5652) as JAR signatures use it: detached, BER, often not quite as written. The
// structure is read here; which of its signers count, and for which platform levels, is said with each function.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanners/signing/x509.hpp"

namespace formulary::signing {

/// Views point into the bytes that were read.
struct Pkcs7Signer {
  View issuer;  ///< empty, as `serial`, when the certificate is named by key identifier
  View serial;
  std::string digest_oid;
  std::string signature_oid;
  std::optional<View> signed_attributes;  ///< encoded, with the tag [0]
  View signature;
};

struct Pkcs7 {
  std::vector<View> certificates;  ///< encoded
  std::string content_type;
  std::vector<Pkcs7Signer> signers;
};

/// Nothing when malformed. At most 100 certificates and 100 signers.
std::optional<Pkcs7> read_pkcs7(View data);

/// The two signed attributes that matter (RFC 5652, 11.1 and 11.2).
struct SignedAttributes {
  enum class State : std::uint8_t { sound, undecodable, ambiguous };  ///< ambiguous: an attribute or value twice

  State state = State::sound;
  std::optional<std::string> content_type;
  std::optional<View> message_digest;
};

/// `encoded` is Pkcs7Signer::signed_attributes. With `need_content_type` a second content type is ambiguous, too.
enum class ContentType : std::uint8_t { ignored, read };
SignedAttributes read_signed_attributes(View encoded, ContentType content_type);

}  // namespace formulary::signing
