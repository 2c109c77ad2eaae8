// Certificates and keys as files of a package: armoured or not, key stores, or anything else.
#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_app.hpp"
#include "tests/support/signer.hpp"

namespace formulary::fuzz::bundled_trust {

void run(View data) {
  support::AndroidApp app;
  app.file("res/raw/ca.pem", Bytes(bytes::as_text(data)));
  (void)scan(support::source(app.unsigned_package()));
}

std::vector<Bytes> seeds() {
  const support::Signer authority =
      support::make_signer({.key = support::Key::ec(), .authority = true, .dns_names = {"*.example.org"}});
  const Bytes certificate = authority.certificate_der();
  const Bytes key = authority.key.private_key();
  return {certificate,
          support::pem("CERTIFICATE", certificate) + support::pem("PRIVATE KEY", key),
          key,
          "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nb25l\n-----END RSA PRIVATE KEY-----\n",
          Bytes("\xfe\xed\xfe\xed\0\0\0\2", 8),
          Bytes("\0\0\0\2\0\0\0\x14", 8)};
}

}  // namespace formulary::fuzz::bundled_trust
