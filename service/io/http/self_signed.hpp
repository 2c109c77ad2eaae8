// A certificate that vouches for itself, for a first try: ECDSA on P-256, for a year, for the names that this machine
// is reached by. A browser warns about it, rightly; its fingerprint, read out on the terminal, is what to compare.
#pragma once

#include <string>
#include <vector>

#include "service/io/http/tls_files.hpp"

namespace formulary::io::http {

/// The certificate and key in `folder`, which only this account may read; made when there is none, or it has expired.
/// `names` are host names and addresses. Throws std::runtime_error when it cannot be written.
TlsFiles self_signed(const std::string& folder, const std::vector<std::string>& names);

}  // namespace formulary::io::http
