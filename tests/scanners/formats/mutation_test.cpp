// Packages with bytes changed, cut out or cut off at random: whatever comes in, a Report comes out, with text that can
// be stored. The seed is fixed, so a failure can be repeated.
#include <algorithm>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "scanners/bytes/text.hpp"
#include "tests/scanners/formats/stated.hpp"
#include "tests/support/android_bundle.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/program.hpp"

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

// FORMULARY_MUTATIONS asks for more rounds than an ordinary run has time for.
int rounds(int usual) {
  const char* wanted = std::getenv("FORMULARY_MUTATIONS");
  return wanted != nullptr ? std::atoi(wanted) : usual;
}

TEST(Mutation, APackageNeverMakesTheScannerFail) {
  const Bytes good = stored_package();
  std::mt19937 random(20260731);
  for (int round = 0; round < rounds(1000); ++round) {
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
  for (int round = 0; round < rounds(1000); ++round) {
    Bytes manifest = good;
    spoil(manifest, random);
    app.file("AndroidManifest.xml", manifest);
    const Stated stated(app);
    ASSERT_EQ(stated.report().format, "apk");
  }
}

// A bundle, every part of it stored; and one whose protobuf alone is spoilt, so that the archive stays readable.
TEST(Mutation, ABundleNeverMakesTheScannerFail) {
  support::AndroidApp app;
  app.label("Ward", "Station").component("provider", ".Files", true).set("android:authorities", support::text("a;b"));
  support::AndroidBundle bundle(app);
  bundle.feature("scanner").need("application").child("activity").set("android:name", support::text(".Scan"));
  support::ZipBuilder stored;
  for (const auto& [name, content] : bundle.files()) stored.store(name, content);
  const Bytes good = stored.build();
  std::mt19937 random(3);
  for (int round = 0; round < rounds(500); ++round) {
    Bytes file = good;
    spoil(file, random);
    (void)Stated(file);
    support::AndroidBundle spoilt = bundle;
    for (auto [name, content] : bundle.files()) {
      if (random() % 2 == 0) spoil(content, random);
      spoilt.file(name, content);
    }
    ASSERT_EQ(Stated(spoilt.build()).report().format, "aab");
  }
}

TEST(Mutation, ASetOfPackagesNeverMakesTheScannerFail) {
  support::ZipBuilder recipe;
  recipe.store("base.apk", stored_package());
  recipe.store("config.de.apk", stored_package());
  recipe.store("manifest.json", R"({"package_name":"a","split_apks":[{"file":"base.apk","id":"base"}]})");
  recipe.store("toc.pb", Bytes("\x0a\x0c\x12\x0a\x12\x08\x12\x06"
                               "b.apk"
                               "\x1a\x00",
                               15));
  const Bytes good = recipe.build();
  std::mt19937 random(5);
  for (int round = 0; round < rounds(500); ++round) {
    Bytes file = good;
    spoil(file, random);
    const Stated stated(file);
    for (const Fact& one : stated.report().facts) ASSERT_TRUE(bytes::is_utf8(one.evidence)) << round;
  }
}

// With and without the checksum that belongs to the change: platforms do not look at it either.
TEST(Mutation, CodeNeverMakesTheScannerFail) {
  support::DexBuilder dex;
  support::DexClass& sync = dex.add("org.example.ward.Sync").implements("javax.net.ssl.HostnameVerifier");
  sync.method("verify").number(0, 1).give(0);
  sync.method("run").text(0, "https://api.example.org").call("dalvik.system.DexClassLoader", "<init>", {0, 1}).end();
  sync.native_method("decode");
  const Bytes good = dex.build();
  support::AndroidApp app;
  std::mt19937 random(13);
  for (int round = 0; round < rounds(2000); ++round) {
    Bytes code = good;
    spoil(code, random);
    if (round % 2 == 0 && code.size() > 0x70) code = support::mend_dex(code);
    app.file("classes.dex", code);
    const Stated stated(app);
    ASSERT_EQ(stated.report().format, "apk");
    for (const Fact& one : stated.report().facts) {
      ASSERT_TRUE(bytes::is_utf8(one.subject) && bytes::is_utf8(one.value) && bytes::is_utf8(one.evidence)) << round;
    }
  }
}

// Collected files of one kind, those up to `largest` bytes.
std::vector<Bytes> collected(const std::filesystem::path& folder, const std::string& extension,
                             std::uintmax_t largest) {
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.path().extension() == extension && file.file_size() <= largest) paths.push_back(file.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Bytes> files;
  for (const auto& path : paths) files.push_back(support::read_file(path));
  return files;
}

TEST(MutationCorpus, CollectedFilesNeverMakeTheScannerFail) {
  const auto folder = support::corpus("");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  const std::vector<Bytes> packages = collected(*folder, ".apk", 64 * 1024);
  const std::vector<Bytes> manifests = collected(*folder / "axml", ".xml", 64 * 1024);
  ASSERT_GT(packages.size(), 50U);
  ASSERT_GT(manifests.size(), 10U);
  support::AndroidApp app;
  std::mt19937 random(11);
  for (int round = 0; round < rounds(400); ++round) {
    Bytes package = packages[random() % packages.size()];
    spoil(package, random);
    (void)Stated(package);
    Bytes manifest = manifests[random() % manifests.size()];
    spoil(manifest, random);
    app.file("AndroidManifest.xml", manifest);
    (void)Stated(app);
  }
}

}  // namespace
}  // namespace formulary::formats::test
