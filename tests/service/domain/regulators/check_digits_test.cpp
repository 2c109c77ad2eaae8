// Check digits: the examples of the specifications, and every number that companies registered.
#include "service/domain/regulators/check_digits.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "service/domain/regulators/eu.hpp"
#include "service/domain/regulators/regulator.hpp"
#include "service/domain/udi/udi.hpp"

namespace formulary::domain {
namespace {

using namespace check_digits;

TEST(CheckDigits, ExamplesOfTheSpecifications) {
  EXPECT_TRUE(is_gs1("00844588018923"));
  EXPECT_TRUE(is_gs1("06430060159860"));
  EXPECT_TRUE(is_basic_udi("1987654Ad4X4bL5ttr2310c2K"));
  EXPECT_TRUE(is_basic_udi("643006015Fertility72"));
  EXPECT_TRUE(is_basic_udi("++E494ARTEX7L"));
  EXPECT_EQ(hibcc("+A123BJC5D6E71"), 'G');
  EXPECT_EQ(pzn("1689996"), '5');
  EXPECT_EQ(pzn("0375286"), '4');
  EXPECT_EQ(ppn("1103752864"), "14");
}

TEST(CheckDigits, OneWrongCharacterIsFound) {
  EXPECT_FALSE(is_gs1("00844588018924"));
  EXPECT_FALSE(is_gs1("00844588108923"));
  EXPECT_FALSE(is_basic_udi("1987654Ad4X4bl5ttr2310c2K"));  // l for L
  EXPECT_FALSE(is_basic_udi("E494ARTEX7L"));                // without its ++
  EXPECT_NE(hibcc("+A123BJC5D6E72"), 'G');
  EXPECT_NE(pzn("1689969"), '5');
  EXPECT_NE(ppn("1103752846"), "14");
}

TEST(CheckDigits, OfWhatIsNoNumberThereAreNone) {
  EXPECT_FALSE(gs1(""));
  EXPECT_FALSE(gs1("12a"));
  EXPECT_FALSE(is_gs1("0"));
  EXPECT_FALSE(is_gs1(""));
  EXPECT_FALSE(basic_udi(""));
  EXPECT_FALSE(basic_udi("a b"));
  EXPECT_FALSE(basic_udi("123456789012345678901234"));
  EXPECT_FALSE(is_basic_udi("2K"));
  EXPECT_FALSE(hibcc(""));
  EXPECT_FALSE(hibcc("+a"));
  EXPECT_FALSE(pzn("123456"));
  EXPECT_FALSE(pzn("0000003"));  // would be 10
  EXPECT_FALSE(ppn(""));
}

/// A folder of the shared data of the authorities; nothing when it is not there.
std::optional<std::filesystem::path> authority_data(const std::string& name) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  const auto path = std::filesystem::path(shared != nullptr ? shared : "../shared") / "regulatory" / "data" / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

/// Rows of a CSV file (RFC 4180), the first one left out.
std::vector<std::vector<std::string>> csv_rows(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (const char c : text) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      row.emplace_back();
    else if (c == '\n' && !quoted)
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
    else if (c != '\r')
      row.back() += c;
  }
  if (!rows.empty()) rows.erase(rows.begin());
  return rows;
}

// Counted in the data with another program before this one was written.
TEST(CheckDigits, AllThatIsRegisteredInEudamed) {
  const auto file = authority_data("eudamed/eudamed_gs1_22865.csv");
  if (!file) GTEST_SKIP() << "the data of EUDAMED are not there";
  const Scheme& basic = *find_scheme("eu-basic-udi");
  const Scheme& gtin = *find_scheme("udi-gs1");
  std::size_t groups = 0;
  std::size_t devices = 0;
  std::size_t wrong = 0;
  for (const auto& row : csv_rows(*file)) {
    ASSERT_EQ(row.size(), 17u) << row[0];
    if (!row[3].empty()) {
      ++groups;
      const auto number = basic.read(row[3]);
      ASSERT_TRUE(number) << row[3];
      wrong += number->remark.empty() && is_basic_udi(row[3]) ? 0 : 1;
      EXPECT_EQ(number->text, row[3]);
    }
    if (!row[1].empty()) {
      ++devices;
      const auto number = gtin.read(row[1]);
      ASSERT_TRUE(number) << row[1];
      EXPECT_EQ(number->remark, "") << row[1];
      EXPECT_EQ(number->text, row[1]);
    }
  }
  EXPECT_EQ(groups, 19'745u);
  EXPECT_EQ(wrong, 0u);
  EXPECT_EQ(devices, 22'822u);
}

// Of the 49,999 devices that are registered under a GTIN nine have a wrong digit, and one GTIN is registered as
// HIBCC's.
TEST(CheckDigits, AllThatIsRegisteredInGudid) {
  const auto file = authority_data("fda/gudid_file.zip");
  if (!file) GTEST_SKIP() << "the data of FDA are not there";
  FILE* text = popen(("unzip -p '" + file->string() + "'").c_str(), "r");
  ASSERT_NE(text, nullptr);
  const auto between = [](std::string_view line, std::string_view name) -> std::optional<std::string> {
    const std::size_t start = line.find("<" + std::string(name) + ">");
    if (start == std::string_view::npos) return std::nullopt;
    line.remove_prefix(start + name.size() + 2);
    return std::string(line.substr(0, line.find('<')));
  };
  std::string identifier;
  bool primary = false;
  std::size_t devices = 0;
  std::size_t wrong = 0;
  std::size_t mislabelled = 0;
  char* line = nullptr;
  std::size_t capacity = 0;
  while (getline(&line, &capacity, text) >= 0) {
    if (const auto found = between(line, "deviceId")) identifier = *found;
    if (const auto found = between(line, "deviceIdType")) primary = *found == "Primary";
    const auto agency = between(line, "deviceIdIssuingAgency");
    if (!agency || !primary) continue;
    if (*agency == "GS1") {
      const auto udi = read_udi(identifier, IssuingAgency::gs1);
      ASSERT_TRUE(udi) << identifier;
      EXPECT_EQ(udi->device, identifier);
      ++devices;
      wrong += udi->remarks.empty() ? 0 : 1;
    } else if (!read_udi(identifier, IssuingAgency::hibcc)) {
      EXPECT_TRUE(read_udi(identifier, IssuingAgency::gs1)) << identifier;
      ++mislabelled;
    }
  }
  free(line);
  EXPECT_EQ(pclose(text), 0);
  EXPECT_EQ(devices, 49'999u);
  EXPECT_EQ(wrong, 9u);
  EXPECT_EQ(mislabelled, 1u);
}

TEST(CheckDigits, EveryCompanyThatIsRegisteredInEudamed) {
  const auto file = authority_data("eudamed/actors_srn_seen.csv");
  if (!file) GTEST_SKIP() << "the data of EUDAMED are not there";
  const auto rows = csv_rows(*file);
  ASSERT_FALSE(rows.empty());
  for (const auto& row : rows) {
    const auto number = find_scheme("eu-srn")->read(row[0]);
    ASSERT_TRUE(number) << row[0];
    EXPECT_EQ(number->text, row[0]);
    EXPECT_FALSE(find_scheme("eu-mdr-cert")->read(row[0])) << row[0];
  }
}

// Cells of certificates: notified body, kind, number, revision, begin and end, separated by `|`.
TEST(CheckDigits, EveryCertificateThatIsRegisteredInEudamed) {
  const auto file = authority_data("eudamed/eudamed_gs1_22865.csv");
  if (!file) GTEST_SKIP() << "the data of EUDAMED are not there";
  std::size_t certificates = 0;
  for (const auto& row : csv_rows(*file)) {
    std::vector<std::string> cells(1);
    for (const char c : row[14].substr(0, row[14].find(';'))) {
      if (c == '|')
        cells.emplace_back();
      else
        cells.back() += c;
    }
    if (cells.size() < 4 || cells[0].empty() || cells[2].empty()) continue;
    ++certificates;
    const auto read = read_certificate(cells[0] + ": " + cells[2]);
    ASSERT_TRUE(read) << cells[2];
    EXPECT_EQ(read->body, cells[0]);
    EXPECT_TRUE(find_scheme("eu-mdr-cert")->read(to_text(*read))) << cells[2];
  }
  EXPECT_GT(certificates, 1'000u);
}

// FDA's list of AI-enabled devices: each number is of exactly one kind of authorization.
TEST(CheckDigits, EveryNumberOfTheListOfAiEnabledDevices) {
  const auto file = authority_data("fda/aiml_devices_2025-09.csv");
  if (!file) GTEST_SKIP() << "the data of FDA are not there";
  const auto rows = csv_rows(*file);
  EXPECT_EQ(rows.size(), 1'357u);
  for (const auto& row : rows) {
    std::size_t readers = 0;
    for (const Identified& identified : identify(row[1], "US")) {
      if (identified.scheme->kind != SchemeKind::authorization || identified.scheme->jurisdiction != "US") continue;
      ++readers;
      EXPECT_EQ(identified.number.text, row[1]);
    }
    EXPECT_EQ(readers, 1u) << row[1];
  }
}

}  // namespace
}  // namespace formulary::domain
