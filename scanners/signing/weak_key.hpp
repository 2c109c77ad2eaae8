// Moduli of RSA keys whose factors others can compute, by what the public key alone shows. A test that finds nothing
// proves nothing.
#pragma once

#include <string_view>

#include "scanners/signing/digest.hpp"

namespace formulary::signing {

/// Looks at the big-endian `modulus`; empty when no weakness is known, else one of
///   `small_factor`   divisible by a prime below 1000;
///   `roca`           CVE-2017-15361: made by a faulty library of smart cards and TPMs (Nemec, Sys, Svenda and others,
///                    "The Return of Coppersmith's Attack", section 2.1: modulo each small prime it is a power of
///                    65537);
///   `close_factors`  CVE-2022-26320: the two factors lie so close together that Fermat's method finds them at once.
std::string_view weakness_of(View modulus);

}  // namespace formulary::signing
