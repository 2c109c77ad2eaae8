// Each lie an archive can tell, and the anomalies by which the reader says so.
#include "scanners/bytes/zip.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/bytes/opened.hpp"
#include "tests/support/zip_builder.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using support::ZipBuilder;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// An honest archive, to be spoilt: two entries, one of them deflated.
ZipBuilder honest() {
  ZipBuilder zip;
  zip.add("a.txt", Bytes(1000, 'a'));
  zip.store("b.bin", "stored content");
  return zip;
}

struct Lie {
  const char* what;
  void (*tell)(ZipBuilder&);
  std::set<std::string> objections;
};

class ZipLies : public testing::TestWithParam<Lie> {};

TEST_P(ZipLies, AreObjectedTo) {
  ZipBuilder zip = honest();
  GetParam().tell(zip);
  const Opened opened(zip.build());
  EXPECT_EQ(opened.objections(), GetParam().objections) << GetParam().what;
}

using Z = ZipBuilder;
const Lie lies[] = {
    {"honest", [](Z&) {}, {}},
    {"empty archive", [](Z& zip) { zip.entries.clear(); }, {}},
    {"honest with data descriptors", [](Z& zip) { zip.entries[0].data_descriptor = true; }, {}},
    {"honest with alignment", [](Z& zip) { zip.entries[1].alignment = 4096; }, {}},
    {"honest with zeros between entries", [](Z& zip) { zip.entries[1].gap_before = Bytes(37, '\0'); }, {}},
    {"honest with a comment", [](Z& zip) { zip.end.comment = "made by hand"; }, {}},
    {"one name twice", [](Z& zip) { zip.store("a.txt", "other"); }, {"zip.duplicate-name"}},
    {"names that differ in case", [](Z& zip) { zip.store("A.TXT", "other"); }, {"zip.case-collision"}},
    {"a file that is a folder as well",
     [](Z& zip) {
       zip.store("a.txt-", "x");
       zip.store("a.txt/b", "x");
     },
     {"zip.file-and-folder"}},
    {"a folder with its own entry",
     [](Z& zip) {
       zip.store("a/", "");
       zip.store("a/b", "x");
     },
     {}},
    {"local name", [](Z& zip) { zip.entries[0].local.name = "c.txt"; }, {"zip.local-name"}},
    {"local method", [](Z& zip) { zip.entries[0].local.method = 0; }, {"zip.local-method"}},
    {"local size", [](Z& zip) { zip.entries[1].local.size = 3; }, {"zip.local-size"}},
    {"local crc", [](Z& zip) { zip.entries[1].local.crc32 = 3; }, {"zip.local-crc"}},
    {"local flag", [](Z& zip) { zip.entries[1].local.flags = 0x800; }, {"zip.local-flags"}},
    {"local version", [](Z& zip) { zip.entries[1].local.version_needed = 10; }, {"zip.local-details"}},
    {"local time", [](Z& zip) { zip.entries[1].local.modified = 0x5a5a5a5a; }, {"zip.local-details"}},
    {"local flag of no weight", [](Z& zip) { zip.entries[0].local.flags = 2; }, {"zip.local-details"}},
    {"local signature",
     [](Z& zip) { zip.entries[0].local.signature = 0x03034b50; },
     {"zip.local-header-unreadable", "zip.prepended-data"}},
    {"central crc", [](Z& zip) { zip.entries[0].central.crc32 = 3; }, {"zip.crc-mismatch", "zip.local-crc"}},
    {"central signature", [](Z& zip) { zip.entries[1].central.signature = 1; }, {"zip.malformed"}},
    {"larger than it is",
     [](Z& zip) { zip.entries[0].central.size = zip.entries[0].local.size = 1001; },
     {"zip.size-mismatch"}},
    {"smaller than it is",
     [](Z& zip) { zip.entries[0].central.size = zip.entries[0].local.size = 999; },
     {"zip.size-mismatch"}},
    {"stored, with two sizes",
     [](Z& zip) { zip.entries[1].central.size = zip.entries[1].local.size = 10; },
     {"zip.crc-mismatch", "zip.size-mismatch"}},
    {"no DEFLATE",
     [](Z& zip) { zip.entries[0].data.assign(zip.entries[0].data.size(), '\xff'); },
     {"zip.deflate-corrupt"}},
    {"bytes behind the DEFLATE stream", [](Z& zip) { zip.entries[0].data += "hidden"; }, {"zip.deflate-trailing"}},
    {"content beyond the directory",
     [](Z& zip) { zip.entries[1].central.compressed_size = zip.entries[1].local.compressed_size = 100'000; },
     {"zip.gap", "zip.out-of-bounds", "zip.size-mismatch"}},
    {"encrypted", [](Z& zip) { zip.entries[1].flag(1); }, {"zip.encrypted"}},
    {"method of another world", [](Z& zip) { zip.entries[1].method(97); }, {"zip.method-unsupported"}},
    {"absolute name", [](Z& zip) { zip.store("/etc/passwd", "x"); }, {"zip.name-absolute"}},
    {"drive letter", [](Z& zip) { zip.store("C:/x", "x"); }, {"zip.name-absolute"}},
    {"parent", [](Z& zip) { zip.store("a/../../x", "x"); }, {"zip.name-parent"}},
    {"two dots that are no parent", [](Z& zip) { zip.store("a..b/..c", "x"); }, {}},
    {"backslash", [](Z& zip) { zip.store("a\\b", "x"); }, {"zip.name-backslash"}},
    {"NUL in the name", [](Z& zip) { zip.store(Bytes("a\0b", 3), "x"); }, {"zip.name-control"}},
    {"line feed in the name", [](Z& zip) { zip.store("a\nb", "x"); }, {"zip.name-control"}},
    {"no UTF-8", [](Z& zip) { zip.store("a\xff", "x"); }, {"zip.name-not-utf8"}},
    {"overlong UTF-8", [](Z& zip) { zip.store("a\xc0\xaf", "x"); }, {"zip.name-not-utf8"}},
    {"long name", [](Z& zip) { zip.store(Bytes(5000, 'n'), "x"); }, {"zip.name-too-long"}},
    {"no name", [](Z& zip) { zip.store("", "x"); }, {"zip.name-empty"}},
    {"symbolic link", [](Z& zip) { zip.entries[1].symlink(); }, {"zip.symlink"}},
    {"a device", [](Z& zip) { zip.entries[1].central.external_attributes = 0020644U << 16; }, {"zip.special-file"}},
    {"program in front", [](Z& zip) { zip.prepended = "dex\n035" + Bytes(100, 'x'); }, {"zip.prepended-data"}},
    {"program in front, offsets not told",
     [](Z& zip) {
       zip.prepended = "MZ" + Bytes(100, 'x');
       zip.offsets_count_prepended = false;
     },
     {"zip.offsets-shifted", "zip.prepended-data"}},
    {"bytes behind", [](Z& zip) { zip.appended = "more"; }, {"zip.trailing-data"}},
    {"comment longer than the file", [](Z& zip) { zip.end.comment_length = 7; }, {"zip.comment-truncated"}},
    {"end record in the comment",
     [](Z& zip) { zip.end.comment = "PK\x05\x06" + Bytes(18, '\0'); },
     {"zip.directory-size", "zip.multiple-end-records"}},
    {"bytes between entries", [](Z& zip) { zip.entries[1].gap_before = "hidden"; }, {"zip.gap"}},
    {"bytes before the directory", [](Z& zip) { zip.before_directory = "hidden"; }, {"zip.gap"}},
    {"an entry the directory does not list",
     [](Z& zip) {
       zip.store("secret", "x").in_directory = false;
       zip.store("last", "x");
     },
     {"zip.hidden-entry"}},
    {"two entries on the same bytes",
     [](Z& zip) {
       zip.entries[1].central.header_offset = 0;
       zip.entries[1].central.name = "c";
     },
     {"zip.crc-mismatch", "zip.gap", "zip.local-crc", "zip.local-method", "zip.local-name", "zip.local-size",
      "zip.overlap"}},
    {"several volumes", [](Z& zip) { zip.end.disk = 1; }, {"zip.multi-disk"}},
    {"one entry on another volume", [](Z& zip) { zip.entries[1].central.disk = 2; }, {"zip.multi-disk"}},
    {"more entries than there are", [](Z& zip) { zip.end.entries = zip.end.entries_here = 3; }, {"zip.entry-count"}},
    {"fewer entries than there are",
     [](Z& zip) { zip.end.entries = zip.end.entries_here = 1; },
     {"zip.directory-size", "zip.entry-count", "zip.hidden-entry"}},
    {"directory size", [](Z& zip) { zip.end.directory_size = 5; }, {"zip.directory-size"}},
    {"directory offset nowhere",
     [](Z& zip) {
       zip.end.directory_offset = 1;
       zip.end.directory_size = 3;
     },
     {"zip.malformed"}},
    {"ZIP64 without need", [](Z& zip) { zip.zip64 = true; }, {}},
    {"extra fields that overrun",
     [](Z& zip) { zip.entries[0].central.extra = Bytes("\x75\x70\xff\x00x", 5); },
     {"zip.extra-malformed"}},
    {"zeros for an extra field", [](Z& zip) { zip.entries[0].local.extra = Bytes(3, '\0'); }, {}},
    {"a bomb",
     [](Z& zip) {
       const support::Bomb bomb = support::zeros_bomb(300 * Budget::mebibyte);
       zip.add_raw("zeros", bomb.deflated, 300 * Budget::mebibyte, bomb.crc32);
     },
     {"zip.bomb-total"}},
    {"a ratio that DEFLATE cannot reach",
     [](Z& zip) { zip.entries[0].central.size = zip.entries[0].local.size = 50'000'000; },
     {"zip.bomb-ratio", "zip.size-mismatch"}},
};

INSTANTIATE_TEST_SUITE_P(Table, ZipLies, testing::ValuesIn(lies), [](const testing::TestParamInfo<Lie>& param) {
  std::string name = param.param.what;
  std::erase_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); });
  return name;
});

TEST(Zip, GivesContent) {
  const Bytes file = honest().build();
  const MemorySource source(as_view(file));
  Budget budget;
  std::vector<Anomaly> anomalies;
  const auto zip = Zip::open(source, budget, anomalies);
  ASSERT_TRUE(zip);
  ASSERT_NE(zip->find("a.txt"), nullptr);
  EXPECT_EQ(zip->find("a"), nullptr);
  const auto content = zip->extract(*zip->find("a.txt"), budget, anomalies);
  ASSERT_TRUE(content);
  EXPECT_EQ(as_text(*content), Bytes(1000, 'a'));
  EXPECT_THAT(anomalies, IsEmpty());
}

TEST(Zip, GivesLargeContentInPieces) {
  Bytes large;
  for (int i = 0; i < 900'000; ++i) large += "line " + std::to_string(i) + "\n";
  ZipBuilder recipe;
  recipe.add("deflated", large);
  recipe.store("stored", large);
  const Bytes file = recipe.build();
  const MemorySource source(as_view(file));
  Budget budget = Budget::for_file(file.size());
  std::vector<Anomaly> anomalies;
  const auto zip = Zip::open(source, budget, anomalies);
  ASSERT_TRUE(zip);
  for (const char* name : {"deflated", "stored"}) {
    Bytes seen;
    std::size_t longest = 0;
    EXPECT_TRUE(zip->stream(*zip->find(name), budget, anomalies, [&](View piece) {
      seen += as_text(piece);
      longest = std::max(longest, piece.size());
    }));
    EXPECT_TRUE(seen == large) << name;
    EXPECT_LE(longest, 256U * 1024);
  }
  EXPECT_THAT(anomalies, IsEmpty());
}

TEST(Zip, AWrongChecksumIsOnlyReportedWhereThePlatformDoesNotLook) {
  ZipBuilder recipe = honest();
  recipe.entries[1].central.crc32 = recipe.entries[1].local.crc32 = 1;
  const Bytes file = recipe.build();
  const MemorySource source(as_view(file));
  Budget budget;
  std::vector<Anomaly> anomalies;
  const auto zip = Zip::open(source, budget, anomalies);
  ASSERT_TRUE(zip);
  const ZipEntry& entry = *zip->find("b.bin");
  EXPECT_FALSE(zip->extract(entry, budget, anomalies));
  EXPECT_TRUE(zip->extract(entry, budget, anomalies, Checksum::only_reported));
  EXPECT_EQ(anomalies.size(), 2U);
}

TEST(Zip, StopsAtTheNumberOfEntries) {
  ZipBuilder recipe;
  for (int i = 0; i < 50; ++i) recipe.store(std::to_string(i), "x");
  Budget budget;
  budget.entries = 20;
  const Opened opened(recipe.build(), budget);
  EXPECT_EQ(opened.budget().exceeded(), "entries");
  ASSERT_TRUE(opened.zip());
  EXPECT_EQ(opened.zip()->entries().size(), 20U);
}

TEST(Zip, ABombIsRefusedAsAWhole) {
  const support::Bomb bomb = support::zeros_bomb(200 * Budget::mebibyte);
  ZipBuilder recipe;
  recipe.add_raw("zeros", bomb.deflated, 200 * Budget::mebibyte, bomb.crc32);
  const Opened opened(recipe.build());
  EXPECT_FALSE(opened.whole("zeros"));
  EXPECT_EQ(opened.budget().exceeded(), "decompressed bytes");
}

TEST(Zip, AnArchiveCutAnywhereNeverPassesForTheWhole) {
  const Bytes file = honest().build();
  for (std::size_t length = 0; length < file.size(); ++length) {
    const Opened opened(file.substr(0, length));
    EXPECT_TRUE(!opened.zip() || !opened.objections().empty()) << length;
  }
}

}  // namespace
}  // namespace formulary::bytes::test
