// Sets of packages: one application, every split vetted, one signer, and what the set says of itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"
#include "tests/support/elf_builder.hpp"
#include "tests/support/package_set.hpp"
#include "tests/support/proto_builder.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const Bytes elf = ElfBuilder().build();

const Signer& vendor() {
  static const Signer signer = make_signer({.subject = "Ward Software", .key = Key::ec()});
  return signer;
}
const Signer& other_vendor() {
  static const Signer signer = make_signer({.subject = "Somebody Else", .key = Key::ec()});
  return signer;
}

AndroidApp ward() {
  AndroidApp app;
  app.package("org.example.ward").version(12, "1.2").sdk(24, 30).permission("android.permission.CAMERA");
  return app;
}

/// A good set: base, a feature, its configuration and one of the base.
PackageSet good() {
  PackageSet set(ward(), vendor());
  set.split("config.arm64_v8a").file("lib/arm64-v8a/libward.so", elf);
  AndroidApp& feature = set.feature("scanner");
  feature.component("service", ".Scan", true);
  set.split("scanner.config.de").manifest().set("configForSplit", text("scanner"));
  return set;
}

TEST(PackageSet, IsOneApplication) {
  const Stated stated(good().build());
  EXPECT_EQ(stated.report().format, "apk-set");
  EXPECT_TRUE(stated.report().complete) << stated.report().reason;
  EXPECT_THAT(stated.objections(), IsEmpty());
  EXPECT_EQ(stated.value(fact::android_package), "org.example.ward");
  EXPECT_EQ(stated.value(fact::android_version_code), "12");
  EXPECT_EQ(stated.evidence(fact::android_package), "base.apk!/AndroidManifest.xml#/manifest@package");
  EXPECT_EQ(stated.value(fact::apk_set_base), "base.apk");
  EXPECT_EQ(stated.value(fact::apk_set_packages), "4");
  EXPECT_THAT(stated.pairs(fact::apk_set_split),
              ElementsAre("config.arm64_v8a.apk: config.arm64_v8a", "scanner.apk: scanner",
                          "scanner.config.de.apk: scanner.config.de"));
  EXPECT_EQ(stated.values(fact::apk_signature_verified), std::vector<std::string>{"true"});
  EXPECT_EQ(stated.values(fact::apk_signature_signer).size(), 1U);
  EXPECT_THAT(stated.values(fact::apk_signature_scheme), ElementsAre("v2", "v3"));
}

TEST(PackageSet, WhatASplitAddsIsStatedAsTheApplications) {
  const Stated stated(good().build());
  EXPECT_EQ(stated.value(fact::android_component, "org.example.ward.Scan"), "service");
  EXPECT_EQ(stated.evidence(fact::android_component, "org.example.ward.Scan"),
            "scanner.apk!/AndroidManifest.xml#/manifest/application/service");
  EXPECT_THAT(stated.pairs(fact::container_native_library), ElementsAre("arm64-v8a: lib/arm64-v8a/libward.so"));
  EXPECT_EQ(stated.value(fact::android_abi, "config.arm64_v8a.apk"), "arm64-v8a");
  EXPECT_THAT(stated.values(fact::android_permission_implied), IsEmpty())
      << "a split that gives no platform level asks for nothing the base does not";
  EXPECT_EQ(stated.values(fact::android_min_sdk), std::vector<std::string>{"24"});
}

TEST(PackageSet, ComponentsOfSplitsAreJudgedByTheBasesLevelAndPermissions) {
  PackageSet set(ward().sdk(14, 16), vendor());
  set.base()
      .manifest()
      .child("permission")
      .set("android:name", text("org.example.ward.P"))
      .set("android:protectionLevel", hexadecimal(2));
  set.feature("scanner").component("provider", ".Scans").set("android:permission", text("org.example.ward.P"));
  const Stated stated(set.build());
  EXPECT_EQ(stated.value(fact::android_exported, "org.example.ward.Scans"), "true");
  EXPECT_EQ(stated.value(fact::android_component_permission_level, "org.example.ward.Scans"), "signature");
}

struct Defect {
  const char* what;
  Bytes (*build)();
  std::vector<std::string> objections;
};

TEST(PackageSet, ContradictionsAreNamed) {
  for (const Defect& one : std::vector<Defect>{
           {"another application",
            [] {
              PackageSet set = good();
              set.split("config.de").package("org.example.other");
              return set.build();
            },
            {"apk_set.package-differs"}},
           {"another version",
            [] {
              PackageSet set = good();
              set.split("config.de").manifest().set("android:versionCode", decimal(11));
              return set.build();
            },
            {"apk_set.version-differs"}},
           {"the same split twice",
            [] {
              PackageSet set = good();
              ZipBuilder zip = set.zip();
              zip.store("again.apk", set.split("scanner").signed_by(vendor()));
              return zip.build();
            },
            {"apk_set.split-duplicate"}},
           {"a configuration of a split that is not there",
            [] {
              PackageSet set = good();
              set.split("lost.config.de").manifest().set("configForSplit", text("lost"));
              return set.build();
            },
            {"apk_set.split-orphan"}},
           {"a split that needs one that is not there",
            [] {
              PackageSet set = good();
              set.feature("viewer").manifest().child("uses-split").set("android:name", text("lost"));
              return set.build();
            },
            {"apk_set.split-orphan"}},
           {"a configuration that brings code",
            [] {
              PackageSet set = good();
              set.split("config.de").file("classes.dex", empty_dex());
              return set.build();
            },
            {"apk_set.split-kind"}},
           {"a base that needs splits alone",
            [] {
              PackageSet set(ward(), vendor());
              set.base().manifest().set("android:isSplitRequired", boolean(true));
              return set.build();
            },
            {"apk_set.split-missing"}},
           {"a kind of split that is missing",
            [] {
              PackageSet set = good();
              set.base().manifest().set("android:requiredSplitTypes", text("base__abi,base__density"));
              set.split("config.x86").manifest().set("android:splitTypes", text("base__abi"));
              return set.build();
            },
            {"apk_set.split-missing"}},
           {"two descriptions of a component",
            [] {
              PackageSet set = good();
              set.feature("viewer").component("service", ".Scan", false);
              return set.build();
            },
            {"apk_set.component-differs"}},
           {"bases that disagree",
            [] {
              ZipBuilder zip = good().zip();
              zip.store("universal.apk", ward().debuggable().signed_by(vendor()));
              return zip.build();
            },
            {"apk_set.alternative-differs"}},
           {"a base for other devices",
            [] {
              ZipBuilder zip = good().zip();
              zip.store("universal.apk", ward().sdk(21, 30).signed_by(vendor()));
              return zip.build();
            },
            {}},
           {"a file that is no package",
            [] {
              ZipBuilder zip = good().zip();
              zip.add("config.xx.apk", "nothing");
              return zip.build();
            },
            {"apk_set.not-a-package", "apk_set.signer-differs"}},
       }) {
    EXPECT_EQ(Stated(one.build()).objections(), one.objections) << one.what;
  }
}

TEST(PackageSet, WithoutABaseOrWithAnUnreadablePackageIsPartial) {
  PackageSet set = good();
  ZipBuilder zip;
  zip.store("scanner.apk", set.feature("viewer").signed_by(vendor()));
  const Stated without(zip.build());
  EXPECT_TRUE(without.objects(anomaly::apk_set_no_base));
  EXPECT_FALSE(without.report().complete);
  ZipBuilder spoilt = good().zip();
  spoilt.add("config.xx.apk", "nothing");
  EXPECT_FALSE(Stated(spoilt.build()).report().complete);
}

TEST(PackageSet, HasASignerOnlyWhenAllPackagesHaveTheSame) {
  PackageSet set = good();
  AndroidApp foreign = set.split("config.de");
  ZipBuilder zip = good().zip();
  zip.store("config.de.apk", foreign.signed_by(other_vendor()));
  const Stated stated(zip.build());
  EXPECT_THAT(stated.objections(), ElementsAre("apk_set.signer-differs"));
  EXPECT_EQ(stated.values(fact::apk_signature_verified), std::vector<std::string>{"false"});
  EXPECT_THAT(stated.values(fact::apk_signature_signer), IsEmpty());
  EXPECT_EQ(stated.values(fact::apk_signature_claimed_signer).size(), 1U);
}

TEST(PackageSet, AnUnsignedSplitLeavesTheWholeUnverified) {
  PackageSet set = good();
  AndroidApp unsigned_split = set.split("config.de");
  ZipBuilder zip = good().zip();
  zip.store("config.de.apk", unsigned_split.unsigned_package());
  const Stated stated(zip.build());
  EXPECT_TRUE(stated.objects(anomaly::apk_set_signer_differs));
  EXPECT_EQ(stated.value(fact::apk_signature_verified, "config.de.apk"), "false");
  EXPECT_THAT(stated.values(fact::apk_signature_signer), IsEmpty());
}

TEST(PackageSet, IsReadWhetherItsPackagesAreStoredOrDeflated) {
  const ZipBuilder zip = good().zip();
  ZipBuilder deflated;
  for (const ZipEntryRecipe& entry : zip.entries) deflated.add(entry.name, entry.data);
  const Stated one(zip.build());
  const Stated two(deflated.build());
  EXPECT_EQ(one.report().facts, two.report().facts);
  EXPECT_EQ(one.report().anomalies, two.report().anomalies);
}

// message BuildApksResult, as bundletool writes it for the good set.
Bytes toc(const std::string& package, const std::vector<std::pair<std::string, std::string>>& packages) {
  Bytes set;
  for (const auto& [path, split] : packages) {
    set += proto_bytes(2, proto_bytes(2, path) + proto_bytes(3, proto_bytes(1, split)));
  }
  return proto_bytes(1, proto_bytes(2, set)) + proto_bytes(2, proto_bytes(2, "1.15.6")) + proto_bytes(4, package);
}

const std::vector<std::pair<std::string, std::string>> listed = {{"base.apk", ""},
                                                                 {"config.arm64_v8a.apk", "config.arm64_v8a"},
                                                                 {"scanner.apk", "scanner"},
                                                                 {"scanner.config.de.apk", "scanner.config.de"}};

std::vector<std::string> differences(const std::string& file, const Bytes& content) {
  std::vector<std::string> subjects;
  const Stated stated(good().file(file, content).build());
  EXPECT_THAT(stated.values(fact::apk_set_index), ElementsAre(file));
  for (const Anomaly& one : stated.report().anomalies) subjects.push_back(one.id + " " + one.subject);
  return subjects;
}

TEST(PackageSet, ItsIndexIsComparedWithWhatItHolds) {
  EXPECT_THAT(differences("toc.pb", toc("org.example.ward", listed)), IsEmpty());
  EXPECT_THAT(differences("toc.pb", toc("org.example.other", listed)), ElementsAre("apk_set.index-differs package"));
  auto more = listed;
  more.emplace_back("lost.apk", "lost");
  EXPECT_THAT(differences("toc.pb", toc("org.example.ward", more)), ElementsAre("apk_set.index-differs lost.apk"));
  auto fewer = listed;
  fewer.pop_back();
  EXPECT_THAT(differences("toc.pb", toc("org.example.ward", fewer)),
              ElementsAre("apk_set.index-differs scanner.config.de.apk"));
  auto renamed = listed;
  renamed[2].second = "viewer";
  EXPECT_THAT(differences("toc.pb", toc("org.example.ward", renamed)),
              ElementsAre("apk_set.index-differs scanner.apk"));
  EXPECT_THAT(differences("toc.pb", "\x0a\x7f"), ElementsAre("apk_set.index-malformed toc.pb"));

  EXPECT_THAT(differences("info.json", R"({"pname":"org.example.ward","versioncode":"12","release_version":"1.2"})"),
              IsEmpty());
  EXPECT_THAT(differences("info.json", R"({"pname":"org.example.ward","versioncode":13})"),
              ElementsAre("apk_set.index-differs versioncode"));
  EXPECT_THAT(differences("meta.sai_v1.json", R"({"package":"org.example.other"})"),
              ElementsAre("apk_set.index-differs package"));
  EXPECT_THAT(differences("manifest.json", R"({"xapk_version":2,"package_name":"org.example.ward","version_code":"12",
      "split_apks":[{"file":"base.apk","id":"base"},{"file":"config.arm64_v8a.apk","id":"config.arm64_v8a"},
      {"file":"scanner.apk","id":"scanner"},{"file":"scanner.config.de.apk","id":"scanner.config.de"}]})"),
              IsEmpty());
  EXPECT_THAT(differences("manifest.json", R"({"split_apks":[{"file":"base.apk","id":"config.de"}]})"),
              Contains("apk_set.index-differs base.apk"));
  EXPECT_THAT(differences("manifest.json", R"({"split_apks":[7]})"),
              ElementsAre("apk_set.index-malformed manifest.json"));
  EXPECT_THAT(differences("manifest.json", "{"), ElementsAre("apk_set.index-malformed manifest.json"));
  EXPECT_THAT(differences("manifest.json", Bytes(100'000, '[')), ElementsAre("apk_set.index-malformed manifest.json"));
}

TEST(PackageSet, OtherFilesAreLookedAtToo) {
  const Stated stated(good().file("icon.png", empty_dex()).build());
  EXPECT_THAT(stated.objections(), ElementsAre("container.disguised-executable"));
}

TEST(PackageSet, ASetWithinASetIsNoPackage) {
  ZipBuilder zip = good().zip();
  zip.store("nested.apk", good().build());
  EXPECT_TRUE(Stated(zip.build()).objects(anomaly::apk_set_not_a_package));
}

}  // namespace
}  // namespace formulary::formats::test
