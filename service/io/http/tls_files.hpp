// Where the certificate and its key are, as PEM. A file may hold both.
#pragma once

#include <string>

namespace formulary::io::http {

struct TlsFiles {
  std::string certificate;  ///< with the intermediate certificates after it
  std::string key;
  std::string client_authorities;  ///< whose client certificates are accepted; empty: none is asked for
};

}  // namespace formulary::io::http
