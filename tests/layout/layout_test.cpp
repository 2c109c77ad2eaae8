// The house as designed: rooms, lengths, headers. First each check is shown to find what it looks for, then the whole
// tree is read.
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/layout/check.hpp"
#include "tests/layout/rooms.hpp"

namespace formulary::layout {
namespace {

using testing::IsEmpty;

struct IncludeCase {
  const char* file;
  const char* include;
  bool allowed;
};

const IncludeCase include_cases[] = {
    {"scanners/bytes/zip.cpp", "\"scanners/bytes/zip.hpp\"", true},
    {"scanners/bytes/zip.cpp", "\"scanners/report.hpp\"", true},
    {"scanners/bytes/zip.cpp", "\"scanners/format.hpp\"", false},
    {"scanners/bytes/zip.cpp", "<openssl/evp.h>", false},
    {"scanners/bytes/zip.cpp", "<libdeflate.h>", true},
    {"scanners/bytes/zip.cpp", "<fstream>", false},
    {"scanners/bytes/zip.cpp", "<unistd.h>", false},
    {"scanners/bytes/zip.cpp", "\"zip.hpp\"", false},
    {"scanners/signing/jar.cpp", "<openssl/evp.h>", true},
    {"scanners/signing/jar.cpp", "\"scanners/formats/apk/signature.hpp\"", false},
    {"scanners/formats/apk/apk.cpp", "\"scanners/signing/jar.hpp\"", true},
    {"scanners/formats/apk/apk.cpp", "\"scanners/formats/apk/signature.hpp\"", true},
    {"scanners/formats/apk/apk.cpp", "\"scanners/formats/android/package.hpp\"", true},
    {"scanners/formats/android/element.cpp", "\"scanners/formats/android/package.hpp\"", true},
    {"scanners/formats/android/element.cpp", "\"scanners/formats/apk/signature.hpp\"", false},
    {"scanners/formats/android/element.cpp", "\"scanners/scan.hpp\"", false},
    {"scanners/formats/ipa.cpp", "\"scanners/formats/apk/signature.hpp\"", false},
    {"scanners/formats/ipa.cpp", "\"scanners/sandbox.hpp\"", false},
    {"scanners/formats/ipa.cpp", "<chrono>", false},
    {"scanners/main.cpp", "\"scanners/signing/digest.hpp\"", true},
    {"scanners/main.cpp", "<sys/prctl.h>", true},
    {"scanners/main.cpp", "\"service/domain/tool.hpp\"", false},
    {"scanners/report.hpp", "\"scanners/facts.def\"", true},
    {"scanners/report.hpp", "\"scanners/bytes/view.hpp\"", false},
    {"service/domain/gate/gate.cpp", "\"scanners/report.hpp\"", true},
    {"service/domain/gate/gate.cpp", "\"scanners/bytes/view.hpp\"", false},
    {"service/domain/gate/gate.cpp", "<nlohmann/json.hpp>", false},
    {"service/domain/gate/gate.cpp", "<cstdlib>", false},
    {"service/domain/gate/gate.cpp", "\"service/usecases/answer.hpp\"", false},
    {"service/usecases/answer.cpp", "\"service/domain/gate.hpp\"", true},
    {"service/usecases/answer.cpp", "\"service/api/request.hpp\"", false},
    {"service/api/answer_gate.cpp", "<cpprest/http_listener.h>", false},
    {"service/api/answer_gate.cpp", "\"service/io/store/store.hpp\"", false},
    {"service/io/store/store.cpp", "<SQLiteCpp/Database.h>", true},
    {"service/io/store/store.cpp", "\"service/io/blobs/dir.hpp\"", false},
    {"service/io/store/store.cpp", "\"service/usecases/ports/clock.hpp\"", true},
    {"service/io/store/store.cpp", "\"service/usecases/answer.hpp\"", false},
    {"service/io/http/server.cpp", "\"service/api/request.hpp\"", true},
    {"service/io/http/server.cpp", "\"service/api/dispatch.hpp\"", false},
    {"service/io/clock.cpp", "\"service/io/clock.hpp\"", true},
    {"service/io/clock.cpp", "\"service/io/store/store.hpp\"", false},
    {"service/main.cpp", "\"service/io/store/store.hpp\"", true},
    {"service/main.cpp", "\"scanners/scan.hpp\"", false},
};

TEST(Checks, KnowWhoMayIncludeWhat) {
  for (const IncludeCase& each : include_cases) {
    const std::string text = std::string("// words\n#include ") + each.include + "\n";
    EXPECT_EQ(check_includes(each.file, text).empty(), each.allowed) << each.file << " includes " << each.include;
  }
}

TEST(Checks, FindLongFilesAndBadHeadersAndNames) {
  EXPECT_THAT(check_length("a.cpp", std::string(400, '\n')), IsEmpty());
  EXPECT_FALSE(check_length("a.cpp", std::string(401, '\n')).empty());

  const std::string good = "// What this is, in a sentence with enough words.\n#pragma once\nnamespace formulary {}\n";
  EXPECT_THAT(check_header("a.hpp", good), IsEmpty());
  EXPECT_FALSE(check_header("a.hpp", "#pragma once\nnamespace formulary {}\n").empty());
  EXPECT_FALSE(
      check_header("a.hpp", "// What this is, in a sentence with enough words.\nnamespace formulary {}\n").empty());
  EXPECT_FALSE(check_header("a.hpp", "// Short.\n#pragma once\nnamespace formulary {}\n").empty());
  EXPECT_FALSE(check_header("a.hpp", "// What this is, in a sentence with enough words.\n#pragma once\n").empty());

  EXPECT_FALSE(check_calls("service/domain/gate/gate.cpp", "Clock::now()").empty());
  EXPECT_FALSE(check_calls("scanners/bytes/zip.cpp", "std::getenv(\"HOME\")").empty());
  EXPECT_THAT(check_calls("service/io/clock.cpp", "Clock::now()"), IsEmpty());

  EXPECT_THAT(check_name("scanners/bytes/zip_layout.cpp"), IsEmpty());
  EXPECT_FALSE(check_name("scanners/bytes/ZipLayout.cpp").empty());
  EXPECT_FALSE(check_name("scanners/bytes/zip.cc").empty());
}

TEST(Checks, EveryExceptionHasAReason) {
  for (const LongFile& file : long_files) EXPECT_GT(file.reason.size(), 20u) << file.path;
}

using Visit = std::function<void(const std::string& path, const std::string& text)>;

/// Every source file below `folder`, with its path from the root of the repository.
void for_each_source(const std::string& folder, const Visit& visit) {
  namespace fs = std::filesystem;
  const fs::path root = FORMULARY_SOURCE;
  std::size_t count = 0;
  for (auto it = fs::recursive_directory_iterator(root / folder); it != fs::recursive_directory_iterator(); ++it) {
    const fs::directory_entry& entry = *it;
    if (entry.path().filename() == "node_modules") it.disable_recursion_pending();
    const std::string extension = entry.path().extension();
    static const std::set<std::string> other = {".txt", ".md", ".case", ".story", ".cmake", ".json", ".sh", ".sql"};
    if (!entry.is_regular_file() || other.contains(extension)) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    visit(fs::relative(entry.path(), root), text.str());
    ++count;
  }
  EXPECT_GT(count, 5u) << "there is nothing in " << folder;
}

void expect_none(const Violations& violations) {
  for (const std::string& violation : violations) ADD_FAILURE() << violation;
}

class House : public testing::TestWithParam<const char*> {};

TEST_P(House, RoomsIncludeOnlyWhatTheyMay) {
  for_each_source(GetParam(), [](const std::string& path, const std::string& text) {
    if (!path.ends_with(".def")) expect_none(check_includes(path, text));
    expect_none(check_calls(path, text));
  });
}

TEST_P(House, FilesAreShortAndWellNamed) {
  for_each_source(GetParam(), [](const std::string& path, const std::string& text) {
    if (!path.ends_with(".def")) expect_none(check_length(path, text));
    expect_none(check_name(path));
  });
}

TEST_P(House, HeadersSayWhatTheyAre) {
  for_each_source(GetParam(), [](const std::string& path, const std::string& text) {
    if (path.ends_with(".hpp")) expect_none(check_header(path, text));
  });
}

INSTANTIATE_TEST_SUITE_P(Both, House, testing::Values("scanners", "service"),
                         [](const auto& given) { return std::string(given.param); });

TEST(Tests, AreShortToo) {
  for_each_source("tests", [](const std::string& path, const std::string& text) {
    if (path.ends_with(".cpp") || path.ends_with(".hpp") || path.ends_with(".mjs"))
      expect_none(check_length(path, text));
  });
}

TEST(Web, FilesAreShortToo) {
  for_each_source("web/src", [](const std::string& path, const std::string& text) {
    if (!path.ends_with(".d.ts")) expect_none(check_length(path, text));  // those are generated
  });
}

TEST(LongFiles, Exist) {
  for (const LongFile& file : long_files) {
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(FORMULARY_SOURCE) / file.path)) << file.path;
  }
}

}  // namespace
}  // namespace formulary::layout
