// What a certificate in the file says of itself, as facts whose subject is its SHA-256. Whether that is acceptable is
// not said here.
#pragma once

#include <string_view>

#include "scanners/format.hpp"
#include "scanners/signing/x509.hpp"

namespace formulary::formats::android {

/// Gives what it stated; empty when the budget is spent.
signing::CertificateText state_certificate(ScanContext& context, const signing::Certificate& certificate,
                                           std::string_view evidence);

}  // namespace formulary::formats::android
