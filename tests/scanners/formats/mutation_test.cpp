// Packages with bytes changed, cut out or cut off at random: whatever comes in, a Report comes out, with text that can
// be stored. The seed is fixed, so a failure can be repeated.
#include <random>

#include <gtest/gtest.h>

#include "scanners/bytes/text.hpp"
#include "tests/scanners/formats/stated.hpp"

namespace formulary::formats::test {
namespace {

using support::Bytes;

void spoil(Bytes& file, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
  for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
    const std::size_t at = below(file.size());
    switch (below(6)) {
      case 0:
        file[at] = static_cast<char>(below(256));
        break;
      case 1:
        file[at] = static_cast<char>(file[at] ^ (1 << below(8)));
        break;
      case 2:
        support::patch(file, at, support::u32(0xffffffff).substr(0, std::min<std::size_t>(4, file.size() - at)));
        break;
      case 3:
        file.erase(at, below(64));
        break;
      case 4:
        file.insert(at, file.substr(below(file.size()), below(64)));
        break;
      default:
        file.resize(at + 1);
        break;
    }
  }
}

// A package whose every part is stored, so that changes reach the manifest and the table and not only DEFLATE.
Bytes stored_package() {
  support::AndroidApp app;
  app.label("Ward", "Station").permission("android.permission.CAMERA");
  app.component("provider", ".Files", true).set("android:authorities", support::text("a;b"));
  support::ZipBuilder zip;
  for (const auto& [name, content] : app.files()) zip.store(name, content);
  return zip.build();
}

TEST(Mutation, APackageNeverMakesTheScannerFail) {
  const Bytes good = stored_package();
  std::mt19937 random(20260731);
  for (int round = 0; round < 3000; ++round) {
    Bytes file = good;
    spoil(file, random);
    const Stated stated(file);
    for (const Fact& one : stated.report().facts) {
      ASSERT_TRUE(bytes::is_utf8(one.subject) && bytes::is_utf8(one.value) && bytes::is_utf8(one.evidence)) << round;
    }
  }
}

TEST(Mutation, AManifestNeverMakesTheScannerFail) {
  support::AndroidApp app;
  app.component("service", ".Sync", true).child("meta-data").set("android:name", support::text("x"));
  const Bytes good = support::binary_xml(app.manifest());
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    Bytes manifest = good;
    spoil(manifest, random);
    app.file("AndroidManifest.xml", manifest);
    const Stated stated(app);
    ASSERT_EQ(stated.report().format, "apk");
  }
}

}  // namespace
}  // namespace formulary::formats::test
