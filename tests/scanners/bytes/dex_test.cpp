// Dalvik code: what its tables say, and files that lie.
#include "scanners/bytes/dex.hpp"

#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/dex_code.hpp"
#include "tests/support/dex_builder.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using support::DexBuilder;
using support::mend_dex;
using support::patch;
using support::read_little;
using support::u16;
using support::u32;
using testing::ElementsAre;
using testing::IsEmpty;

// Everything that can be asked of a file, asked.
struct Read {
  explicit Read(const Bytes& file) : content(file), budget(Budget::for_file(file.size())) {
    Complaints complaints(anomalies);
    parts = Dex::read(as_view(content), "classes.dex", complaints);
    for (const Dex& dex : parts) {
      dex.check_tables(complaints);
      dex.for_each_string(budget, complaints, [&](std::uint32_t, std::string_view text) { texts.emplace_back(text); });
      std::uint64_t left = content.size();
      for (std::uint32_t i = 0; i < dex.classes(); ++i) {
        const DexClass defined = dex.class_at(i);
        classes.emplace_back(dex.type(defined.type));
        for (const std::uint32_t type : dex.type_list(defined.interfaces)) interfaces.emplace_back(dex.type(type));
        readable = for_each_method(dex, defined, left, [&](const DexBody& body) { see(dex, body); }) && readable;
      }
    }
    complaints.finish();
  }

  void see(const Dex& dex, const DexBody& body) {
    methods.emplace_back(dex.name(dex.method(body.method).name));
    readable = for_each_instruction(body.code,
                                    [&](const DexInstruction& instruction) {
                                      if (instruction.invokes())
                                        calls.emplace_back(dex.name(dex.method(instruction.reference()).name));
                                      if (instruction.loads_string())
                                        loads.emplace_back(dex.string(instruction.reference()));
                                    }) &&
               readable;
  }

  std::set<std::string> objections() const {
    std::set<std::string> ids;
    for (const Anomaly& one : anomalies) ids.insert(one.id);
    return ids;
  }

  Bytes content;
  Budget budget;
  std::vector<Anomaly> anomalies;
  std::vector<Dex> parts;
  std::vector<std::string> texts, classes, interfaces, methods, calls, loads;
  bool readable = true;
};

DexBuilder ward(const std::string& version = "035") {
  DexBuilder dex(version);
  support::DexClass& sync = dex.add("org.example.Sync").implements("java.lang.Runnable");
  sync.method("<init>").call("java.lang.Object", "<init>", {15}).end();
  sync.method("run").text(0, "https://ward.example.org").call("java.lang.System", "load", {0}).end();
  sync.native_method("decode");
  dex.add("org.example.Zebra").extends("org.example.Sync");
  return dex;
}

class EveryVersion : public testing::TestWithParam<const char*> {};

TEST_P(EveryVersion, IsRead) {
  const Read read(ward(GetParam()).build());
  ASSERT_EQ(read.parts.size(), 1U);
  EXPECT_EQ(read.parts[0].version(), GetParam());
  EXPECT_THAT(read.objections(), IsEmpty());
  EXPECT_THAT(read.classes, ElementsAre("Lorg/example/Sync;", "Lorg/example/Zebra;"));
  EXPECT_THAT(read.interfaces, ElementsAre("Ljava/lang/Runnable;"));
  EXPECT_THAT(read.methods, ElementsAre("<init>", "decode", "run"));
  EXPECT_THAT(read.calls, ElementsAre("<init>", "load"));
  EXPECT_THAT(read.loads, ElementsAre("https://ward.example.org"));
  EXPECT_TRUE(read.readable);
}

INSTANTIATE_TEST_SUITE_P(Dex, EveryVersion, testing::Values("035", "037", "038", "039", "040"));

TEST(Dex, AContainerHasSeveralParts) {
  const Bytes file = support::dex_container({ward("041"), ward("041")});
  const Read read(file);
  EXPECT_THAT(read.objections(), IsEmpty());
  EXPECT_EQ(read.parts.size(), 2U);
  EXPECT_THAT(read.classes,
              ElementsAre("Lorg/example/Sync;", "Lorg/example/Zebra;", "Lorg/example/Sync;", "Lorg/example/Zebra;"));
  EXPECT_TRUE(read.readable);
}

TEST(Dex, StringsAreOrderedAsUtf16) {
  DexBuilder dex;
  dex.string("\xc0\x80zero").string("\x01").string("a").string("ab").string("\xc3\xa9t\xc3\xa9");
  dex.string("\xed\xa0\xbd\xed\xb8\x80");  // U+1F600 as two surrogates
  const Read read(dex.build());
  EXPECT_THAT(read.objections(), IsEmpty());
  EXPECT_THAT(read.texts,
              ElementsAre("\xc0\x80zero", "\x01", "a", "ab", "\xc3\xa9t\xc3\xa9", "\xed\xa0\xbd\xed\xb8\x80"));
}

// Offsets of the header's fields.
enum : std::size_t {
  file_size = 0x20,
  header_size = 0x24,
  endian_tag = 0x28,
  map_off = 0x34,
  string_count = 0x38,
  string_ids = 0x3c,
  type_count = 0x40,
  type_ids = 0x44,
  method_ids = 0x5c
};

std::size_t at(const Bytes& file, std::size_t field) { return read_little(file, field, 4); }

struct Lie {
  const char* what;
  std::function<void(Bytes&)> tell;
  const char* anomaly;
};

const Lie lies[] = {
    {"another magic", [](Bytes& file) { patch(file, 0, "dey\n"); }, "dex.magic"},
    {"a version of the future", [](Bytes& file) { patch(file, 4, "099"); }, "dex.version"},
    {"a version without digits", [](Bytes& file) { patch(file, 4, "abc"); }, "dex.magic"},
    {"longer than the file", [](Bytes& file) { patch(file, file_size, u32(file.size() + 4)); }, "dex.truncated"},
    {"shorter than a header, which claims to be shorter still",
     [](Bytes& file) {
       patch(file, file_size, u32(8));
       patch(file, header_size, u32(4));
     },
     "dex.truncated"},
    {"only a beginning", [](Bytes& file) { file.resize(0x60); }, "dex.truncated"},
    {"bytes behind the end", [](Bytes& file) { file += "more"; }, "dex.trailing-data"},
    {"big-endian", [](Bytes& file) { patch(file, endian_tag, u32(0x78563412)); }, "dex.endian-tag"},
    {"a longer header", [](Bytes& file) { patch(file, header_size, u32(0x74)); }, "dex.header-size"},
    {"strings without end", [](Bytes& file) { patch(file, string_count, u32(0x40000000)); }, "dex.table-bounds"},
    {"strings outside", [](Bytes& file) { patch(file, string_ids, u32(0xfffffff0)); }, "dex.table-bounds"},
    {"strings at an odd place", [](Bytes& file) { patch(file, string_ids, u32(0x71)); }, "dex.table-bounds"},
    {"more types than there can be", [](Bytes& file) { patch(file, type_count, u32(0x10000)); }, "dex.table-bounds"},
    {"more classes than types",
     [](Bytes& file) {
       patch(file, 0x60, u32(0x10000));
       file.resize(0x300000);
     },
     "dex.table-bounds"},
    {"types within the strings", [](Bytes& file) { patch(file, type_ids, u32(at(file, string_ids))); },
     "dex.table-overlap"},
    {"no map", [](Bytes& file) { patch(file, map_off, u32(0)); }, "dex.map"},
    {"a map outside", [](Bytes& file) { patch(file, map_off, u32(0xffffff00)); }, "dex.map"},
    {"a map without end", [](Bytes& file) { patch(file, at(file, map_off), u32(0xffffffff)); }, "dex.map"},
    {"a map out of order", [](Bytes& file) { patch(file, at(file, map_off) + 4 + 12 + 8, u32(0)); }, "dex.map"},
    {"another count in the map", [](Bytes& file) { patch(file, at(file, map_off) + 4 + 12 + 4, u32(1)); }, "dex.map"},
    {"a string outside", [](Bytes& file) { patch(file, at(file, string_ids), u32(0xffffffff)); }, "dex.string"},
    {"a string that claims to be longer", [](Bytes& file) { patch(file, at(file, at(file, string_ids)), "\x7f"); },
     "dex.string"},
    {"a string that claims to be shorter", [](Bytes& file) { patch(file, at(file, at(file, string_ids) + 8), "\x01"); },
     "dex.string"},
    {"a string that is not well encoded",
     [](Bytes& file) { patch(file, at(file, at(file, string_ids) + 8) + 1, "\xff"); }, "dex.string"},
    {"strings out of order",
     [](Bytes& file) {
       const Bytes first = file.substr(at(file, string_ids), 4);
       patch(file, at(file, string_ids), file.substr(at(file, string_ids) + 4, 4));
       patch(file, at(file, string_ids) + 4, first);
     },
     "dex.order"},
    {"a type without a name", [](Bytes& file) { patch(file, at(file, type_ids), u32(4711)); }, "dex.index"},
    {"a method of no class", [](Bytes& file) { patch(file, at(file, method_ids), support::u16(4711)); }, "dex.index"},
    {"a method twice", [](Bytes& file) { patch(file, at(file, method_ids) + 8, file.substr(at(file, method_ids), 8)); },
     "dex.order"},
    {"a class that extends no type", [](Bytes& file) { patch(file, at(file, 0x64) + 8, u32(4711)); }, "dex.index"},
};

TEST(Dex, EveryLieIsNamed) {
  for (const Lie& lie : lies) {
    Bytes file = ward().build();
    lie.tell(file);
    if (file.size() > 0x70) file = mend_dex(file);
    EXPECT_THAT(Read(file).objections(), testing::Contains(lie.anomaly)) << lie.what;
  }
}

TEST(Dex, AWrongChecksumIsNamed) {
  Bytes file = ward().build();
  file[file.size() - 1] = static_cast<char>(file[file.size() - 1] ^ 1);
  EXPECT_THAT(Read(file).objections(), testing::Contains("dex.checksum"));
}

TEST(Dex, APartThatLiesAboutItsContainerIsNamed) {
  Bytes file = support::dex_container({ward("041"), ward("041")});
  patch(file, 0x70, u32(12));
  EXPECT_THAT(Read(file).objections(), testing::Contains("dex.container"));
}

// Eight thousand strings that are all the same long one: 500 MB of text in a file of 100 KB.
TEST(Dex, StringsThatShareTheirBytesAreReadOnce) {
  DexBuilder dex;
  dex.string(Bytes(60'000, 'a'));
  for (int i = 0; i < 8000; ++i) dex.string("b" + std::to_string(i));
  Bytes file = dex.build();
  const Bytes first = file.substr(at(file, string_ids), 4);
  for (std::size_t i = 0; i < 8000; ++i) patch(file, at(file, string_ids) + 4 * i, first);
  const Read read(mend_dex(file));
  EXPECT_LT(read.texts.size(), 10U);
  EXPECT_EQ(read.budget.exceeded(), "text of Dalvik code");
}

TEST(Dex, ClassesThatShareTheirMethodsAreReadOnce) {
  DexBuilder dex;
  support::DexClass& shared = dex.add("org.example.A");
  for (int i = 0; i < 1000; ++i) shared.method("m" + std::to_string(i)).end();
  for (int i = 0; i < 1000; ++i) dex.add("org.example.B" + std::to_string(i));
  Bytes file = dex.build();
  const std::size_t classes = at(file, 0x64);
  for (std::size_t i = 1; i <= 1000; ++i) patch(file, classes + 32 * i + 24, file.substr(classes + 24, 4));
  const Read read(mend_dex(file));
  EXPECT_FALSE(read.readable);
  EXPECT_LT(read.methods.size(), 60'000U);
}

TEST(DexCode, DataBehindInstructionsIsPassedOver) {
  DexBuilder dex;
  support::DexMethod& method = dex.add("org.example.Sync").method("run");
  method.end();
  method.units({0x0100, 2, 0, 0, 1, 0, 2, 0});      // packed switch with two targets
  method.units({0x0200, 1, 7, 0, 9, 0});            // sparse switch with one key
  method.units({0x0300, 1, 3, 0, 0x6e6e, 0x006e});  // three bytes that look like calls
  method.text(1, "behind").call("java.lang.System", "load", {1});
  const Read read(dex.build());
  EXPECT_TRUE(read.readable);
  EXPECT_THAT(read.loads, ElementsAre("behind"));
  EXPECT_THAT(read.calls, ElementsAre("load"));
}

TEST(DexCode, InstructionsThatLeaveTheirPlaceAreNoticed) {
  for (const auto& units : std::vector<std::vector<std::uint16_t>>{
           {0x006e}, {0x0018, 1, 2, 3}, {0x0100, 0xffff}, {0x0200, 9}, {0x0300, 8, 0xffff, 0xffff}}) {
    DexBuilder dex;
    dex.add("org.example.Sync").method("run").units(units);
    EXPECT_FALSE(Read(dex.build()).readable) << units[0];
  }
}

TEST(DexCode, RegistersOfCallsAndResultsAreKnown) {
  DexBuilder dex;
  dex.add("org.example.Sync").method("run").number(3, 5).number(4, 500).call("a.B", "five", {1, 2, 3, 4, 5});
  const Bytes file = dex.build();
  const Read read(file);
  std::vector<int> registers;
  std::uint64_t left = file.size();
  for_each_method(read.parts[0], read.parts[0].class_at(0), left, [&](const DexBody& body) {
    for_each_instruction(body.code, [&](const DexInstruction& instruction) {
      if (!instruction.invokes()) return registers.push_back(instruction.target());
      for (unsigned i = 0; i < 6; ++i) registers.push_back(instruction.argument(i));
    });
  });
  EXPECT_THAT(registers, ElementsAre(3, 4, 1, 2, 3, 4, 5, -1));
}

}  // namespace
}  // namespace formulary::bytes::test
