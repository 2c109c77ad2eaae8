// The collected archives: what other readers refuse is refused or objected to for the reason they give, what they open
// opens without objection, and each exception has its own.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/bytes/opened.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/program.hpp"

namespace formulary::bytes::test {
namespace {

/// What another reader says of an archive that it refuses, from the start of its message on, and what we call that.
struct Reason {
  std::string_view theirs;
  std::string_view ours;
};

constexpr Reason reasons[] = {
    {"End of central directory record signature not found", "zip.malformed"},
    {"Invalid comment length", "zip.trailing-data"},
    {"absolute path", "zip.name-absolute"},
    {"compressed uncompressed size mismatch for stored file", "zip.size-mismatch"},
    {"extra field length exceeds extra field buffer size", "zip.extra-malformed"},
    {"file data overflows file bounds", "zip.out-of-bounds"},
    {"invalid central directory file header signature", "zip.malformed"},
    {"invalid characters in fileName", "zip.name-backslash"},
    {"invalid code lengths set", "zip.deflate-corrupt"},
    {"invalid local file header signature", "zip.local-header-unreadable"},
    {"invalid relative path", "zip.name-parent"},
    {"invalid zip64 end of central directory", "zip.zip64-misuse"},
    {"multi-disk zip files are not supported", "zip.multi-disk"},
    {"not enough bytes in the stream", "zip.size-mismatch"},
    {"strong encryption is not supported", "zip.encrypted"},
    {"too many bytes in the stream", "zip.size-mismatch"},
    {"too many length or distance symbols", "zip.deflate-corrupt"},
    {"unexpected EOF", "zip.local-header-unreadable"},
    {"unsupported compression method", "zip.method-unsupported"},
    {"zip64 extended information extra field does not include", "zip.zip64-misuse"},
    // These suites give no message: the file's name says what was done to it.
    {"readme.notzip", "zip.malformed"},
    {"invalid_cde_number_of_files_allocation_greater_offset", "zip.zip64-misuse"},
    {"invalid_cde_number_of_files_allocation_smaller_offset", "zip.zip64-misuse"},
    {"invalid_offset", "zip.malformed"},
};

/// An archive that other readers open and that we object to, exactly so, and why that is right.
struct Exception {
  std::string_view file;
  std::set<std::string> objections;
  std::string_view why;
};

const Exception exceptions[] = {
    {"bogus-compression-method.zip",
     {"zip.method-unsupported", "zip.out-of-bounds"},
     "its purpose is a method that does not exist; taken as stored, as the platform does, it leaves the file"},
    {"sloppy-filenames.zip",
     {"zip.local-name", "zip.name-backslash"},
     "opened by a reader that was told to tolerate names; the directory's name was changed, the local one was not"},
    {"traditional-encryption-and-compression.zip",
     {"zip.deflate-corrupt", "zip.encrypted"},
     "encrypted: opened with a password, which the platform does not ask for"},
    {"traditional-encryption-and-compression_deprecated.zip", {"zip.deflate-corrupt", "zip.encrypted"}, "likewise"},
    {"traditional-encryption.zip", {"zip.crc-mismatch", "zip.encrypted"}, "likewise"},
    {"traditional-encryption_deprecated.zip", {"zip.crc-mismatch", "zip.encrypted"}, "likewise"},
    {"aes_archive.zip",
     {"zip.crc-mismatch", "zip.encrypted", "zip.method-unsupported"},
     "encrypted by a method of its own"},
    {"unicode-path-extra-field.zip",
     {"zip.extra-malformed", "zip.gap", "zip.name-control", "zip.name-differs"},
     "its first name is control characters and its second another one; the local extra field is cut by two bytes"},
    {"dupdir.zip", {"zip.file-and-folder"}, "its purpose is a name that is a file's and a folder's"},
    {"readme.zip", {"zip.trailing-data"}, "one byte more than the comment declares"},
    {"symlink.zip", {"zip.symlink"}, "the link is what the archive is about"},
    {"test-baddirsz.zip",
     {"zip.directory-size"},
     "its purpose is a wrong size of the directory; other readers refuse it"},
    {"test-prefix.zip",
     {"zip.offsets-shifted", "zip.prepended-data", "zip.trailing-data"},
     "its purpose is text before and behind the archive"},
    {"test-trailing-junk.zip", {"zip.trailing-data"}, "its purpose is text behind the archive"},
    {"comment_garbage.zip", {"zip.trailing-data"}, "its purpose is text behind the comment"},
    {"zip64_demo.zip",
     {"zip.offsets-shifted", "zip.prepended-data", "zip.special-file"},
     "a hand-made demonstration: text before the archive, and an entry that is a pipe"},
};

// Where the table's `file` begins with the place it was collected from, the corpus has a shorter folder.
std::filesystem::path locate(const std::filesystem::path& corpus, const std::string& suite, const std::string& file) {
  return corpus / suite / (suite == "yauzl" ? file.substr(6) : std::filesystem::path(file).filename().string());
}

std::string_view reason_for(std::string_view message) {
  const auto at = std::ranges::find_if(reasons, [&](const Reason& one) { return message.starts_with(one.theirs); });
  return at == std::end(reasons) ? std::string_view() : at->ours;
}

TEST(ZipCorpus, IsJudgedAsTheTableSays) {
  const auto corpus = support::corpus("zip");
  if (!corpus) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  std::size_t looked_at = 0;
  std::size_t excused = 0;
  for (const auto& row : support::read_rows(*corpus / "expected.tsv")) {
    const auto path = locate(*corpus, row.at(0), row.at(1));
    ASSERT_TRUE(std::filesystem::exists(path)) << path;
    const std::string file = path.filename().string();
    const Opened opened(support::read_file(path));
    ++looked_at;
    if (row.at(2) == "reject") {
      const std::string_view ours = reason_for(row.at(3).empty() ? file : row.at(3));
      ASSERT_FALSE(ours.empty()) << "no row for the message: " << row.at(3);
      EXPECT_THAT(opened.objections(), testing::Contains(std::string(ours))) << path;
      continue;
    }
    EXPECT_TRUE(opened.zip()) << path;
    const auto excuse = std::ranges::find(exceptions, file, &Exception::file);
    if (excuse == std::end(exceptions)) {
      EXPECT_THAT(opened.objections(), testing::IsEmpty()) << path;
    } else {
      EXPECT_EQ(opened.objections(), excuse->objections) << path << ": " << excuse->why;
      ++excused;
    }
  }
  EXPECT_GT(looked_at, 80U);
  EXPECT_EQ(excused, std::size(exceptions)) << "an exception that is not needed";
}

// Real packages, built by many tools over many years: none of the container anomalies may appear, except for the two
// whose names are there to hold control characters and the two whose signing block is spoilt on purpose.
TEST(ZipCorpus, GoodPackagesGiveNoObjection) {
  const auto corpus = support::corpus("");
  if (!corpus) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  std::size_t looked_at = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(*corpus)) {
    const std::string name = file.path().filename().string();
    if (file.path().extension() != ".apk" || name == "v2-only-truncated-cd.apk" ||
        name.find("-in-entry-name") != std::string::npos ||
        name.find("wrong-apk-sig-block-magic") != std::string::npos ||
        name.find("apk-sig-block-size-mismatch") != std::string::npos) {
      continue;
    }
    const Opened opened(support::read_file(file.path()));
    EXPECT_TRUE(opened.zip()) << name;
    EXPECT_THAT(opened.objections(), testing::IsEmpty()) << name;
    ++looked_at;
  }
  EXPECT_GT(looked_at, 100U);
}

}  // namespace
}  // namespace formulary::bytes::test
