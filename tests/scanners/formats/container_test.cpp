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

}  // namespace
}  // namespace formulary::formats::test
