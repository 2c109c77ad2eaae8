// App bundles: the same facts as an installable package where they mean the same, and what only a bundle has.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/zip.hpp"
#include "tests/scanners/formats/stated.hpp"
#include "tests/support/android_bundle.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/elf_builder.hpp"
#include "tests/support/program.hpp"
#include "tests/support/proto_builder.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

AndroidApp ward() {
  AndroidApp app;
  app.package("org.example.ward").version(12, "1.2").sdk(24, 30).label("Ward Notes", "Stationsnotizen");
  app.permission("android.permission.CAMERA").debuggable().cleartext();
  app.component("service", ".Sync", true).set("android:permission", text("android.permission.BIND_JOB_SERVICE"));
  app.component("provider", ".Files").set("android:authorities", text("a;b"));
  return app;
}

/// What is said about the application, without the places where it stands.
std::set<std::string> about_application(const Report& report) {
  std::set<std::string> said;
  for (const Fact& one : report.facts) {
    if (one.name.starts_with("android.")) said.insert(one.name + " [" + one.subject + "] = " + one.value);
  }
  return said;
}

TEST(Bundle, SaysWhatThePackageSays) {
  const Stated package(ward());
  const Stated bundle(AndroidBundle(ward()).build());
  EXPECT_EQ(bundle.report().format, "aab");
  EXPECT_TRUE(bundle.report().complete) << bundle.report().reason;
  EXPECT_EQ(about_application(bundle.report()), about_application(package.report()));
  EXPECT_EQ(bundle.evidence(fact::android_debuggable),
            "base/manifest/AndroidManifest.xml#/manifest/application@debuggable");
}

TEST(Bundle, TellsHowItWasBuiltAndWhatTheStoreIsToDo) {
  AndroidBundle recipe(ward());
  const auto enabled = [](std::uint32_t field) { return proto_bytes(field, proto_number(1, 1)); };
  recipe.file("BundleConfig.pb",
              proto_bytes(1, proto_bytes(2, "1.17.0")) +
                  proto_bytes(2, proto_bytes(1, proto_bytes(1, proto_number(1, 1)) +
                                                    proto_bytes(1, proto_number(1, 3) + proto_number(2, 1))) +
                                     enabled(2) + enabled(6)) +
                  proto_bytes(6, proto_bytes(1, "assets/wear.apk")) + proto_number(8, 0));
  recipe.file("BUNDLE-METADATA/com.example/map.txt", "a -> b");
  const Stated stated(recipe.build());
  EXPECT_EQ(stated.value(fact::aab_bundletool_version), "1.17.0");
  EXPECT_EQ(stated.value(fact::aab_type), "regular");
  EXPECT_THAT(stated.pairs(fact::aab_split_by), ElementsAre("abi: true", "language: false"));
  EXPECT_THAT(stated.pairs(fact::aab_optimization),
              ElementsAre("store-archive: true", "uncompressed-native-libraries: true"));
  EXPECT_EQ(stated.value(fact::aab_embedded_apk), "assets/wear.apk");
  EXPECT_EQ(stated.value(fact::aab_metadata), "BUNDLE-METADATA/com.example/map.txt");
}

TEST(Bundle, TextsOfResourcesAreLookedThrough) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  table.add("string", "server",
            {{{}, text("https://ward.example.org")}, {{.language = "de"}, text("https://station.example.org")}});
  table.string("maps_key", "AKIAIOSFODNN7EXAMPLE");
  XmlElement defaults("defaults");
  defaults.child("entry").set("value", text("https://compiled.example.org")).character_data = "https://in.example.org";
  AndroidBundle recipe(ward());
  recipe.file("base/resources.pb", table.build_proto());
  recipe.file("base/res/xml/defaults.xml", proto_xml(defaults));
  recipe.file("base/res/raw/plain.xml", "\n<a>https://plain.example.org</a>");
  const Stated stated(recipe.build());
  EXPECT_THAT(stated.pairs(fact::android_code_domain),
              ElementsAre("https: compiled.example.org", "https: in.example.org", "https: plain.example.org",
                          "https: station.example.org", "https: ward.example.org"));
  EXPECT_EQ(stated.evidence(fact::android_code_url, "station.example.org"), "base/resources.pb#string/server");
  EXPECT_EQ(stated.evidence(fact::android_code_url, "in.example.org"), "base/res/xml/defaults.xml");
  EXPECT_EQ(stated.evidence(fact::android_code_url, "plain.example.org"), "base/res/raw/plain.xml+0x4");
  EXPECT_EQ(stated.value(fact::android_code_secret, "aws-access-key-id"), "AKIA… (20 characters)");
  EXPECT_EQ(stated.evidence(fact::android_code_secret, "aws-access-key-id"), "base/resources.pb#string/maps_key");
  EXPECT_THAT(stated.values(fact::android_code_text_not_read), IsEmpty());
}

TEST(Bundle, DamagedResourcesAreNotLookedThroughAndItSaysSo) {
  AndroidBundle recipe(ward());
  recipe.file("base/resources.pb", ResourceTable("org.example.ward").build_proto() + "\x12\x7f");
  const Stated stated(recipe.build());
  EXPECT_EQ(stated.value(fact::android_code_text_not_read), "resources.pb");
  EXPECT_EQ(stated.evidence(fact::android_code_text_not_read), "base/resources.pb");
  EXPECT_TRUE(stated.objects(anomaly::arsc_malformed));
}

TEST(Bundle, ModulesAreToldApartAndJudgedAsPartsOfTheApplication) {
  AndroidApp app = ward();
  app.sdk(14, 16);
  app.manifest()
      .child("permission")
      .set("android:name", text("org.example.ward.SYNC"))
      .set("android:protectionLevel", hexadecimal(2));
  AndroidBundle recipe(app);
  XmlElement& scanner = recipe.feature("scanner", "on-demand").need("application");
  scanner.child("provider")
      .set("android:name", text(".Scans"))
      .set("android:permission", text("org.example.ward.SYNC"));
  recipe.feature("pictures", "fast-follow", "asset-pack");
  recipe.file("scanner/dex/classes.dex", empty_dex())
      .file("scanner/lib/x86/libscan.so", ElfBuilder(elf_machine::x86).build());
  const Stated stated(recipe.build());
  EXPECT_THAT(stated.pairs(fact::aab_module), ElementsAre("base: base", "pictures: asset-pack", "scanner: feature"));
  EXPECT_THAT(stated.pairs(fact::aab_module_delivery),
              ElementsAre("base: install-time", "pictures: fast-follow", "scanner: on-demand"));
  EXPECT_EQ(stated.value(fact::android_component, "org.example.ward.Scans"), "provider");
  EXPECT_EQ(stated.value(fact::android_exported, "org.example.ward.Scans"), "true")
      << "by the level that the base asks for";
  EXPECT_EQ(stated.value(fact::android_component_permission_level, "org.example.ward.Scans"), "signature")
      << "declared by the base";
  EXPECT_EQ(stated.value(fact::android_package), "org.example.ward");
  EXPECT_EQ(stated.value(fact::android_split, "scanner"), "scanner");
  EXPECT_EQ(stated.value(fact::container_dex_files), "2") << "the base's and the scanner's";
  EXPECT_THAT(stated.values(fact::android_abi), ElementsAre("x86"));
  EXPECT_THAT(stated.objections(), ElementsAre("apk.v1.no_manifest")) << "nobody signed it";
}

TEST(Bundle, ContradictionsBetweenModulesAreNamed) {
  AndroidBundle other_package(ward());
  other_package.feature("scanner").set("package", text("org.example.other"));
  EXPECT_TRUE(Stated(other_package.build()).objects(anomaly::aab_module_differs));

  AndroidBundle other_name(ward());
  other_name.feature("scanner").set("split", text("pictures"));
  EXPECT_TRUE(Stated(other_name.build()).objects(anomaly::aab_module_differs));

  AndroidBundle no_manifest(ward());
  no_manifest.file("scanner/dex/classes.dex", empty_dex());
  const Stated stated(no_manifest.build());
  EXPECT_TRUE(stated.objects(anomaly::aab_module_malformed));
  EXPECT_FALSE(stated.report().complete) << "a module was not looked at";

  AndroidBundle no_config(ward());
  no_config.file("BundleConfig.pb", "\x0a");
  EXPECT_TRUE(Stated(no_config.build()).objects(anomaly::aab_config_malformed));
}

TEST(Bundle, TheSignatureIsTheUploaders) {
  const Signer uploader = make_signer({.subject = "Uploader"});
  const Bytes file = AndroidBundle(ward()).signed_by(uploader);
  const Stated stated(file);
  EXPECT_EQ(stated.value(fact::aab_upload_signature_verified), "true");
  EXPECT_EQ(stated.values(fact::aab_upload_signature_signer).size(), 1U);
  EXPECT_THAT(stated.values(fact::certificate_subject), Contains(testing::HasSubstr("Uploader")));
  EXPECT_THAT(stated.values(fact::apk_signature_verified), IsEmpty()) << "that of the packages is not known";
  EXPECT_THAT(stated.values(fact::apk_signature_signer), IsEmpty());

  EXPECT_EQ(Stated(AndroidBundle(ward()).build()).value(fact::aab_upload_signature_verified), "false");
}

TEST(BundleCorpus, TheCollectedBundleIsRead) {
  const auto folder = support::corpus("aab");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  const Stated stated(read_file(*folder / "watch-face-from-tool.aab"));
  EXPECT_TRUE(stated.report().complete) << stated.report().reason;
  EXPECT_THAT(stated.report().anomalies, IsEmpty());
  EXPECT_EQ(stated.value(fact::android_package), "com.watchfacestudio.testinstall");
  EXPECT_EQ(stated.value(fact::android_version_code), "10000001");
  EXPECT_EQ(stated.value(fact::android_label), "TestInstall");
  EXPECT_EQ(stated.value(fact::android_icon), "res/drawable-nodpi-v4/preview.png");
  EXPECT_EQ(stated.value(fact::android_min_sdk), "30");
  EXPECT_EQ(stated.values(fact::android_permission).size(), 12U);
  EXPECT_THAT(stated.pairs(fact::aab_module), ElementsAre("base: base", "runtime: feature"));
  EXPECT_EQ(stated.value(fact::aab_module_delivery, "runtime"), "conditional");
  EXPECT_EQ(stated.value(fact::aab_bundletool_version), "1.6.1");
  EXPECT_EQ(stated.value(fact::aab_upload_signature_verified), "true");
  EXPECT_EQ(stated.value(fact::android_exported, "com.samsung.android.wearable.watchfacestudio.WatchFaceStudioRuntime"),
            "true");
}

/// A bundle with one module of what aapt2 made of a package: an archive with the same names, in protobuf.
Bytes as_bundle(const Bytes& converted) {
  const bytes::MemorySource source(bytes::as_view(converted));
  bytes::Budget budget = bytes::Budget::for_file(converted.size());
  std::vector<Anomaly> anomalies;
  const auto zip = bytes::Zip::open(source, budget, anomalies);
  if (!zip) return {};
  ZipBuilder bundle;
  bundle.add("BundleConfig.pb", proto_bytes(1, proto_bytes(2, "1")));
  for (const bytes::ZipEntry& entry : zip->entries()) {
    const auto content = zip->extract(entry, budget, anomalies);
    if (!content) continue;
    const std::string folder =
        entry.name == "AndroidManifest.xml" ? "base/manifest/"
        : entry.name.starts_with("res") || entry.name.starts_with("lib/") || entry.name.starts_with("assets/") ? "base/"
        : entry.name.ends_with(".dex") ? "base/dex/"
                                       : "base/root/";
    bundle.add(folder + entry.name, bytes::as_text(*content));
  }
  return bundle.build();
}

// Where aapt2 converts a package to protobuf, both must say the same about the application.
TEST(BundleCorpus, ConvertedPackagesSayWhatTheySaidBefore) {
  const auto folder = support::corpus("apk");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  if (!installed("aapt2")) GTEST_SKIP() << "needs aapt2";
  const TemporaryDirectory directory;
  std::size_t compared = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(*folder)) {
    if (file.path().extension() != ".apk") continue;
    const std::string converted = (directory.path() / "converted.apk").string();
    const Outcome outcome =
        run({"aapt2", "convert", "--output-format", "proto", "-o", converted, file.path().string()});
    if (outcome.exit_code != 0) continue;  // it refuses what its linker did not make
    const Stated package(read_file(file.path()));
    const Stated bundle(as_bundle(read_file(converted)));
    EXPECT_EQ(about_application(bundle.report()), about_application(package.report())) << file.path().filename();
    ++compared;
  }
  EXPECT_GE(compared, 5U);
}

}  // namespace
}  // namespace formulary::formats::test
