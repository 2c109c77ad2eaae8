// The collected archives: what other readers refuse is refused or objected to, what they open opens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/bytes/opened.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/program.hpp"

namespace formulary::bytes::test {
namespace {

// Where the table's `file` begins with the place it was collected from, the corpus has a shorter folder.
std::filesystem::path locate(const std::filesystem::path& corpus, const std::string& suite, const std::string& file) {
  return corpus / suite / (suite == "yauzl" ? file.substr(6) : std::filesystem::path(file).filename().string());
}

TEST(ZipCorpus, IsJudgedAsTheTableSays) {
  const auto corpus = support::corpus("zip");
  if (!corpus) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  std::size_t looked_at = 0;
  for (const auto& row : support::read_rows(*corpus / "expected.tsv")) {
    const auto path = locate(*corpus, row.at(0), row.at(1));
    ASSERT_TRUE(std::filesystem::exists(path)) << path;
    const Opened opened(support::read_file(path));
    EXPECT_TRUE(row.at(2) != "reject" || !opened.zip() || !opened.objections().empty()) << path;
    EXPECT_TRUE(row.at(2) != "accept" || opened.zip()) << path;
    ++looked_at;
  }
  EXPECT_GT(looked_at, 80U);
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
