// What a package is put together from, apart from native libraries: runtimes, libraries that files name, and kits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/elf_builder.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

struct RuntimeCase {
  std::vector<const char*> files;
  std::vector<std::string> runtimes, engines, code;
};

TEST(Runtime, IsKnownByItsFiles) {
  const std::vector<RuntimeCase> table = {
      {{"assets/notes.txt"}, {}, {}, {}},
      {{"lib/arm64-v8a/libflutter.so", "lib/arm64-v8a/libapp.so"},
       {"Flutter"},
       {},
       {"Flutter: lib/arm64-v8a/libapp.so"}},
      {{"lib/arm64-v8a/libapp.so"}, {}, {}, {}},
      {{"lib/x86/libreactnativejni.so", "lib/x86/libhermes.so", "assets/index.android.bundle"},
       {"React Native"},
       {"Hermes"},
       {"React Native: assets/index.android.bundle"}},
      {{"assets/www/cordova.js", "assets/www/index.html"}, {"Cordova"}, {}, {"Cordova: assets/www/"}},
      {{"assets/www/index.html"}, {}, {}, {}},
      {{"assets/capacitor.config.json", "assets/public/index.html"}, {"Capacitor"}, {}, {"Capacitor: assets/public/"}},
      {{"lib/x86/libmonodroid.so", "assemblies/Ward.dll"},
       {".NET (Xamarin, MAUI)"},
       {},
       {".NET (Xamarin, MAUI): assemblies/"}},
      {{"lib/x86/libunity.so", "lib/x86/libil2cpp.so"}, {"Unity"}, {}, {"Unity: lib/x86/libil2cpp.so"}},
      {{"lib/x86/libNativeScript.so"}, {"NativeScript"}, {}, {}},
      {{"lib/x86/libkroll-v8.so"}, {"Titanium"}, {"V8"}, {}},
      {{"lib/x86/libgodot_android.so"}, {"Godot"}, {}, {}},
      {{"lib/arm64-v8a/libQt5Core_arm64-v8a.so"}, {"Qt"}, {}, {}},
      {{"lib/arm64-v8a/libpython3.11.so"}, {"Python"}, {}, {}},
      {{"lib/arm64-v8a/sub/libflutter.so", "assets/libunity.so"}, {}, {}, {}},
  };
  for (const RuntimeCase& one : table) {
    AndroidApp app;
    for (const char* file : one.files) app.file(file, ElfBuilder(elf_machine::x86).build());
    const Stated stated(app);
    EXPECT_EQ(stated.values(fact::android_runtime), one.runtimes) << one.files[0];
    EXPECT_EQ(stated.values(fact::android_runtime_engine), one.engines) << one.files[0];
    EXPECT_EQ(stated.pairs(fact::android_runtime_code), one.code) << one.files[0];
  }
}

TEST(Runtime, SaysItsVersionWhereAFileDoes) {
  AndroidApp unity;
  unity.file("lib/x86/libunity.so", ElfBuilder(elf_machine::x86).build());
  unity.file("assets/bin/Data/globalgamemanagers", Bytes(20, '\1') + Bytes(28, '\0') + "2021.3.5f1" + Bytes(200, '\0'));
  EXPECT_THAT(Stated(unity).pairs(fact::android_runtime_version), ElementsAre("Unity: 2021.3.5f1"));

  AndroidApp cordova;
  cordova.file("assets/www/cordova.js", "// Platform: android\nvar PLATFORM_VERSION_BUILD_LABEL = '10.1.2';\n");
  EXPECT_THAT(Stated(cordova).pairs(fact::android_runtime_version), ElementsAre("Cordova: 10.1.2"));

  AndroidApp hermes;
  hermes.file("assets/index.android.bundle", "\xc6\x1f\xbc\x03\xc1\x03\x19\x1f" + u32(96) + Bytes(100, '\0'));
  EXPECT_THAT(Stated(hermes).pairs(fact::android_runtime_version), ElementsAre("Hermes: bytecode 96"));
}

struct LibraryCase {
  const char* file;
  Bytes content;
  std::vector<std::string> stated;
};

Bytes gzip(const Bytes& content) {
  return Bytes("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + deflate(content) + u32(crc32(content)) + u32(content.size());
}

TEST(Libraries, AreThoseThatFilesName) {
  const std::string line(80, '-');
  const std::vector<LibraryCase> table = {
      {"META-INF/androidx.core_core-ktx.version", "1.9.0\n", {"pkg:maven/androidx.core/core-ktx: 1.9.0"}},
      {"META-INF/kotlinx_coroutines_core.version",
       "1.6.4",
       {"pkg:maven/org.jetbrains.kotlinx/kotlinx-coroutines-core: 1.6.4"}},
      {"META-INF/androidx.ads_ads.version", "task ':ads:writeVersionFile' property 'version'", {}},
      {"META-INF/sub/androidx.core_core.version", "1.9.0", {}},
      {"META-INF/maven/com.squareup.okio/okio/pom.properties",
       "# made by hand\ngroupId=com.squareup.okio\nartifactId=okio\nversion=1.17.5\n",
       {"pkg:maven/com.squareup.okio/okio: 1.17.5"}},
      {"META-INF/maven/x/y/pom.properties", "groupId=a b\nartifactId=okio\nversion=1\n", {}},
      {"META-INF/com/android/build/gradle/app-metadata.properties",
       "appMetadataVersion=1.1\nandroidGradlePluginVersion=8.1.0\n",
       {"pkg:maven/com.android.tools.build/gradle: 8.1.0"}},
      {"play-services-base.properties",
       "version=17.5.0\nclient=play-services-base\nplay-services-base_client=17.5.0\n",
       {"pkg:maven/com.google.android.gms/play-services-base: 17.5.0"}},
      {"firebase-common.properties",
       "version=19.3.0\nclient=firebase-common\n",
       {"pkg:maven/com.google.firebase/firebase-common: 19.3.0"}},
      {"settings.properties", "version=1.0\ncolour=blue\n", {}},
      {"assets/www/cordova_plugins.js",
       "cordova.define('x', function(require, exports, module) {\nmodule.exports = [];\nmodule.exports.metadata = {\n"
       "  \"cordova-plugin-camera\": \"4.1.0\",\n  \"@ionic/plugin\": \"1.0.0\"\n};\n});",
       {"pkg:npm/%40ionic/plugin: 1.0.0", "pkg:npm/cordova-plugin-camera: 4.1.0"}},
      {"assets/www/cordova_plugins.js", "module.exports.metadata = {", {}},
      {"assets/capacitor.plugins.json",
       R"([{"pkg": "@capacitor/app", "classpath": "x.Y"}, 7, {"pkg": 1}])",
       {"pkg:npm/%40capacitor/app: "}},
      {"assets/capacitor.plugins.json", "[[[[", {}},
      {"assets/flutter_assets/NOTICES.Z",
       gzip("abseil-cpp\nangle\n\nThe licence\nof both\n" + line + "\nhttp\n\nAnother licence\n\nhttp\n"),
       {"pkg:pub/abseil-cpp: ", "pkg:pub/angle: ", "pkg:pub/http: "}},
      {"assets/flutter_assets/NOTICES.Z", "no gzip", {}},
      {"assemblies/Newtonsoft.Json.dll", "MZ", {"pkg:nuget/Newtonsoft.Json: "}},
      {"assets/www/app.js",
       "/** @license React v16.13.1\n */ /*! jQuery v3.3.1 | (c) */ React v1.0.0",
       {"pkg:npm/jquery: 3.3.1", "pkg:npm/react: 16.13.1"}},
      {"assets/index.android.bundle", Bytes(300000, ' ') + "@license React v17.0.2", {"pkg:npm/react: 17.0.2"}},
      {"res/raw/app.js", "@license React v16.13.1", {}},
  };
  for (const LibraryCase& one : table) {
    const Stated stated(AndroidApp().file(one.file, one.content));
    EXPECT_EQ(stated.pairs(fact::android_library_bundled), one.stated) << one.file;
  }
}

TEST(Libraries, KotlinModulesAreNamed) {
  const Stated stated(AndroidApp().file("META-INF/okio.kotlin_module", "x").file("META-INF/a b.kotlin_module", "x"));
  EXPECT_THAT(stated.values(fact::android_kotlin_module), ElementsAre("okio"));
}

TEST(Kits, AreKnownByComponentsAndSettings) {
  AndroidApp app;
  app.component("activity", "com.google.android.gms.ads.AdActivity", false);
  app.application()
      .child("meta-data")
      .set("android:name", text("io.sentry.dsn"))
      .set("android:value", text("https://x"));
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_sdk), ElementsAre("advertising: Google Mobile Ads", "crash: Sentry"));
  EXPECT_EQ(stated.value(fact::android_sdk_owner, "Sentry"), "Functional Software");
  EXPECT_TRUE(stated.value(fact::android_sdk_source, "Sentry").starts_with("https://"));
  EXPECT_EQ(stated.evidence(fact::android_sdk, "crash"), "AndroidManifest.xml#/manifest/application/meta-data");
}

TEST(Kits, AreKnownByClassesAndDomainsInTheCode) {
  DexBuilder dex;
  dex.add("com.mixpanel.android.mpmetrics.MixpanelAPI");
  dex.add("com.facebook.FacebookSdk$Callback");
  dex.add("com.facebook.react.ReactActivity");
  dex.add("com.google.android.gms.ads.identifier.AdvertisingIdClient");
  dex.add("org.example.Http").method("run").text(0, "https://decide.mixpanel.com/x").text(0, "https://api.uxcam.com/y");
  const Stated stated(AndroidApp().file("classes.dex", dex.build()));
  EXPECT_THAT(stated.pairs(fact::android_sdk),
              ElementsAre("analytics: Mixpanel", "social: Facebook SDK", "tracker: Google Advertising ID"));
  EXPECT_EQ(stated.evidence(fact::android_sdk, "analytics"), "classes.dex#com.mixpanel.android.mpmetrics.MixpanelAPI");
  EXPECT_THAT(stated.pairs(fact::android_sdk_domain),
              ElementsAre("Mixpanel: decide.mixpanel.com", "UXCam: api.uxcam.com"));
}

TEST(Kits, ClassesThatAreOnlyReferredToDoNotCount) {
  DexBuilder dex;
  dex.add("org.example.Http")
      .method("run")
      .call_static("com.mixpanel.android.mpmetrics.MixpanelAPI", "getInstance", {});
  EXPECT_THAT(Stated(AndroidApp().file("classes.dex", dex.build())).pairs(fact::android_sdk), IsEmpty());
}

TEST(Kits, AnAppOfItsOwnHasNone) {
  const Stated stated((AndroidApp()));
  EXPECT_THAT(stated.pairs(fact::android_sdk), IsEmpty());
  EXPECT_THAT(stated.pairs(fact::android_sdk_domain), IsEmpty());
}

}  // namespace
}  // namespace formulary::formats::test
