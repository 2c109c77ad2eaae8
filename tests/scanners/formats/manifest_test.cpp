// What the manifest says, and what the platform makes of what it does not say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Manifest, SaysWhichPackageThisIs) {
  AndroidApp app;
  app.package("org.example.notes").version(42, "4.2-beta").sdk(26, 33);
  app.manifest().set("android:versionCodeMajor", decimal(3)).set("android:sharedUserId", text("org.example.shared"));
  app.manifest().set("split", text("config.de")).set("platformBuildVersionName", text("13"));
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::android_package), "org.example.notes");
  EXPECT_EQ(stated.evidence(fact::android_package), "AndroidManifest.xml#/manifest@package");
  EXPECT_EQ(stated.value(fact::android_version_code), std::to_string((3ULL << 32) + 42));
  EXPECT_EQ(stated.value(fact::android_version_name), "4.2-beta");
  EXPECT_EQ(stated.value(fact::android_min_sdk), "26");
  EXPECT_EQ(stated.value(fact::android_target_sdk), "33");
  EXPECT_EQ(stated.evidence(fact::android_target_sdk), "AndroidManifest.xml#/manifest/uses-sdk@targetSdkVersion");
  EXPECT_EQ(stated.value(fact::android_shared_user_id), "org.example.shared");
  EXPECT_EQ(stated.value(fact::android_split), "config.de");
  EXPECT_EQ(stated.value(fact::android_manifest_attribute, "platformBuildVersionName"), "13");
}

TEST(Manifest, LevelsHaveDefaultsAndMayBeCodenames) {
  AndroidApp app;
  XmlElement& sdk = app.manifest().need("uses-sdk");
  sdk.attributes.clear();
  EXPECT_EQ(Stated(app).value(fact::android_min_sdk), "1");
  sdk.set("android:minSdkVersion", decimal(19));
  EXPECT_EQ(Stated(app).value(fact::android_target_sdk), "19");
  sdk.set("android:targetSdkVersion", text("Baklava"));
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::android_target_sdk), "Baklava");
  EXPECT_EQ(stated.value(fact::android_uses_cleartext_traffic), "false");  // newer than every release
}

struct FlagCase {
  std::string_view fact;
  std::uint32_t target;
  const char* attribute;  ///< null: not set
  bool set;
  const char* effective;
};

TEST(Manifest, LevelsAreNumbersHoweverTheyAreWritten) {
  AndroidApp app;
  app.manifest()
      .need("uses-sdk")
      .set("android:minSdkVersion", hexadecimal(0x18))
      .set("android:targetSdkVersion", hexadecimal(0x22))
      .set("android:maxSdkVersion", hexadecimal(0x23));
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::android_min_sdk), "24");
  EXPECT_EQ(stated.value(fact::android_target_sdk), "34");
  EXPECT_EQ(stated.value(fact::android_max_sdk), "35");
}

TEST(Manifest, FlagsHaveTheDefaultOfTheTargetLevel) {
  for (const FlagCase& one : std::vector<FlagCase>{
           {fact::android_debuggable, 34, nullptr, false, "false"},
           {fact::android_debuggable, 34, "android:debuggable", true, "true"},
           {fact::android_uses_cleartext_traffic, 27, nullptr, false, "true"},
           {fact::android_uses_cleartext_traffic, 28, nullptr, false, "false"},
           {fact::android_uses_cleartext_traffic, 34, "android:usesCleartextTraffic", true, "true"},
           {fact::android_uses_cleartext_traffic, 20, "android:usesCleartextTraffic", false, "false"},
           {fact::android_request_legacy_external_storage, 28, nullptr, false, "true"},
           {fact::android_request_legacy_external_storage, 29, nullptr, false, "false"},
           {fact::android_extract_native_libs, 34, nullptr, false, "true"},
           {fact::android_large_heap, 34, "android:largeHeap", true, "true"},
           {fact::android_test_only, 34, nullptr, false, "false"},
       }) {
    AndroidApp app;
    app.sdk(14, one.target);
    if (one.attribute != nullptr) app.application().set(one.attribute, boolean(one.set));
    const Stated stated(app);
    EXPECT_EQ(stated.value(one.fact), one.effective) << one.fact << " at target " << one.target;
    EXPECT_THAT(stated.evidence(one.fact), StartsWith("AndroidManifest.xml#/manifest/application"));
  }
  AndroidApp app;
  std::erase_if(app.application().attributes, [](const auto& each) { return each.name == "allowBackup"; });
  EXPECT_EQ(Stated(app).value(fact::android_allow_backup), "true");
}

TEST(Manifest, ABooleanMayBeAResource) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  const auto yes = table.add("bool", "yes", {{{}, boolean(true)}});
  AndroidApp app;
  app.file("resources.arsc", table.build());
  app.application().set("android:debuggable", reference(yes));
  EXPECT_EQ(Stated(app).value(fact::android_debuggable), "true");
}

TEST(Manifest, TheLabelIsGivenForEveryLanguage) {
  AndroidApp app;
  app.label("Ward", "Station");
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_label), ElementsAre(": Ward", "de: Station"));
  EXPECT_THAT(stated.values(fact::android_locale), ElementsAre("--_--", "de"));
  app.application().set("android:label", reference(0x7f0100ff));
  EXPECT_TRUE(Stated(app).objects(anomaly::arsc_unresolved));
}

TEST(Manifest, PermissionsComeWithTheirRange) {
  AndroidApp app;
  app.permission("android.permission.CAMERA").permission("android.permission.WRITE_EXTERNAL_STORAGE", 28);
  app.manifest().child("uses-permission-sdk-23").set("android:name", text("android.permission.SEND_SMS"));
  app.manifest()
      .child("permission")
      .set("android:name", text("org.example.ward.ADMIN"))
      .set("android:protectionLevel", hexadecimal(0x12));
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_permission),
              ElementsAre(": android.permission.CAMERA", ": android.permission.SEND_SMS",
                          "maxSdkVersion=28: android.permission.READ_EXTERNAL_STORAGE",
                          "maxSdkVersion=28: android.permission.WRITE_EXTERNAL_STORAGE"));
  EXPECT_THAT(stated.pairs(fact::android_permission_implied),
              ElementsAre("requested WRITE_EXTERNAL_STORAGE: android.permission.READ_EXTERNAL_STORAGE"));
  EXPECT_THAT(stated.values(fact::android_permission_sdk23), ElementsAre("android.permission.SEND_SMS"));
  EXPECT_EQ(stated.value(fact::android_permission_platform_level, "android.permission.CAMERA"), "dangerous|instant");
  EXPECT_EQ(stated.value(fact::android_permission_declared_level, "org.example.ward.ADMIN"), "signature|privileged");
}

TEST(Manifest, OldTargetsImplyPermissions) {
  AndroidApp app;
  app.sdk(3, 3).permission("android.permission.READ_CONTACTS");
  EXPECT_THAT(Stated(app).values(fact::android_permission_implied),
              ElementsAre("android.permission.READ_CALL_LOG", "android.permission.READ_EXTERNAL_STORAGE",
                          "android.permission.READ_PHONE_STATE", "android.permission.WRITE_EXTERNAL_STORAGE"));
}

TEST(Manifest, TheNameOfATagCountsWithoutItsPrefix) {
  AndroidApp app;
  XmlElement& element = app.manifest().child("uses-permission");
  element.namespace_uri = android_namespace;
  element.set("android:name", text("android.permission.READ_SMS"));
  EXPECT_THAT(Stated(app).values(fact::android_permission), ElementsAre("android.permission.READ_SMS"));
}

TEST(Manifest, FeaturesLibrariesAndQueries) {
  AndroidApp app;
  app.manifest()
      .child("uses-feature")
      .set("android:name", text("android.hardware.nfc"))
      .set("android:required", boolean(false));
  app.manifest().child("uses-feature").set("android:glEsVersion", hexadecimal(0x20000));
  app.application().child("uses-library").set("android:name", text("org.apache.http.legacy"));
  XmlElement& queries = app.manifest().child("queries");
  queries.child("package").set("android:name", text("org.example.bank"));
  XmlElement& intent = queries.child("intent");
  intent.child("action").set("android:name", text("android.intent.action.SEND"));
  intent.child("data").set("android:mimeType", text("image/jpeg"));
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_feature), ElementsAre("optional: android.hardware.nfc"));
  EXPECT_EQ(stated.value(fact::android_gl_es_version), "0x20000");
  EXPECT_THAT(stated.pairs(fact::android_library), ElementsAre("required: org.apache.http.legacy"));
  EXPECT_EQ(stated.value(fact::android_query_package), "org.example.bank");
  EXPECT_EQ(stated.value(fact::android_query_intent), "action=android.intent.action.SEND mimeType=image/jpeg");
}

TEST(Manifest, MetaDataIsShownAsTheApplicationReadsIt) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  const auto key = table.string("key", "AIza-example");
  AndroidApp app;
  app.file("resources.arsc", table.build());
  app.application().child("meta-data").set("android:name", text("api.key")).set("android:value", reference(key));
  app.application().child("meta-data").set("android:name", text("collect")).set("android:value", boolean(false));
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_meta_data), ElementsAre("api.key: AIza-example", "collect: false"));
}

TEST(Manifest, AttributesCountByTheirId) {
  AndroidApp app;
  const std::string uri(android_namespace);
  app.application().add({uri, "debuggable", 0, boolean(true), {}});  // no id: the platform is blind to it
  app.application().add({uri, "supportsRtl", android_attribute_id("largeHeap"), boolean(true), {}});  // another's name
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::android_debuggable), "false");
  EXPECT_EQ(stated.value(fact::android_large_heap), "true");
  EXPECT_TRUE(stated.objects(anomaly::axml_attribute_disguised));
  EXPECT_FALSE(stated.objects(anomaly::axml_attribute_order));
}

TEST(Manifest, AnAttributeOutOfOrderDoesNotCount) {
  AndroidApp app;
  const std::string uri(android_namespace);
  app.application().add({uri, "dataExtractionRules", android_attribute_id("dataExtractionRules"), text("none"), {}});
  app.application().add({uri, "debuggable", android_attribute_id("debuggable"), boolean(true), {}});
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::android_debuggable), "false");
  EXPECT_TRUE(stated.objects(anomaly::axml_attribute_order));
}

TEST(Manifest, WhatIsNoneMakesTheReportIncomplete) {
  struct Case {
    const char* what;
    Bytes manifest;
    std::string_view objection;
  };
  AndroidApp app;
  const Bytes good = binary_xml(app.manifest());
  for (const Case& one : {Case{"text", "<manifest/>", anomaly::manifest_not_a_manifest},
                          Case{"layout", binary_xml(XmlElement("LinearLayout")), anomaly::manifest_not_a_manifest},
                          Case{"empty", "", anomaly::manifest_not_a_manifest},
                          Case{"cut", good.substr(0, good.size() / 2), anomaly::manifest_not_a_manifest}}) {
    AndroidApp spoilt;
    spoilt.file("AndroidManifest.xml", one.manifest);
    const Stated stated(spoilt);
    EXPECT_EQ(stated.report().format, "apk") << one.what;
    EXPECT_FALSE(stated.report().complete) << one.what;
    EXPECT_THAT(stated.report().reason, StartsWith("malformed:")) << one.what;
    EXPECT_TRUE(stated.objects(one.objection)) << one.what;
  }
}

TEST(Manifest, TwoApplicationsAreObjectedToAndTheFirstCounts) {
  AndroidApp app;
  app.manifest().child("application").set("android:debuggable", boolean(true));
  const Stated stated(app);
  EXPECT_TRUE(stated.objects(anomaly::manifest_duplicate_element));
  EXPECT_EQ(stated.value(fact::android_debuggable), "false");
}

TEST(Manifest, AnOrdinaryPackageGivesNoObjectionButItsMissingSignature) {
  const Stated stated{AndroidApp()};
  for (const Anomaly& one : stated.report().anomalies) EXPECT_THAT(one.id, StartsWith("apk."));
}

}  // namespace
}  // namespace formulary::formats::test
