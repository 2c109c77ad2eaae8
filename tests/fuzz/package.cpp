// A whole package through the whole scanner.
#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_app.hpp"

namespace formulary::fuzz::package {

void run(View data) { (void)scan(bytes::MemorySource(data)); }

std::vector<Bytes> seeds() {
  const support::Signer vendor = support::make_signer();
  const support::Signer other = support::make_signer({.key = support::Key::ec()});
  support::AndroidApp app;
  app.debuggable().cleartext().permission("android.permission.CAMERA", 30);
  return {app.unsigned_package(), app.signed_by(vendor), app.signed_by(other, support::Schemes::v2v3),
          app.signed_with({.signer = vendor, .schemes = support::Schemes::v1v2v3v31, .rotated_to = other})};
}

}  // namespace formulary::fuzz::package
