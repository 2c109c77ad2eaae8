// Native libraries in a package: hardening, versions of what was compiled in, and differences between processors.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/formats/android/native_versions.hpp"
#include "tests/scanners/formats/stated.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/elf_builder.hpp"
#include "tests/support/program.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* place = "lib/arm64-v8a/libward.so";

Stated with_library(const ElfBuilder& elf, const std::string& name = place) {
  return Stated(AndroidApp().file(name, elf.build()));
}

TEST(Native, AHardenedLibraryIsDescribed) {
  ElfBuilder elf;
  elf.exports = {{"JNI_OnLoad", ""}, {"Java_org_example_Ward_open", ""}, {"helper", ""}};
  const Stated stated = with_library(elf);
  const std::vector<std::pair<std::string_view, const char*>> expected = {
      {fact::android_native_machine, "aarch64"},
      {fact::android_native_kind, "library"},
      {fact::android_native_imports, "2"},
      {fact::android_native_relro, "full"},
      {fact::android_native_bind_now, "true"},
      {fact::android_native_executable_stack, "false"},
      {fact::android_native_writable_code, "false"},
      {fact::android_native_text_relocations, "false"},
      {fact::android_native_stack_protector, "true"},
      {fact::android_native_fortified, "true"},
      {fact::android_native_page_alignment, "16384"},
      {fact::android_native_build_id, "0123ab"},
      {fact::android_native_symbols, "false"},
      {fact::android_native_debug_information, "false"},
      {fact::android_native_needed, "libc.so"},
      {fact::android_native_java_functions, "2"},
  };
  for (const auto& [name, value] : expected) EXPECT_EQ(stated.value(name, place), value) << name;
  EXPECT_THAT(stated.values(fact::android_native_java_function),
              ElementsAre("JNI_OnLoad", "Java_org_example_Ward_open"));
  EXPECT_EQ(stated.evidence(fact::android_native_relro, place), place);
}

// The class for which a library with these functions misses the code, in a package that has org.example.Ward.
std::string missing_class(const std::vector<std::string>& functions) {
  ElfBuilder elf;
  for (const std::string& one : functions) elf.exports[one] = "";
  DexBuilder dex;
  dex.add("org.example.Ward");
  dex.add("org.example.a_b.Outer$Inner");
  return Stated(AndroidApp().file("classes.dex", dex.build()).file(place, elf.build()))
      .value(fact::android_native_java_class_missing, place);
}

TEST(Native, ALibraryWithoutAnyOfItsJavaClassesIsNoticed) {
  EXPECT_EQ(missing_class({"Java_org_example_Gone_open"}), "org.example.Gone");
  EXPECT_EQ(missing_class({"Java_org_example_Gone_open__", "helper"}), "org.example.Gone");
  EXPECT_EQ(missing_class({"Java_org_example_Gone_open__ILjava_lang_String_2"}), "org.example.Gone");
  EXPECT_EQ(missing_class({"Java_org_example_Gone_open___3B"}), "org.example.Gone");
  EXPECT_EQ(missing_class({"Java_org_example_Gone__1open"}), "org.example.Gone");
  EXPECT_EQ(missing_class({"Java_org_example_Gone_open", "Java_org_example_Ward_open"}), "") << "one is enough";
  EXPECT_EQ(missing_class({"Java_org_example_a_1b_Outer_00024Inner_open"}), "");
  EXPECT_EQ(missing_class({"Java_org_example_Gone_0zzzz_open"}), "") << "not a name that can be told";
  EXPECT_EQ(missing_class({"Java_"}), "");
  EXPECT_EQ(missing_class({"JNI_OnLoad"}), "");
}

TEST(Native, WithoutCodeBesideItALibraryMissesNothing) {
  ElfBuilder elf;
  elf.exports = {{"Java_org_example_Gone_open", ""}};
  EXPECT_THAT(with_library(elf).values(fact::android_native_java_class_missing), IsEmpty());
}

TEST(Native, AProgramAtAFixedPlaceIsOne) {
  ElfBuilder elf;
  elf.type = 2;
  EXPECT_EQ(with_library(elf).value(fact::android_native_kind, place), "program at a fixed place");
}

TEST(Native, LibrariesElsewhereAreLookedAtToo) {
  const Stated stated = with_library(ElfBuilder(), "assets/plugins/libextra.so");
  EXPECT_EQ(stated.value(fact::android_native_machine, "assets/plugins/libextra.so"), "aarch64");
}

TEST(Native, ALibraryInTheWrongFolderIsAnAnomaly) {
  EXPECT_TRUE(with_library(ElfBuilder(elf_machine::arm)).objects(anomaly::elf_wrong_machine));
  EXPECT_FALSE(with_library(ElfBuilder(elf_machine::aarch64)).objects(anomaly::elf_wrong_machine));
  EXPECT_FALSE(with_library(ElfBuilder(elf_machine::arm), "lib/armeabi-v7a/a.so").objects(anomaly::elf_wrong_machine));
}

TEST(Native, WhatIsNoLibraryIsAnAnomaly) {
  EXPECT_TRUE(Stated(AndroidApp().file(place, "only text")).objects(anomaly::elf_malformed));
}

TEST(Native, ProcessorsThatLackALibraryAreNamed) {
  AndroidApp app;
  app.file("lib/arm64-v8a/liba.so", ElfBuilder().build()).file("lib/arm64-v8a/libb.so", ElfBuilder().build());
  app.file("lib/x86/liba.so", ElfBuilder(elf_machine::x86).build());
  EXPECT_THAT(Stated(app).pairs(fact::android_native_missing), ElementsAre("x86: libb.so"));
}

struct Version {
  const char* what;
  Bytes data;
  const char* stated;  ///< `component: version`; empty: nothing
};

TEST(Native, VersionsAreReadInTheirExactShape) {
  const std::string zero(1, '\0');
  const std::string id = "2022-07-21 15:24:47 698edb77537b67c41adc68f9b892db56bcf9a55e00371a61420f3ddd668e6603";
  const std::vector<Version> table = {
      {"OpenSSL", "OpenSSL 1.1.1k  25 Mar 2021", "OpenSSL: 1.1.1k"},
      {"OpenSSL 3", "OpenSSL 3.0.8 7 Feb 2023", "OpenSSL: 3.0.8"},
      {"OpenSSL, old", "OpenSSL 1.0.2zd-fips  15 Mar 2022", "OpenSSL: 1.0.2zd-fips"},
      {"only the name", "OpenSSL is great", ""},
      {"a version without date", "needs OpenSSL 1.1.1 or newer", ""},
      {"BoringSSL is not OpenSSL", "OpenSSL 1.1.1 (compatible; BoringSSL)", "BoringSSL: unknown"},
      {"curl", "libcurl/7.64.1" + zero, "curl: 7.64.1"},
      {"curl's format", "libcurl/%s", ""},
      {"zlib", " deflate 1.2.11 Copyright 1995-2017 Jean-loup Gailly", "zlib: 1.2.11"},
      {"zlib of Chromium", " inflate 1.2.13.1-motley Copyright 1995-2022 Mark Adler", "zlib: 1.2.13.1-motley"},
      {"a sentence", "deflate 1.2 times", ""},
      {"libpng", "libpng version 1.6.37" + zero, "libpng: 1.6.37"},
      {"WebP", "cannot parse filter header", "WebP: unknown"},
      {"libjpeg-turbo", "libjpeg-turbo version 2.0.4 (build 20191201)", "libjpeg-turbo: 2.0.4"},
      {"FFmpeg", "Lavc58.134.100" + zero, "libavcodec: 58.134.100"},
      {"expat", "expat_2.2.6" + zero, "expat: 2.2.6"},
      {"expat function", "expat_create", ""},
      {"SQLite", zero + "3.39.2" + zero + id, "SQLite: 3.39.2"},
      {"SQLite without number", id, "SQLite: 2022-07-21"},
      {"SQLite with two numbers", zero + "3.39.2" + zero + "3.40.0" + zero + id, "SQLite: 2022-07-21"},
      {"SQLite with a number of another time", zero + "3.8.0" + zero + id, "SQLite: 2022-07-21"},
      {"a number alone", zero + "3.39.2" + zero, ""},
      {"a date alone", "2022-07-21 15:24:47", ""},
      {"libxml2", "20914" + zero + "Warning: program compiled against libxml %d using older %d", "libxml2: 2.9.14"},
      {"libxml2 without number", "program compiled against libxml %d", "libxml2: unknown"},
      {"libvpx", "WebM Project VP8 Encoder v1.8.0" + zero, "libvpx: 1.8.0"},
      {"libssh2", "SSH-2.0-libssh2_1.9.0" + zero, "libssh2: 1.9.0"},
      {"Mbed TLS", "mbed TLS 2.16.0" + zero, "Mbed TLS: 2.16.0"},
      {"OpenCV", "General configuration for OpenCV 4.5.1 ====", "OpenCV: 4.5.1"},
      {"Dart", "2.19.6 (stable) (Tue Mar 28 13:41:04 2023 +0000) on \"android_arm64\"", "Dart: 2.19.6"},
      {"libarchive", "libarchive 3.3.3" + zero, "libarchive: 3.3.3"},
      {"libarchive's name alone", "libarchive is here", ""},
      {"bzip2", "1.0.6, 6-Sept-2010" + zero, "bzip2: 1.0.6"},
      {"a date of bzip2's alone", "on Monday, 6-Sept-2010", ""},
      {"libaom", "AOMedia Project AV1 Decoder v3.6.0" + zero, "libaom: 3.6.0"},
      {"Libgcrypt", "This is Libgcrypt 1.9.0 - The GNU Crypto Library", "Libgcrypt: 1.9.0"},
      {"Lua", "$LuaVersion: Lua 5.3.6  Copyright (C) 1994-2020 Lua.org", "Lua: 5.3.6"},
      {"LuaJIT", "LuaJIT 2.1.0-beta3" + zero, "LuaJIT: 2.1.0-beta3"},
      {"QuickJS", "QuickJS memory usage -- 2021-03-27 version", ""},
  };
  for (const Version& one : table) {
    ElfBuilder elf;
    elf.data = "before" + zero + one.data + zero + "behind";
    const std::vector<std::string> expected =
        one.stated[0] == '\0' ? std::vector<std::string>() : std::vector<std::string>{one.stated};
    EXPECT_EQ(with_library(elf).pairs(fact::android_native_version), expected) << one.what;
  }
}

TEST(Native, TheVersionOfWebPIsReadOutOfItsFunction) {
  const std::vector<std::pair<std::uint16_t, Bytes>> table = {
      {elf_machine::aarch64, u32(0x52806040) + u32(0x72a00020) + u32(0xd65f03c0)},  // mov w0, #0x302; movk; ret
      {elf_machine::aarch64, u32(0xd503245f) + u32(0x52806040) + u32(0x72a00020) + u32(0xd65f03c0)},  // bti c
      {elf_machine::arm, u16(0xf240) + u16(0x3002) + u16(0xf2c0) + u16(0x0001) + u16(0x4770)},  // movw; movt; bx lr
      {elf_machine::x86, "\xb8" + u32(0x010302) + "\xc3"},
      {elf_machine::x86_64, "\xf3\x0f\x1e\xfa\xb8" + u32(0x010302) + "\xc3"},
  };
  for (const auto& [machine, code] : table) {
    ElfBuilder elf(machine);
    elf.data = "cannot parse filter header";
    elf.exports = {{"WebPGetDecoderVersion", code}};
    EXPECT_THAT(with_library(elf, "assets/x.so").pairs(fact::android_native_version), ElementsAre("WebP: 1.3.2"));
  }
  ElfBuilder other;
  other.data = "cannot parse filter header";
  other.exports = {{"WebPGetDecoderVersion", u32(0xd10083ff)}};  // anything but a constant
  EXPECT_THAT(with_library(other).pairs(fact::android_native_version), ElementsAre("WebP: unknown"));
}

TEST(Native, ASnapshotOfDartSaysItsVersion) {
  const std::string version = "5d9c1a3b5d9c1a3b5d9c1a3b5d9c1a3b";
  ElfBuilder elf;
  elf.exports = {{"_kDartVmSnapshotData", "\xf5\xf5\xdc\xdc" + Bytes(16, '\1') + version + "product"}};
  EXPECT_THAT(with_library(elf).pairs(fact::android_native_version), ElementsAre("Dart snapshot: " + version));
}

TEST(NativeVersionSearch, DoesNotDependOnTheSizeOfThePieces) {
  const std::string text = "3.1.0 (stable) (x) OpenSSL 1.1.1k  25 Mar 2021 deflate 1.2.11 Copyright";
  for (const std::size_t before : {0U, 262100U, 262140U, 262144U, 262160U, 262400U, 524200U, 524288U}) {
    const std::string whole = std::string(before, '.') + text + std::string(600, '.');
    for (const std::size_t piece : {1000U, 65536U, 262144U, 10'000'000U}) {
      android::NativeVersionSearch search;
      for (std::size_t at = 0; at < whole.size(); at += piece) search.take(view(whole.substr(at, piece)));
      std::string found;
      for (const android::NativeVersion& one : search.finish()) {
        found += one.component + " " + one.version + " " + std::to_string(one.offset - before) + ", ";
      }
      EXPECT_EQ(found, "Dart 3.1.0 0, OpenSSL 1.1.1k 19, zlib 1.2.11 47, ") << before << " " << piece;
    }
  }
}

TEST(Native, ALargeLibraryIsReadWhicheverWayItIsStored) {
  ElfBuilder elf;
  elf.data = Bytes(26 * 1024 * 1024, 'x') + "libcurl/7.64.1" + Bytes(1, '\0');
  elf.exports = {{"JNI_OnLoad", ""}};
  elf.symbol_table = true;
  const Bytes library = elf.build();
  ZipBuilder stored = AndroidApp().zip();
  stored.store(place, library);
  ZipBuilder deflated = AndroidApp().zip();
  deflated.add(place, library);
  const Stated one(stored.build());
  const Stated two(deflated.build());
  for (const Stated* stated : {&one, &two}) {
    EXPECT_TRUE(stated->report().complete) << stated->report().reason;
    EXPECT_THAT(stated->pairs(fact::android_native_version), ElementsAre("curl: 7.64.1"));
    EXPECT_EQ(stated->value(fact::android_native_relro, place), "full");
    EXPECT_EQ(stated->value(fact::android_native_symbols, place), "true");
    EXPECT_EQ(stated->value(fact::android_native_java_function, place), "JNI_OnLoad");
  }
}

// Debian's own libraries say their versions in the same texts as those on phones.
TEST(NativeAgainstPackages, VersionsAreThoseOfThePackageManager) {
  if (!installed("dpkg-query")) GTEST_SKIP() << "needs dpkg-query";
  struct Installed {
    const char* package;
    const char* file;
    const char* component;
  };
  std::size_t compared = 0;
  for (const Installed& one : std::vector<Installed>{{"libssl3", "libcrypto.so.3", "OpenSSL"},
                                                     {"zlib1g", "libz.so.1", "zlib"},
                                                     {"libsqlite3-0", "libsqlite3.so.0", "SQLite"},
                                                     {"libcurl4", "libcurl.so.4", "curl"},
                                                     {"libpng16-16", "libpng16.so.16", "libpng"},
                                                     {"libwebp7", "libwebp.so.7", "WebP"},
                                                     {"libexpat1", "libexpat.so.1", "expat"},
                                                     {"libxml2", "libxml2.so.2", "libxml2"},
                                                     {"libjpeg62-turbo", "libjpeg.so.62", "libjpeg-turbo"},
                                                     {"libssh2-1", "libssh2.so.1", "libssh2"},
                                                     {"libbz2-1.0", "libbz2.so.1.0", "bzip2"},
                                                     {"libarchive13", "libarchive.so.13", "libarchive"},
                                                     {"libaom3", "libaom.so.3", "libaom"},
                                                     {"libgcrypt20", "libgcrypt.so.20", "Libgcrypt"},
                                                     {"libtiff6", "libtiff.so.6", "libtiff"}}) {
    const std::filesystem::path file = std::filesystem::path("/usr/lib/x86_64-linux-gnu") / one.file;
    std::string version = run({"dpkg-query", "-W", "-f", "${Version}", one.package}).out;
    if (version.empty() || !std::filesystem::exists(file)) continue;
    version = version.substr(version.find(':') + 1);
    const Stated stated(AndroidApp().file("lib/x86_64/libx.so", read_file(file)));
    const std::vector<std::string> found = stated.values(fact::android_native_version, one.component);
    ASSERT_EQ(found.size(), 1U) << one.file;
    EXPECT_TRUE(version.starts_with(found[0])) << one.component << ": " << found[0] << " and " << version;
    ++compared;
  }
  if (compared == 0) GTEST_SKIP() << "none of the libraries is installed";
}

}  // namespace
}  // namespace formulary::formats::test
