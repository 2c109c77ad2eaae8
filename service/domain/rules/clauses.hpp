// The clauses that rules are mapped to, each written once.
#pragma once

#include <string_view>

namespace formulary::domain {

/// HIPAA Security and Privacy Rules, Title 45 of the Code of Federal Regulations.
namespace hipaa {
inline constexpr std::string_view risk_analysis = "45 CFR 164.308(a)(1)(ii)(A)";
inline constexpr std::string_view malicious_software = "45 CFR 164.308(a)(5)(ii)(B)";
inline constexpr std::string_view media = "45 CFR 164.310(d)(1)";
inline constexpr std::string_view access_control = "45 CFR 164.312(a)(1)";
inline constexpr std::string_view encryption_at_rest = "45 CFR 164.312(a)(2)(iv)";
inline constexpr std::string_view integrity = "45 CFR 164.312(c)(1)";
inline constexpr std::string_view authentication = "45 CFR 164.312(d)";
inline constexpr std::string_view transmission = "45 CFR 164.312(e)(1)";
inline constexpr std::string_view transmission_encryption = "45 CFR 164.312(e)(2)(ii)";
inline constexpr std::string_view disclosure = "45 CFR 164.502(a)";
inline constexpr std::string_view minimum_necessary = "45 CFR 164.502(b)";
}  // namespace hipaa

/// NIST SP 800-163 revision 1, "Vetting the Security of Mobile Applications", April 2019.
namespace vetting {
inline constexpr std::string_view requirements = "SP 800-163r1 section 2.2";
inline constexpr std::string_view intake = "SP 800-163r1 section 3.1";
inline constexpr std::string_view testing = "SP 800-163r1 section 3.2";
inline constexpr std::string_view binary_testing = "SP 800-163r1 section 4.1.2";
inline constexpr std::string_view vulnerability_types = "SP 800-163r1 appendix B";
}  // namespace vetting

}  // namespace formulary::domain
