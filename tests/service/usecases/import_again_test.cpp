// The same publication again: whatever the order of its rows and however often it is asked for, nothing is new, nothing
// changed, nothing removed. And what of a file is no reason to doubt the rest of it.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>

#include "tests/service/usecases/importing.hpp"

namespace formulary::tests {
namespace {

using domain::ImportCounts;
using domain::ImportState;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t end = std::min(text.find('\n', place), text.size());
    lines.push_back(text.substr(place, end - place + 1));
    place = end + 1;
  }
  return lines;
}

/// The header first, then the rows from the last to the first. Only for files without line breaks in cells.
std::string turned(const std::string& text) {
  std::vector<std::string> lines = lines_of(text);
  std::reverse(lines.begin() + 1, lines.end());
  std::string result;
  for (const std::string& line : lines) result += line;
  return result;
}

class ImportingAgain : public Importing {
 protected:
  /// Imports `content` as what it is, the same again, and the same in another order.
  void three_times(const std::string& kind, const std::string& content, std::int64_t rows) {
    const usecases::NewImport wanted{.kind = kind, .source_date = place.world.present().today};
    const auto first = queue(content, wanted);
    const auto again = queue(content, wanted);  // both wait at the same time
    const auto turned_over = queue(turned(content), wanted);
    place.import();
    place.import();
    place.import();
    EXPECT_EQ(now(first).state, ImportState::done) << now(first).sentence;
    EXPECT_EQ(now(first).counts.read, rows);
    EXPECT_EQ(now(first).counts.rejected, 0);
    EXPECT_EQ(now(first).counts.repeated, 0);
    EXPECT_EQ(now(first).counts.added, rows);
    for (const auto& later : {again, turned_over}) {
      const ImportCounts counts = now(later).counts;
      EXPECT_EQ(now(later).state, ImportState::done) << now(later).sentence;
      EXPECT_EQ(counts.read, rows);
      EXPECT_EQ(counts.unchanged, rows);
      EXPECT_EQ(counts.added + counts.changed + counts.removed, 0);
    }
  }
};

TEST_F(ImportingAgain, notices_without_numbers_stay_themselves_in_any_order) {
  three_times("csv-recalls",
              "country,date,manufacturer,device_name,reason\n"
              "DEU,2016-01-05,Acme,Reader,Freezes\nFRA,2016-01-05,Acme,Reader,Freezes\n"
              "DEU,2016-01-06,Acme,Reader,Freezes\nDEU,2016-01-05,Acme,Reader,Wrong dose\n",
              4);
}

struct RealFile {
  const char *kind, *file;
  std::int64_t rows;  ///< counted without this code: lines without the header
};

TEST_F(ImportingAgain, what_authorities_published_stays_itself_in_any_order) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  const auto folder = std::filesystem::path(shared != nullptr ? shared : "../shared") / "regulatory/data";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  for (const RealFile& real : {RealFile{"us-classification", "fda/foiclass_2026-02.txt", 7039},
                               RealFile{"us-ai-devices", "fda/aiml_devices_2025-09.csv", 1357},
                               RealFile{"us-510k", "fda/openfda_510k_1000_2024.csv", 1000},
                               RealFile{"eu-actors", "eudamed/actors_srn_seen.csv", 233}}) {
    SCOPED_TRACE(real.file);
    std::ifstream stream(folder / real.file, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    three_times(real.kind, content, real.rows);
  }
}

TEST_F(ImportingAgain, food_in_a_list_of_all_recalls_is_no_reason_to_doubt_it) {
  std::string weekly = "Product Type,Event ID,Recalling Firm,Recall Number,Classification,Product Description\n";
  weekly += "Devices,1,Acme,Z-0001-2024,Class I,Reader\n";
  for (int i = 0; i < 20; ++i) weekly += "Food,2,Baker,F-0001-2024,Class II,Bread\n";
  const auto import = queue(weekly, {.kind = "us-enforcement"});
  place.import();
  EXPECT_EQ(now(import).state, ImportState::done) << now(import).sentence;
  EXPECT_EQ(now(import).counts.read, 21);
  EXPECT_EQ(now(import).counts.rejected, 20);
  EXPECT_EQ(now(import).counts.added, 1);

  std::string damaged = decisions({"K250001"});
  for (int i = 0; i < 20; ++i) damaged += "cut|row\n";
  const auto doubtful = queue(damaged);
  place.import();
  EXPECT_EQ(now(doubtful).state, ImportState::refused) << "rows that cannot be read are one";
}

/// No file of this process may grow beyond `bytes` while this lives: what a full disk feels like.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(ImportingAgain, a_disk_that_is_full_changes_nothing) {
  const usecases::NewImport wanted{.kind = "us-510k", .source_date = place.world.present().today};
  queue(decisions({"K250001"}), wanted);
  place.import();
  ASSERT_EQ(rows(), 1);
  std::vector<std::string> numbers = {"K250001"};
  for (int i = 100000; i < 200000; ++i) numbers.push_back("K" + std::to_string(i));
  const auto large = queue(decisions(numbers), wanted);
  {
    const FullDisk full(6'000'000);
    place.import();
  }
  EXPECT_EQ(now(large).state, ImportState::failed);
  EXPECT_NE(now(large).sentence, "");
  EXPECT_EQ(rows(), 1);
  const auto again = queue(decisions(numbers), wanted);
  place.import();
  EXPECT_EQ(now(again).state, ImportState::done) << now(again).sentence;
  EXPECT_EQ(rows(), 100001);
}

}  // namespace
}  // namespace formulary::tests
