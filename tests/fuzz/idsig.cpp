// The file of signature scheme v4 beside a package that is in order.
#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_app.hpp"
#include "tests/support/idsig_builder.hpp"

namespace formulary::fuzz::idsig {
namespace {

struct Signed {
  support::Signer vendor = support::make_signer({.key = support::Key::ec()});
  Bytes digest, package;

  Signed() {
    const support::AndroidApp app;
    digest = support::content_digest(app.unsigned_package());
    package = app.signed_by(vendor, support::Schemes::v2v3);
  }
};
const Signed& once() {
  static const Signed made;
  return made;
}

}  // namespace

void run(View data) {
  ScanOptions options;
  options.idsig.emplace(data.begin(), data.end());
  (void)scan(support::source(once().package), options);
}

std::vector<Bytes> seeds() {
  const support::IdsigRecipe recipe{.signer = once().vendor, .apk_digest = once().digest};
  support::IdsigRecipe extended = recipe;
  extended.more = {{support::v31_block_id, once().vendor}};
  return {support::idsig_file(once().package, recipe), support::idsig_file(once().package, extended)};
}

}  // namespace formulary::fuzz::idsig
