// Archives: what is in them is read as if it lay beside, and what an archive could do to the reader is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/io/datasets/collected.hpp"
#include "tests/support/zip_builder.hpp"

namespace formulary::datasets_test {
namespace {

using support::Bytes;
using support::ZipBuilder;
using testing::HasSubstr;

const std::string table = "KNUMBER|APPLICANT|DECISIONDATE|DECISION|DEVICENAME\nK252054|Acme|09/29/2025|SESE|Reader\n";

Collected read_zip(const Bytes& bytes) { return read("us-510k", {FileRecipe{"pmn96cur.zip", bytes}}); }

TEST(Archives, AreReadEntryByEntry) {
  ZipBuilder zip;
  zip.add("pmn96cur.txt", table);
  zip.store("older/pmn9195.txt",
            "KNUMBER|APPLICANT|DECISIONDATE|DECISION|DEVICENAME\nK912345|Beta|09/29/1991|SESE|Pump\n");
  zip.add("readme.pdf", "%PDF-1.4");
  zip.add("__MACOSX/._pmn96cur.txt", "rubbish");
  zip.add("notes.txt", "a|b\n1|2\n");
  const Collected got = read_zip(zip.build());
  EXPECT_EQ(got.broken, "");
  EXPECT_TRUE(got.has("K252054"));
  EXPECT_TRUE(got.has("K912345"));
  EXPECT_EQ(got.places[0].file, "pmn96cur.zip!/pmn96cur.txt");
  EXPECT_THAT(got.summary.warnings, testing::Contains(HasSubstr("notes.txt: This is passed over")));
}

TEST(Archives, WithZip64AreRead) {
  ZipBuilder zip;
  zip.add("pmn.txt", table).zip64 = true;
  zip.zip64 = true;
  EXPECT_TRUE(read_zip(zip.build()).has("K252054"));
}

TEST(Archives, NamesOfEntriesAreShownWithoutControlCharacters) {
  ZipBuilder zip;
  zip.add("a\n\x1b[31m.txt", table);
  zip.add("../../etc/b.txt", table);
  const Collected got = read_zip(zip.build());
  ASSERT_EQ(got.places.size(), 2U);
  EXPECT_EQ(got.places[0].file, "pmn96cur.zip!/a  [31m.txt");
}

struct Lie {
  std::string what, sentence;
  Bytes (*build)();
};

Bytes with(void (*change)(ZipBuilder&)) {
  ZipBuilder zip;
  zip.add("pmn.txt", table);
  change(zip);
  return zip.build();
}

const std::vector<Lie> lies = {
    {"cut in the middle", "cut off",
     [] {
       Bytes whole = with([](ZipBuilder&) {});
       return whole.substr(0, whole.size() / 2);
     }},
    {"cut at the end", "cut off",
     [] {
       Bytes whole = with([](ZipBuilder&) {});
       return whole.substr(0, whole.size() - 10);
     }},
    {"another checksum", "cut off", [] { return with([](ZipBuilder& zip) { zip.entries[0].central.crc32 = 7; }); }},
    {"a size that is too small", "cut off",
     [] { return with([](ZipBuilder& zip) { zip.entries[0].central.size = 20; }); }},
    {"a size that is too large", "cut off",
     [] { return with([](ZipBuilder& zip) { zip.entries[0].central.size = 2000; }); }},
    {"damaged data", "cut off", [] { return with([](ZipBuilder& zip) { zip.entries[0].data[5] ^= 0x55; }); }},
    {"a header beyond the end", "cut off",
     [] { return with([](ZipBuilder& zip) { zip.entries[0].central.header_offset = 0x7fffffff; }); }},
    {"a directory beyond the end", "cut off",
     [] { return with([](ZipBuilder& zip) { zip.end.directory_offset = 0x7fffffff; }); }},
    {"more entries than the directory has", "cut off",
     [] { return with([](ZipBuilder& zip) { zip.end.entries = 9; }); }},
    {"encrypted", "encrypted", [] { return with([](ZipBuilder& zip) { zip.entries[0].flag(1); }); }},
    {"another method", "not supported", [] { return with([](ZipBuilder& zip) { zip.entries[0].method(12); }); }},
    {"one of several files", "several files", [] { return with([](ZipBuilder& zip) { zip.end.disk = 3; }); }},
    {"nothing in it", "no data in this archive",
     [] {
       ZipBuilder zip;
       zip.add("a.pdf", "%PDF");
       return zip.build();
     }},
    {"an archive in an archive", "archive within an archive",
     [] {
       ZipBuilder zip;
       zip.add("inner.txt", with([](ZipBuilder&) {}));
       return zip.build();
     }},
    {"a workbook", "Save it as CSV",
     [] {
       ZipBuilder zip;
       zip.add("[Content_Types].xml", "<Types/>");
       return zip.build();
     }},
    {"very many entries", "far more entries",
     [] {
       ZipBuilder zip;
       for (int i = 0; i < 5000; ++i) zip.store(std::to_string(i) + ".txt", "");
       return zip.build();
     }},
    {"a bomb", "expands to far more",
     [] {
       ZipBuilder zip;
       // A header, then a single cell of 200 MiB of zeros: 1000 to 1.
       const support::Bomb bomb = support::zeros_bomb(200U << 20);
       zip.add_raw("pmn.txt", bomb.deflated, 200U << 20, bomb.crc32);
       return zip.build();
     }},
    {"entries that share their bytes", "entries overlap",
     [] {
       ZipBuilder zip;
       zip.store("0.txt", table + std::string(2000, '\n'));
       for (int i = 1; i < 4; ++i) zip.store(std::to_string(i) + ".txt", "");
       for (auto& entry : zip.entries) {
         entry.central.header_offset = 0;
         entry.central.compressed_size = 2000;
       }
       return zip.build();
     }},
    {"a bomb that says so", "expands to far more",
     [] {
       return with([](ZipBuilder& zip) {
         zip.entries[0].zip64 = true;
         zip.entries[0].size = 1ULL << 50;
       });
     }},
};

class Lying : public testing::TestWithParam<Lie> {};

TEST_P(Lying, IsRefusedAsAWhole) {
  SCOPED_TRACE(GetParam().what);
  EXPECT_THAT(read_zip(GetParam().build()).broken, HasSubstr(GetParam().sentence));
}

INSTANTIATE_TEST_SUITE_P(Of, Lying, testing::ValuesIn(lies));

}  // namespace
}  // namespace formulary::datasets_test
