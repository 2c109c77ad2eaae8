// The builders against the tools that everyone uses: what they make must be what Debian's unzip-like readers, apksigner
// and aapt take it for. Without those tools the comparison is skipped and says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/android_app.hpp"
#include "tests/support/der_builder.hpp"
#include "tests/support/program.hpp"

namespace formulary::support {
namespace {

using testing::HasSubstr;

#define NEEDS(program) \
  if (!installed(program)) GTEST_SKIP() << program << " is not installed"

const Signer& vendor() {
  static const Signer signer = make_signer();
  return signer;
}
const Signer& successor() {
  static const Signer signer = make_signer({.subject = "Successor", .key = Key::ec()});
  return signer;
}

struct SigningCase {
  const char* name;
  ApkSigning signing;
  std::vector<const char*> verified;  ///< lines of `apksigner verify -v`
};

std::vector<SigningCase> signing_cases() {
  const char *v1 = "Verified using v1 scheme (JAR signing): true",
             *v2 = "Verified using v2 scheme (APK Signature Scheme v2): true",
             *v3 = "Verified using v3 scheme (APK Signature Scheme v3): true";
  return {
      {"v1", {.signer = vendor(), .schemes = Schemes::v1}, {v1}},
      {"v1_with_sha1", {.signer = vendor(), .schemes = Schemes::v1, .jar = {.digest = "SHA1"}}, {v1}},
      {"v1_with_ec", {.signer = successor(), .schemes = Schemes::v1}, {v1}},
      {"v2", {.signer = vendor(), .schemes = Schemes::v2}, {v2}},
      {"v2_with_ec", {.signer = successor(), .schemes = Schemes::v2}, {v2}},
      {"v1v2", {.signer = vendor(), .schemes = Schemes::v1v2}, {v1, v2}},
      {"v2v3", {.signer = vendor(), .schemes = Schemes::v2v3}, {v2, v3}},
      {"v1v2v3", {.signer = vendor(), .schemes = Schemes::v1v2v3}, {v1, v2, v3}},
      {"v3_rotated", {.signer = vendor(), .schemes = Schemes::v1v2v3, .rotated_to = successor()}, {v1, v2, v3}},
      {"v31_rotated", {.signer = vendor(), .schemes = Schemes::v1v2v3v31, .rotated_to = successor()}, {v1, v2, v3}},
  };
}

// What the signer makes, apksigner accepts; and with one byte of the code changed it does not.
TEST(ApkSigner, MakesWhatApksignerVerifies) {
  NEEDS("apksigner");
  const TemporaryDirectory directory;
  AndroidApp app;
  app.file("assets/large.bin", Bytes(3 << 20, 'x'));
  app.file("assets/a-name-that-is-so-long-that-its-line-in-the-manifest-must-be-folded-into-two.txt", "folded");
  for (const SigningCase& each : signing_cases()) {
    SCOPED_TRACE(each.name);
    app.sdk(has(each.signing.schemes, Schemes::v1) ? 21 : 24, 29);  // from 24 on, apksigner does not look at v1
    const Bytes package = app.signed_with(each.signing);
    const Outcome good = run({"apksigner", "verify", "-v", "--print-certs", directory.write("good.apk", package)});
    EXPECT_EQ(good.exit_code, 0) << good.out << good.error;
    for (const char* line : each.verified) EXPECT_THAT(good.out, HasSubstr(line));
    const bool rotated = each.signing.rotated_to && !has(each.signing.schemes, Schemes::v31);
    EXPECT_THAT(good.out, HasSubstr((rotated ? *each.signing.rotated_to : each.signing.signer).certificate_sha256()));
  }
  Bytes package = app.signed_by(vendor());
  package[package.find("classes.dex") + 20] ^= 1;
  EXPECT_NE(run({"apksigner", "verify", directory.write("bad.apk", package)}).exit_code, 0);
}

TEST(AndroidApp, IsWhatAaptReads) {
  NEEDS("aapt");
  const TemporaryDirectory directory;
  for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
    AndroidApp app;
    app.package("org.example.test").version(42, "4.2-beta").sdk(21, 33).label("Dienstplan Süd", "Dienst");
    app.permission("android.permission.CAMERA").permission("android.permission.READ_EXTERNAL_STORAGE", 32).debuggable();
    app.manifest_options().encoding = encoding;
    const Outcome badging = run({"aapt", "dump", "badging", directory.write("app.apk", app.signed_by(vendor()))});
    EXPECT_EQ(badging.exit_code, 0) << badging.error;
    for (const char* line : {
             "package: name='org.example.test' versionCode='42' versionName='4.2-beta'",
             "sdkVersion:'21'",
             "targetSdkVersion:'33'",
             "uses-permission: name='android.permission.CAMERA'",
             "uses-permission: name='android.permission.READ_EXTERNAL_STORAGE' maxSdkVersion='32'",
             "application-label:'Dienstplan Süd'",
             "application-label-de:'Dienst'",
             "application-debuggable",
             "launchable-activity: name='org.example.test.MainActivity'",
         }) {
      EXPECT_THAT(badging.out, HasSubstr(line));
    }
  }
}

TEST(ZipBuilder, MakesWhatUnzipReads) {
  NEEDS("unzip");
  const TemporaryDirectory directory;
  const auto test = [&](const ZipBuilder& zip) { return run({"unzip", "-tq", directory.write("x.zip", zip.build())}); };
  ZipBuilder zip;
  zip.add("a.txt", "deflated");
  zip.store("b.txt", "stored").alignment = 4096;
  zip.add("c.txt", "described").data_descriptor = true;
  zip.add("d.txt", "sixty-four").zip64 = true;
  const Bomb bomb = zeros_bomb(1'000'000);
  EXPECT_LT(bomb.deflated.size(), 8'000u);
  zip.add_raw("zeros", bomb.deflated, 1'000'000, bomb.crc32);
  EXPECT_EQ(test(zip).exit_code, 0) << test(zip).out;
  zip.zip64 = true;
  EXPECT_EQ(test(zip).exit_code, 0) << test(zip).out;
  zip.entries[0].crc32 = 1;
  EXPECT_NE(test(zip).exit_code, 0);
}

TEST(ZipBuilder, PutsEachLieWhereTheRecipeSays) {
  ZipBuilder zip;
  ZipEntryRecipe& entry = zip.store("name", "content");
  entry.local.name = "other";
  entry.flag(1);
  entry.gap_before = "gap";
  zip.prepended = "front";
  zip.end.entries = 9;
  const Bytes file = zip.build();
  EXPECT_EQ(file.substr(0, 8), "frontgap");
  EXPECT_EQ(file.substr(8 + 30, 5), "other");
  EXPECT_EQ(read_little(file, 8 + 6, 2), 1u);
  const std::size_t directory = file.find(u32(0x02014b50));
  EXPECT_EQ(file.substr(directory + 46, 4), "name");
  EXPECT_EQ(read_little(file, directory + 42, 4), 8u);
  EXPECT_EQ(read_little(file, file.size() - 22 + 10, 2), 9u);
}

TEST(Der, EncodesByTheBook) {
  EXPECT_EQ(der::integer(0), Bytes("\x02\x01\x00", 3));
  EXPECT_EQ(der::integer(128), Bytes("\x02\x02\x00\x80", 4));
  EXPECT_EQ(der::integer(-129), Bytes("\x02\x02\xff\x7f", 4));
  EXPECT_EQ(hex(der::oid("1.2.840.113549.1.1.11")), "06092a864886f70d01010b");
  EXPECT_EQ(hex(der::tlv(0x04, Bytes(200, 'x'))).substr(0, 6), "0481c8");
  EXPECT_EQ(hex(der::tlv_long(0x04, "x", 3)), "048300000178");
  EXPECT_EQ(hex(der::sequence({der::null(), der::boolean(true)})), "300505000101ff");
}

}  // namespace
}  // namespace formulary::support
