// A certificate of a notified body. Its number has no common form and is unique with its notified body only, so a claim
// has to name both; and a certificate is issued in revisions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain {

struct CertificateNumber {
  std::string body;      ///< four digits, zeros kept; empty where the text names none
  std::string number;    ///< upper case, without spaces
  std::string revision;  ///< digits or a letter, as written; empty where the text names none

  bool operator==(const CertificateNumber&) const = default;
};

/// From `2265: 2024-MDR/QS-008/D`, `NB 2797 CE 123456`, `0123:G10 020326 0062 Rev. 03`. Nothing for what cannot be one,
/// and for a number that only registers a company.
std::optional<CertificateNumber> read_certificate(std::string_view text);

/// What records and claims carry: `2265:2024-MDR/QS-008/D`. The revision is not part of it: a later one is the same
/// certificate.
std::string to_text(const CertificateNumber& certificate);

/// What `Scheme::read` does for certificates.
std::optional<Number> read_certificate_number(std::string_view text);

/// EUDAMED, certificates: certificateStatus.
inline constexpr StatusMeaning certificate_statuses[] = {
    {"ISSUED", Standing::allows, "The certificate is in force."},
    {"AMENDED", Standing::allows, "The certificate was amended and is in force."},
    {"SUPPLEMENTED", Standing::allows, "The certificate was supplemented and is in force."},
    {"REISSUED", Standing::allows, "The certificate was issued again and is in force."},
    {"REINSTATED", Standing::allows, "The certificate was suspended once and is in force again."},
    {"RESTRICTED", Standing::person, "The certificate is restricted: read its conditions."},
    {"EXPIRED", Standing::denies, "The certificate has expired."},
    {"REFUSED", Standing::denies, "The certificate was refused."},
    {"SUSPENDED", Standing::denies, "The certificate is suspended."},
    {"WITHDRAWN", Standing::denies, "The certificate was withdrawn."},
    {"CANCELLED", Standing::denies, "The certificate was cancelled."},
};
/// The same where a certificate alone does not do: what would allow waits for a person.
inline constexpr StatusMeaning conditional_certificate_statuses[] = {
    {"ISSUED", Standing::person,
     "The certificate was issued. Whether it still counts depends on conditions: see the expiry rule."},
    {"AMENDED", Standing::person,
     "The certificate was amended. Whether it still counts depends on conditions: see the expiry rule."},
    {"SUPPLEMENTED", Standing::person,
     "The certificate was supplemented. Whether it still counts depends on conditions: see the expiry rule."},
    {"REISSUED", Standing::person,
     "The certificate was issued again. Whether it still counts depends on conditions: see the expiry rule."},
    {"REINSTATED", Standing::person,
     "The certificate was reinstated. Whether it still counts depends on conditions: see the expiry rule."},
    {"RESTRICTED", Standing::person, "The certificate is restricted: read its conditions."},
    {"EXPIRED", Standing::person, "The printed date has passed. Whether the law prolongs it, see the expiry rule."},
    {"REFUSED", Standing::denies, "The certificate was refused."},
    {"SUSPENDED", Standing::denies, "The certificate is suspended."},
    {"WITHDRAWN", Standing::denies, "The certificate was withdrawn."},
    {"CANCELLED", Standing::denies, "The certificate was cancelled."},
};

}  // namespace formulary::domain
