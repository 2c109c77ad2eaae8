// Components: who can reach them, and by what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::ElementsAre;
using testing::IsEmpty;

void add_filter(XmlElement& component, const std::string& action, const std::string& category = "") {
  XmlElement& filter = component.child("intent-filter");
  filter.child("action").set("android:name", text(action));
  if (!category.empty()) filter.child("category").set("android:name", text(category));
}

struct ExportCase {
  const char* kind;
  std::uint32_t target;
  std::optional<bool> declared;
  bool filter;
  const char* effective;
  bool missing;
};

TEST(Components, AreExportedAsDeclaredOrAsThePlatformDefaults) {
  for (const ExportCase& one : std::vector<ExportCase>{
           {"activity", 34, true, false, "true", false},
           {"activity", 34, false, true, "false", false},
           {"activity", 30, {}, true, "true", true},
           {"activity", 30, {}, false, "false", false},
           {"service", 30, {}, true, "true", true},
           {"receiver", 30, {}, true, "true", true},
           {"activity-alias", 30, {}, true, "true", true},
           {"provider", 16, {}, false, "true", false},
           {"provider", 17, {}, false, "false", false},
           {"provider", 34, true, false, "true", false},
       }) {
    AndroidApp app;
    app.sdk(14, one.target);
    XmlElement& component = app.component(one.kind, ".Part", one.declared);
    if (one.filter) add_filter(component, "org.example.ACT");
    const Stated stated(app);
    EXPECT_EQ(stated.value(fact::android_exported, "org.example.ward.Part"), one.effective) << one.kind << one.target;
    EXPECT_EQ(stated.value(fact::android_exported_missing, "org.example.ward.Part"), one.missing ? "true" : "");
  }
}

TEST(Components, AreGuardedByTheirOwnPermissionOrTheApplications) {
  AndroidApp app;
  app.manifest()
      .child("permission")
      .set("android:name", text("org.example.ward.OWN"))
      .set("android:protectionLevel", hexadecimal(2));
  app.application().set("android:permission", text("org.example.ward.OWN"));
  app.component("service", ".A", true);
  app.component("service", ".B", true).set("android:permission", text("android.permission.BIND_VPN_SERVICE"));
  app.component("service", ".C", true).set("android:permission", text("org.example.ward.TYPO"));
  app.component("service", ".D", true).set("android:permission", text(""));
  app.component("activity-alias", ".E", true).set("android:targetActivity", text(".MainActivity"));
  const Stated stated(app);
  const auto guard = [&](const std::string& name) {
    return stated.value(fact::android_component_permission, "org.example.ward." + name) + " " +
           stated.value(fact::android_component_permission_level, "org.example.ward." + name);
  };
  EXPECT_EQ(guard("A"), "org.example.ward.OWN signature");
  EXPECT_EQ(guard("B"), "android.permission.BIND_VPN_SERVICE signature");
  EXPECT_EQ(guard("C"), "org.example.ward.TYPO undeclared");
  EXPECT_EQ(guard("D"), " ");
  EXPECT_EQ(guard("E"), " ");
  EXPECT_EQ(stated.value(fact::android_component_target, "org.example.ward.E"), "org.example.ward.MainActivity");
}

TEST(Components, OnlyAFilterWithBothHalvesMakesALauncher) {
  AndroidApp app;
  XmlElement& split = app.component("activity", ".Split", true);
  add_filter(split, "android.intent.action.MAIN");
  add_filter(split, "org.example.X", "android.intent.category.LAUNCHER");
  add_filter(app.component("activity", "Short", true), "android.intent.action.MAIN",
             "android.intent.category.LAUNCHER");
  add_filter(app.component("activity-alias", ".Alias", true), "android.intent.action.MAIN",
             "android.intent.category.LAUNCHER");
  add_filter(app.component("activity", ".Tv", true), "android.intent.action.MAIN",
             "android.intent.category.LEANBACK_LAUNCHER");
  const Stated stated(app);
  EXPECT_THAT(stated.values(fact::android_launchable_activity),
              ElementsAre("org.example.ward.MainActivity", "org.example.ward.Short"));
  EXPECT_THAT(stated.values(fact::android_launchable_alias), ElementsAre("org.example.ward.Alias"));
  EXPECT_THAT(stated.values(fact::android_launchable_leanback), ElementsAre("org.example.ward.Tv"));
}

TEST(Components, DeepLinksAreEveryCombinationOfOneFilter) {
  AndroidApp app;
  XmlElement& filter = app.component("activity", ".Open", true).child("intent-filter");
  filter.child("action").set("android:name", text("android.intent.action.VIEW"));
  filter.child("category").set("android:name", text("android.intent.category.BROWSABLE"));
  filter.child("data").set("android:scheme", text("https")).set("android:host", text("example.org"));
  filter.child("data").set("android:scheme", text("ward")).set("android:pathPrefix", text("/open"));
  {
    const Stated stated(app);
    EXPECT_THAT(stated.values(fact::android_deep_link),
                ElementsAre("https://example.org/open*", "ward://example.org/open*"));
    EXPECT_THAT(stated.values(fact::android_deep_link_unverified), ElementsAre("https://example.org/open*"));
    EXPECT_THAT(stated.values(fact::android_deep_link_custom_scheme), ElementsAre("ward"));
  }
  filter.set("android:autoVerify", boolean(true));
  EXPECT_THAT(Stated(app).values(fact::android_deep_link_unverified), IsEmpty());
}

TEST(Components, ServicesSayWhatTheyAreFor) {
  AndroidApp app;
  app.component("service", ".Sync", false)
      .set("android:foregroundServiceType", hexadecimal(0x101))
      .set("android:isolatedProcess", boolean(true))
      .set("android:process", text(":sync"));
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::android_component_foreground_service_type, "org.example.ward.Sync"), "dataSync|health");
  EXPECT_EQ(stated.value(fact::android_component_isolated, "org.example.ward.Sync"), "true");
  EXPECT_EQ(stated.value(fact::android_process, "org.example.ward.Sync"), ":sync");
}

TEST(Components, ProvidersSayWhatTheyShare) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  const auto paths = table.add("xml", "paths", {{{}, text("res/xml/paths.xml")}});
  XmlElement file("paths");
  file.child("root-path").set("name", text("all")).set("path", text("."));
  AndroidApp app;
  app.file("resources.arsc", table.build()).file("res/xml/paths.xml", binary_xml(file));
  XmlElement& provider = app.component("provider", ".Files", false);
  provider.set("android:authorities", text("a.files;b.files"))
      .set("android:readPermission", text("org.example.READ"))
      .set("android:permission", text("org.example.BOTH"))
      .set("android:grantUriPermissions", boolean(true));
  provider.child("path-permission")
      .set("android:pathPrefix", text("/open"))
      .set("android:permission", text("org.example.OPEN"));
  provider.child("meta-data")
      .set("android:name", text("android.support.FILE_PROVIDER_PATHS"))
      .set("android:resource", reference(paths));
  const Stated stated(app);
  const std::string name = "org.example.ward.Files";
  EXPECT_THAT(stated.values(fact::android_provider_authority, name), ElementsAre("a.files", "b.files"));
  EXPECT_EQ(stated.value(fact::android_provider_read_permission, name), "org.example.READ");
  EXPECT_EQ(stated.value(fact::android_provider_write_permission, name), "org.example.BOTH");
  EXPECT_EQ(stated.value(fact::android_provider_grant_uri_permissions, name), "true");
  EXPECT_EQ(stated.value(fact::android_provider_path_permission, name), "pathPrefix=/open permission=org.example.OPEN");
  EXPECT_EQ(stated.value(fact::android_provider_file_path, name), "root-path all=.");
  EXPECT_EQ(stated.evidence(fact::android_provider_file_path, name), "res/xml/paths.xml#/paths/root-path");
}

TEST(Components, OneWithoutANameIsObjectedTo) {
  AndroidApp app;
  app.application().child("activity").set("android:exported", boolean(true));
  EXPECT_TRUE(Stated(app).objects(anomaly::manifest_nameless));
}

TEST(Components, EvidenceCountsAmongNamesakes) {
  AndroidApp app;
  app.component("activity", ".Second", true);
  EXPECT_EQ(Stated(app).evidence(fact::android_exported, "org.example.ward.Second"),
            "AndroidManifest.xml#/manifest/application/activity[2]@exported");
}

TEST(Components, ProvidersThatSayNothingAreOpenOnOldPlatforms) {
  const auto stated = [](std::uint32_t minimum, std::optional<bool> exported) {
    AndroidApp app;
    app.sdk(minimum, 34).component("provider", "org.example.ward.Notes", exported);
    return Stated(app).value(fact::android_exported_before_17, "org.example.ward.Notes");
  };
  EXPECT_EQ(stated(16, {}), "true");
  EXPECT_EQ(stated(17, {}), "");
  EXPECT_EQ(stated(16, false), "");
  EXPECT_EQ(stated(16, true), "");
}

}  // namespace
}  // namespace formulary::formats::test
