// What is in the archive, by names and first bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::ElementsAre;
using testing::IsEmpty;

const Bytes elf =
    "\x7f"
    "ELF" +
    Bytes(200, '\0');

TEST(Container, CodeIsCountedAndLocated) {
  AndroidApp app;
  app.file("classes2.dex", empty_dex()).file("lib/arm64-v8a/libward.so", elf).file("lib/x86/libward.so", elf);
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::container_dex_files), "2");
  EXPECT_THAT(stated.pairs(fact::container_native_library),
              ElementsAre("arm64-v8a: lib/arm64-v8a/libward.so", "x86: lib/x86/libward.so"));
  EXPECT_THAT(stated.values(fact::android_abi), ElementsAre("arm64-v8a", "x86"));
  EXPECT_EQ(stated.value(fact::container_entries), "6");
}

TEST(Container, AlignmentIsThatOfTheStoredLibrary) {
  AndroidApp app;
  ZipBuilder zip = app.zip();
  zip.store("lib/arm64-v8a/large.so", elf).alignment = 16384;
  zip.add("lib/arm64-v8a/small.so", elf);
  const Stated stated(zip.build());
  EXPECT_GE(std::stoi(stated.value(fact::container_native_library_alignment, "lib/arm64-v8a/large.so")), 16384);
  EXPECT_EQ(stated.value(fact::container_native_library_alignment, "lib/arm64-v8a/small.so"), "compressed");
}

struct Inside {
  const char* name;
  Bytes content;
  const char* kind;  ///< null: nothing to say
  bool disguised;
};

TEST(Container, ProgramsAndArchivesAreKnownByTheirFirstBytes) {
  Bytes windows_program(200, '\0');
  patch(windows_program, 0, "MZ");
  patch(windows_program, 0x3c, u32(0x80));
  patch(windows_program, 0x80, Bytes("PE\0\0", 4));
  ZipBuilder inner;
  inner.add("x", "y");
  for (const Inside& one : std::vector<Inside>{
           {"assets/picture.png", empty_dex(), "dex", true},
           {"assets/plugin.dex", empty_dex(), "dex", false},
           {"assets/data.bin", elf, "elf", true},
           {"assets/libx.so", elf, "elf", false},
           {"assets/module.jar", inner.build(), "zip", false},
           {"assets/module.dat", inner.build(), "zip", true},
           {"assets/tool.txt", windows_program, "pe", true},
           {"assemblies/Ward.dll", windows_program, "pe", false},
           {"lib/arm64-v8a/libpicture.so", empty_dex(), "dex", true},
           {"lib/arm64-v8a/libpacked.so", inner.build(), "zip", true},
           {"lib/arm64-v8a/libhonest.so", elf, nullptr, false},
           {"lib/arm64-v8a/debug-server", elf, nullptr, false},
           {"classes2.dex", elf, "elf", true},
           {"assets/notes.txt", "MZ is how this sentence starts, and it is no program at all, only long enough.",
            nullptr, false},
       }) {
    for (const bool deflated : {false, true}) {
      AndroidApp app;
      ZipBuilder zip = app.zip();
      if (deflated) {
        zip.add(one.name, one.content);
      } else {
        zip.store(one.name, one.content);
      }
      const Stated stated(zip.build());
      EXPECT_EQ(stated.objects(anomaly::container_disguised_executable), one.disguised) << one.name;
      if (one.kind == nullptr) {
        EXPECT_THAT(stated.values(fact::container_nested), IsEmpty()) << one.name;
      } else {
        EXPECT_THAT(stated.pairs(fact::container_nested), ElementsAre(std::string(one.kind) + ": " + one.name));
      }
    }
  }
}

Bytes archive(const std::string& name, const Bytes& content) {
  ZipBuilder zip;
  zip.add(name, content);
  return zip.build();
}

Stated with(const std::string& name, const Bytes& content) {
  AndroidApp app;
  ZipBuilder zip = app.zip();
  zip.store(name, content);
  return Stated(zip.build());
}

TEST(Container, ArchivesWithinAreLookedInto) {
  const Stated stated = with("assets/plugin.jar", archive("inner.zip", archive("picture.png", empty_dex())));
  EXPECT_THAT(stated.pairs(fact::container_nested),
              ElementsAre("dex: assets/plugin.jar!/inner.zip!/picture.png", "zip: assets/plugin.jar",
                          "zip: assets/plugin.jar!/inner.zip"));
  EXPECT_TRUE(stated.objects(anomaly::container_disguised_executable));
  EXPECT_TRUE(stated.report().complete);
}

TEST(Container, ArchivesWithinArchivesHaveAnEnd) {
  Bytes nested = archive("deepest", empty_dex());
  for (int i = 0; i < 8; ++i) nested = archive("next.zip", nested);
  const Stated stated = with("assets/first.zip", nested);
  EXPECT_TRUE(stated.objects(anomaly::container_nested_too_deep));
  EXPECT_EQ(stated.values(fact::container_nested).size(), 4U);
}

TEST(Container, AnArchiveWithinThatIsLockedOrSpoiltIsNamed) {
  ZipBuilder locked;
  locked.store("secret.dex", empty_dex()).flag(1);
  EXPECT_TRUE(with("assets/locked.zip", locked.build()).objects(anomaly::container_nested_unreadable));
  EXPECT_TRUE(with("assets/cut.zip", archive("a", elf).substr(0, 60)).objects(anomaly::container_nested_unreadable));
  EXPECT_FALSE(with("assets/good.zip", archive("a", elf)).objects(anomaly::container_nested_unreadable));
}

TEST(Container, ABombWithinIsNamed) {
  const Bomb bomb = zeros_bomb(400 * 1024 * 1024);
  ZipBuilder inner;
  inner.add_raw("zeros", bomb.deflated, 400 * 1024 * 1024, bomb.crc32);
  const Stated stated = with("assets/data.zip", inner.build());
  EXPECT_TRUE(stated.objects(anomaly::zip_bomb_total));
}

}  // namespace
}  // namespace formulary::formats::test
