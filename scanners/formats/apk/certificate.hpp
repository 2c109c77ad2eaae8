// What the package's facts say about a certificate, wherever in the package it is.
#pragma once

#include <string_view>

#include "scanners/format.hpp"
#include "scanners/signing/x509.hpp"

namespace formulary::formats::apk {

/// States the certificate's fields; the subject is its SHA-256.
void state_certificate(ScanContext& context, const signing::Certificate& certificate, std::string_view evidence);

}  // namespace formulary::formats::apk
