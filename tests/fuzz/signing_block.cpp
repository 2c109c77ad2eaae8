// The signing block of a package that is otherwise in order: schemes v2 to v3.1, lineage and stamp.
#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_app.hpp"

namespace formulary::fuzz::signing_block {
namespace {

const Bytes& unsigned_package() {
  static const Bytes file = support::AndroidApp().unsigned_package();
  return file;
}

/// The block as it lies in a signed package: between the last entry and the central directory.
Bytes block_of(const Bytes& package) {
  const std::uint64_t directory = support::read_little(package, package.size() - 6, 4);
  const std::uint64_t size = support::read_little(package, directory - 24, 8);
  return package.substr(directory - size - 8, size + 8);
}

}  // namespace

void run(View data) {
  Bytes package = unsigned_package();
  const std::uint64_t directory = support::read_little(package, package.size() - 6, 4);
  package.insert(directory, bytes::as_text(data));
  support::patch(package, package.size() - 6, support::u32(directory + data.size()));
  (void)scan(support::source(package));
}

std::vector<Bytes> seeds() {
  const support::Signer vendor = support::make_signer({.key = support::Key::ec()});
  const support::Signer other = support::make_signer();
  const support::AndroidApp app;
  return {block_of(app.signed_by(vendor, support::Schemes::v2v3)), block_of(app.signed_by(other, support::Schemes::v2)),
          block_of(app.signed_with({.signer = vendor, .schemes = support::Schemes::v1v2v3v31, .rotated_to = other}))};
}

}  // namespace formulary::fuzz::signing_block
