#include "scanners/formats/android/certificate.hpp"

namespace formulary::formats::android {

signing::CertificateText state_certificate(ScanContext& context, const signing::Certificate& certificate,
                                           std::string_view evidence) {
  // Looking for weaknesses of a key takes the longer the larger it is.
  const std::uint64_t bits = certificate.key() ? certificate.key()->bits() : 0;
  if (!context.budget.take(context.budget.steps, bits * bits / 250, "certificates")) return {};
  const std::string& subject = certificate.sha256();
  signing::CertificateText text = certificate.text();
  const auto state = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) context.state(name, subject, value, evidence);
  };
  state(fact::certificate_sha256, subject);
  state(fact::certificate_subject, text.subject);
  state(fact::certificate_issuer, text.issuer);
  state(fact::certificate_serial, text.serial);
  state(fact::certificate_not_before, text.not_before);
  state(fact::certificate_not_after, text.not_after);
  state(fact::certificate_key_type, text.key_type);
  state(fact::certificate_key_size, text.key_size);
  state(fact::certificate_key_curve, text.key_curve);
  state(fact::certificate_key_exponent, text.key_exponent);
  state(fact::certificate_key_weakness, text.key_weakness);
  state(fact::certificate_key_sha256, text.key_sha256);
  state(fact::certificate_signature_algorithm, text.signature_algorithm);
  return text;
}

}  // namespace formulary::formats::android
