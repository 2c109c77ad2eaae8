// Every file of cases/: the package is made by its recipe, scanned, and the Report compared. case_file.hpp describes
// the format; a new case is a new file.
#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include <gtest/gtest.h>

#include "scanners/report_json.hpp"
#include "scanners/scan.hpp"
#include "tests/scanners/case_file.hpp"
#include "tests/support/program.hpp"

namespace formulary {
namespace {

class CaseTest : public testing::Test {
 public:
  explicit CaseTest(std::filesystem::path path) : path_(std::move(path)) {}

  void TestBody() override {
    const Case each = read_case(support::read_file(path_));
    const Report report = scan(support::source(make_package(each)));
    for (const std::string& sentence : unfulfilled(each, report)) ADD_FAILURE() << path_ << ": " << sentence;
    if (HasFailure()) std::printf("%s\n", to_json(report).c_str());
  }

 private:
  std::filesystem::path path_;
};

TEST(CaseFile, FailsOnWhatItDoesNotUnderstand) {
  EXPECT_THROW(read_case("about: x\nsurprise: y\ncomplete: yes\n"), std::invalid_argument);
  EXPECT_THROW(read_case("about: x\n"), std::invalid_argument);
  EXPECT_THROW(read_case("complete: yes\n"), std::invalid_argument);
  EXPECT_THROW(read_case("about x\n"), std::invalid_argument);
}

TEST(CaseFile, AnExpectationCanFail) {
  const Case each = read_case(
      "about: x\nformat: apk\ncomplete: yes\nreason: limit:\nfact: a = 1\nfact: b [s] = 2\nanomaly: c\nno-anomaly: d\n"
      "no-fact: b\n");
  const Report none{
      .format = "unknown", .facts = {{"a", "", "2", ""}, {"b", "t", "2", ""}}, .anomalies = {{"d", "", ""}}};
  EXPECT_EQ(unfulfilled(each, none).size(), 8u);
  const Report all{.format = "apk",
                   .complete = true,
                   .reason = "limit:depth",
                   .facts = {{"a", "x", "1", ""}, {"b", "s", "2", ""}},
                   .anomalies = {{"c", "", ""}}};
  EXPECT_EQ(unfulfilled(each, all).size(), 1u);  // b is there
}

void register_cases() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(FORMULARY_SOURCE "/tests/scanners/cases")) {
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    std::string name = path.stem();
    std::ranges::replace(name, '-', '_');
    testing::RegisterTest("Case", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path]() -> testing::Test* { return new CaseTest(path); });
  }
  if (paths.size() < 20) throw std::runtime_error("the cases are missing");
}

}  // namespace
}  // namespace formulary

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  formulary::register_cases();
  return RUN_ALL_TESTS();
}
