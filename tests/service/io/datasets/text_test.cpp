// Encodings, dates and numbers, each as a table of what is written and what is meant.
#include "service/io/datasets/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/io/datasets/dates.hpp"
#include "service/io/datasets/numbers.hpp"

namespace formulary::io::datasets {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::string_literals;

/// Gives `step` bytes at a time, so that characters are cut at every place.
class Trickle final : public Source {
 public:
  Trickle(std::string_view bytes, std::size_t step) : inner_(bytes), step_(step) {}
  std::size_t read(std::span<char> buffer) override {
    return inner_.read(buffer.first(std::min(step_, buffer.size())));
  }

 private:
  MemorySource inner_;
  std::size_t step_;
};

std::string decoded(const std::string& bytes, std::size_t step) {
  Trickle source(bytes, step);
  Utf8Source text(source);
  std::string result(3, '\0'), all;
  while (const std::size_t got = text.read(result)) all.append(result, 0, got);
  return all;
}

TEST(Utf8Source, ReadsWhatPeopleMeant) {
  struct Case {
    std::string what, bytes, text;
  };
  const std::vector<Case> cases = {
      {"ASCII", "K252054|Acme", "K252054|Acme"},
      {"nothing", "", ""},
      {"UTF-8", "M\xc3\xbcller \xe2\x84\xa2 \xf0\x9f\x98\x80", "Müller ™ 😀"},
      {"UTF-8 with its mark",
       "\xef\xbb\xbf"
       "a",
       "a"},
      {"Windows-1252", "It\x92s 5 \xb5m \x99", "It’s 5 µm ™"},
      {"Windows-1252 taken for ISO-8859-1", "3M\xc2\x99 Attest\xc2\x92s", "3M™ Attest’s"},
      {"UTF-8 and Windows-1252 in one file", "caf\xc3\xa9 caf\xe9.", "café café."},
      {"UTF-16, little end first", "\xff\xfeK\0\xe4\0\x22\x21"s, "Kä™"},
      {"UTF-16, big end first", "\xfe\xff\0K\0\xe4\x21\x22"s, "Kä™"},
      {"UTF-16 without its mark", "K\0N\0U\0M\0"s, "KNUM"},
      {"UTF-16, a pair", "\xff\xfe\x3d\xd8\x00\xde"s, "😀"},
      {"UTF-16, half a pair",
       "\xff\xfe\x3d\xd8"
       "a\0"s,
       "\uFFFDa"},
      {"a sequence that the end cuts", "caf\xc3", "cafÃ"},
      {"over-long", "\xc0\xaf", "À¯"},
      {"a surrogate in UTF-8", "\xed\xa0\x80", "í\u00A0€"},
      {"NUL", "a\0b"s,
       "a\uFFFD"
       "b"},
      {"a byte that Windows-1252 leaves open", "a\x81", "a\uFFFD"},
  };
  for (const Case& row : cases) {
    for (const std::size_t step : {1, 2, 3, 1000})
      EXPECT_EQ(decoded(row.bytes, step), row.text) << row.what << ", " << step;
  }
}

TEST(Text, MendsControlCharactersThatCameEscaped) {
  std::string text = "3M\xc2\x99 \xc2\xa9 \xc2\x81";
  mend(text);
  EXPECT_EQ(text, "3M™ © \uFFFD");
}

TEST(Text, ShowsWhatASpreadsheetShows) {
  EXPECT_EQ(unwrap_formula(R"(=HYPERLINK("https://www.accessdata.fda.gov/pmn.cfm?ID=K252054", "K252054"))"), "K252054");
  EXPECT_EQ(unwrap_formula(R"(=hyperlink("x";"K1"))"), "K1");
  EXPECT_EQ(unwrap_formula(R"(="00844588018923")"), "00844588018923");
  EXPECT_EQ(unwrap_formula("=1+1"), "=1+1");
  EXPECT_EQ(unwrap_formula("=HYPERLINK("), "=HYPERLINK(");
  EXPECT_EQ(unwrap_formula("="), "=");
  EXPECT_EQ(unwrap_formula("  K252054\xc2\xa0"), "K252054");
}

TEST(Dates, ComeInManyForms) {
  struct Case {
    std::string text, day;
  };
  const std::vector<Case> cases = {
      {"09/29/2025", "2025-09-29"},
      {"9/5/2025", "2025-09-05"},
      {"29/09/2025", "2025-09-29"},
      {"2025-09-29", "2025-09-29"},
      {"2026-03-26T10:10:19", "2026-03-26"},
      {"20140604", "2014-06-04"},
      {"45929", "2025-09-29"},
      {"45929.0", "2025-09-29"},
      {"29-SEP-2025", "2025-09-29"},
      {"September 29, 2025", "2025-09-29"},
      {"29 Sep 2025", "2025-09-29"},
      {"09/29/2025 12:00:00 AM", "2025-09-29"},
      {"2202-12-31", ""},
      {"22021231", ""},
      {"1899-12-31", ""},
      {"02/30/2025", ""},
      {"2025-13-01", ""},
      {"868.5820", ""},
      {"12345", ""},
      {"Ongoing", ""},
      {"", ""},
      {"00/00/0000", ""},
      {"99999999999999999999", ""},
      {"1/2", ""},
  };
  for (const Case& row : cases) {
    const auto day = read_day(row.text);
    EXPECT_EQ(day ? domain::to_text(*day) : "", row.day) << row.text;
  }
  EXPECT_EQ(read_day("03/04/2025"), domain::parse_day("2025-03-04"));
  EXPECT_EQ(read_day("03/04/2025", Order::day_first), domain::parse_day("2025-04-03"));
  EXPECT_EQ(read_day("03.04.2025", Order::day_first), domain::parse_day("2025-04-03"));
}

TEST(Numbers, OfSubmissionsHaveOneForm) {
  struct Case {
    std::string number, supplement, scheme, text;
  };
  const std::vector<Case> cases = {
      {"K252054", "", "us-510k", "K252054"},
      {"k252054", "", "us-510k", "K252054"},
      {" K 252-054 ", "", "us-510k", "K252054"},
      {"bk241097", "", "us-510k-cber", "BK241097"},
      {"den130013", "", "us-denovo", "DEN130013"},
      {"P970051", "S054", "us-pma", "P970051/S054"},
      {"P970051/S054", "", "us-pma", "P970051/S054"},
      {"P970051S054", "", "us-pma", "P970051/S054"},
      {"P950002", "001", "us-pma", "P950002/S001"},
      {"P950002", "000", "us-pma", "P950002"},
      {"P950002", "", "us-pma", "P950002"},
      {"P950002/S1234", "", "us-pma", "P950002/S1234"},
      {"K094035", "000", "us-510k", "K094035"},
      {"N18337", "", "us-pma-old", "N18337"},
      {"BP120345", "", "us-pma-old", "BP120345"},
      {"H020007", "S003", "us-hde", "H020007/S003"},
      {"K25205", "", "", ""},
      {"K2520544", "", "", ""},
      {"3006556115", "", "", ""},
      {"", "", "", ""},
  };
  for (const Case& row : cases) {
    const auto number = read_submission(row.number, row.supplement);
    EXPECT_EQ(number ? number->text : "", row.text) << row.number;
    EXPECT_EQ(number ? number->scheme : "", row.scheme) << row.number;
  }
}

TEST(Numbers, OfDevicesAreFoundInNotices) {
  EXPECT_THAT(find_device_identifiers("UDI: 00718175003305, lot 326902"), ElementsAre("00718175003305"));
  EXPECT_THAT(find_device_identifiers("(01)00718175003305(17)250101"), ElementsAre("00718175003305"));
  EXPECT_THAT(find_device_identifiers("010071817500330517250101"), ElementsAre("00718175003305"));
  EXPECT_THAT(find_device_identifiers("00718175003306"), IsEmpty()) << "the check digit is wrong";
  EXPECT_THAT(find_device_identifiers("100718175003305"), IsEmpty()) << "15 digits";
  EXPECT_THAT(find_device_identifiers("00000000000000"), IsEmpty());
  EXPECT_THAT(find_submissions("510(k) K082332; PMA P970051/S054, k082332 and K12"),
              ElementsAre("K082332", "P970051/S054"));
  EXPECT_EQ(find_recall_number("Catalog 7. Recall # Z-1004-04."), "Z-1004-04");
  EXPECT_EQ(find_recall_number("Z-12 Z-0359-2013 follows"), "Z-0359-2013");
  EXPECT_EQ(find_recall_number("none"), std::nullopt);
}

TEST(Numbers, OfDevicesKeepTheirIssuer) {
  EXPECT_EQ(read_device_identifier("844588018923")->text, "00844588018923");
  EXPECT_EQ(read_device_identifier("(01)00844588018923")->scheme, "udi-gs1");
  EXPECT_EQ(read_device_identifier("E4947660611", "HIBCC")->scheme, "udi-hibcc");
  EXPECT_EQ(read_device_identifier("00844588018923", "GS1")->remark, "");
  EXPECT_NE(read_device_identifier("00844588018924", "GS1")->remark, "") << "a wrong check digit is odd and no refusal";
  EXPECT_FALSE(read_device_identifier(""));
}

TEST(Text, TakesNoTimeForBlanks) {
  std::string blanks;
  for (int i = 0; i < 500'000; ++i) blanks += "\xc2\xa0 ";
  EXPECT_EQ(trim(blanks + "x" + blanks), "x");
}

}  // namespace

}  // namespace formulary::io::datasets
