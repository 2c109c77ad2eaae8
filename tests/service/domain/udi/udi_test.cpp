// Unique device identifications: what is printed on labels and what scanners send, by each agency.
#include "service/domain/udi/udi.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Label {
  std::string_view text;
  std::string_view read;  ///< agency, device, lot, serial, version, made, expires; a dash for none
};
void PrintTo(const Label& label, std::ostream* out) { *out << testing::PrintToString(label.text); }

std::string told(const Udi& udi) {
  const auto or_dash = [](const std::string& text) { return " " + (text.empty() ? "-" : text); };
  return std::string(to_text(udi.agency)) + or_dash(udi.device) + or_dash(udi.lot) + or_dash(udi.serial) +
         or_dash(udi.software_version) + or_dash(udi.manufactured ? to_text(*udi.manufactured) : "") +
         or_dash(udi.expires ? to_text(*udi.expires) : "");
}

class Labels : public testing::TestWithParam<Label> {};

TEST_P(Labels, AreRead) {
  const auto udi = read_udi(GetParam().text);
  ASSERT_TRUE(udi);
  EXPECT_EQ(told(*udi), GetParam().read);
  EXPECT_THAT(udi->remarks, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Gs1, Labels,
    testing::Values(Label{"(01)00844588018923", "gs1 00844588018923 - - - - -"},
                    Label{"(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234",
                          "gs1 51022222233336 A213B1 1234 - 2014-12-31 2015-07-07"},
                    Label{"(01) 00844588018923 (10) A1", "gs1 00844588018923 A1 - - - -"},
                    Label{"(01)00844588018923(10)A(1)B(21)7", "gs1 00844588018923 A(1)B 7 - - -"},
                    Label{"(01)06430060159860(8012)4.2.0", "gs1 06430060159860 - - 4.2.0 - -"},
                    Label{"UDI: 00844588018923", "gs1 00844588018923 - - - - -"},
                    Label{"0 0844588 01892 3", "gs1 00844588018923 - - - - -"},
                    Label{"844588018923", "gs1 00844588018923 - - - - -"},
                    Label{"]d2010084458801892317281231"
                          "10A1\x1d"
                          "21S7",
                          "gs1 00844588018923 A1 S7 - - 2028-12-31"},
                    Label{"]C1010084458801892310A1", "gs1 00844588018923 A1 - - - -"},
                    Label{"]Q30106430060159860"
                          "80124.2.0",
                          "gs1 06430060159860 - - 4.2.0 - -"},
                    Label{"\x1d"
                          "010084458801892321S7<GS>80121.0{GS}10A1",
                          "gs1 00844588018923 A1 S7 1.0 - -"},
                    Label{"010084458801892317280200",
                          "gs1 00844588018923 - - - - 2028-02-29"},  // day 0: the month's last
                    Label{"https://id.gs1.org/01/00844588018923/10/A1%2F2/21/S7?17=281231&8012=4.2.0#top",
                          "gs1 00844588018923 A1/2 S7 4.2.0 - 2028-12-31"},
                    Label{"HTTPS://example.org/some/path/01/0844588018923", "gs1 00844588018923 - - - - -"}));

INSTANTIATE_TEST_SUITE_P(
    Hibcc, Labels,
    testing::Values(Label{"+A123BJC5D6E71G", "hibcc A123BJC5D6E71 - - - - -"},
                    Label{"*+A123BJC5D6E71G*", "hibcc A123BJC5D6E71 - - - - -"},
                    Label{"+a123bjc5d6e71g", "hibcc A123BJC5D6E71 - - - - -"},
                    Label{"E4947660611", "hibcc E4947660611 - - - - -"},
                    Label{
                        "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202H",
                        "hibcc H123PARTNO1234567890120 LOT123456789012345 XYZ456789012345678 - 2013-02-02 2020-02-02"},
                    Label{"+A123BJC5D6E71/$$52001510X3C", "hibcc A123BJC5D6E71 10X3 - - - 2020-01-15"},
                    Label{"+A123BJC5D6E71G +$$52001510X3GD", "hibcc A123BJC5D6E71 10X3 - - - 2020-01-15"}));

INSTANTIATE_TEST_SUITE_P(
    Iccbba, Labels,
    testing::Values(Label{"=/A9999XYZ100T0944", "iccbba =/A9999XYZ100T0944 - - - - -"},
                    Label{"=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123",
                          "iccbba =/A9999XYZ100T0944 XYZ123 000025 - 2013-02-01 2014-02-01"}));

INSTANTIATE_TEST_SUITE_P(Ifa, Labels,
                         testing::Values(Label{"9N110375286414", "ifa 110375286414 - - - - -"},
                                         Label{"110375286414", "ifa 110375286414 - - - - -"},
                                         Label{"[)>\x1e"
                                               "06\x1d"
                                               "9N110375286414\x1d"
                                               "1T12345ABCD\x1d"
                                               "D150617\x1dS12345678901234\x1e\x04",
                                               "ifa 110375286414 12345ABCD 12345678901234 - - 2015-06-17"},
                                         Label{"[)><RS>06<GS>9N110375286414<GS>16D20140101<RS><EOT>",
                                               "ifa 110375286414 - - - 2014-01-01 -"}));

std::vector<std::string> remarks(std::string_view text) {
  const auto udi = read_udi(text);
  return udi ? udi->remarks : std::vector<std::string>{"not read"};
}

TEST(Udi, WhatIsOddIsRemarkedAndNotRefused) {
  EXPECT_THAT(remarks("00844588018924"), ElementsAre(HasSubstr("should be 3")));
  EXPECT_THAT(remarks("(01)00844588018923(17)281332"), ElementsAre(HasSubstr("281332 is not a day")));
  EXPECT_THAT(remarks("(01)00844588018923(17)281231(17)290101"), ElementsAre(HasSubstr("given twice")));
  EXPECT_THAT(remarks("(01)00844588018923(01)06430060159860"), ElementsAre(HasSubstr("Two different")));
  EXPECT_THAT(remarks("(01)00844588018923(10)"), ElementsAre(HasSubstr("lot is empty")));
  EXPECT_THAT(remarks("(01)00844588018923(6X)1"), ElementsAre(HasSubstr("no application identifier")));
  EXPECT_THAT(remarks("01008445880189231728"), ElementsAre(HasSubstr("was cut")));
  EXPECT_THAT(remarks("+A123BJC5D6E71H"), ElementsAre(HasSubstr("should be `G`")));
  EXPECT_THAT(remarks("+A123BJC5D6E71G +$$52001510X3HE"), ElementsAre(HasSubstr("another first code")));
  EXPECT_THAT(remarks("+A123BJC5D6E71G +"), ElementsAre(HasSubstr("no second code")));
  EXPECT_THAT(remarks("9N110375286415"), ElementsAre(HasSubstr("should be 14")));
  EXPECT_THAT(remarks("=/A9999XYZ100T0944=>014399"), ElementsAre(HasSubstr("is not a day")));
}

TEST(Udi, WhatIsNoUdiIsRefused) {
  for (const std::string_view text : {"",
                                      " ",

                                      "none",
                                      "(10)A1",
                                      "(01)",
                                      "(01)ABCDEFGHIJKLMN",

                                      "123",
                                      "]d2",
                                      "+",
                                      "+$$5",
                                      "*",
                                      "=/A9999",
                                      "=/A9999XYZ100T0944X",
                                      "9N",
                                      "[)>",
                                      "[)>06",
                                      "https://example.org/01/abc",
                                      "https://",
                                      "\x1d\x1d",
                                      "see label",
                                      "(01)0084458801892\xff",
                                      "DE-MF-000012991"}) {
    EXPECT_FALSE(read_udi(text)) << testing::PrintToString(text);
  }
  EXPECT_FALSE(read_udi("(01)00844588018923(10)" + std::string(longest_udi, 'A')));
}

TEST(Udi, WhereTheAgencyIsKnownTheFrameMayLack) {
  EXPECT_EQ(read_udi("A9999XYZ100T0944", IssuingAgency::iccbba)->device, "=/A9999XYZ100T0944");
  EXPECT_EQ(read_udi("A9999XYZ100T0944")->agency, IssuingAgency::hibcc);
  EXPECT_FALSE(read_udi("00844588018923", IssuingAgency::hibcc));
  EXPECT_FALSE(read_udi("E4947660611", IssuingAgency::gs1));
  for (const IssuingAgency agency :
       {IssuingAgency::gs1, IssuingAgency::hibcc, IssuingAgency::iccbba, IssuingAgency::ifa}) {
    EXPECT_EQ(parse_issuing_agency(to_text(agency)), agency);
  }
}

// Whatever is read, its UDI-DI read alone is the same device; and nothing is made longer than it came.
TEST(Udi, AnyBytesAreReadOrRefused) {
  constexpr std::string_view seeds[] = {
      "(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234",
      "]d201008445880189231728123110A1\x1d"
      "21S7",
      "https://id.gs1.org/01/00844588018923/10/A1%2F2/21/S7?17=281231&8012=4.2.0",
      "+A123BJC5D6E71G +$$52001510X3GD",
      "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202H",
      "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123",
      "[)>\x1e"
      "06\x1d"
      "9N110375286414\x1d"
      "1T12345ABCD\x1d"
      "D150617\x1dS12345678901234\x1e\x04",
  };
  std::mt19937 random(7);
  std::size_t read = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text(seeds[random() % std::size(seeds)]);
    for (std::size_t change = 1 + random() % 5; change-- > 0;) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>(random());
          break;
        case 1:
          text.insert(at, 1, static_cast<char>(' ' + random() % 95));
          break;
        case 2:
          text.erase(at, 1 + random() % 3);
          break;
        default:
          text.resize(at + 1);
      }
      if (text.empty()) text = "+";
    }
    for (const IssuingAgency agency :
         {IssuingAgency::gs1, IssuingAgency::hibcc, IssuingAgency::iccbba, IssuingAgency::ifa}) {
      const auto udi = read_udi(text, agency);
      if (!udi) continue;
      ++read;
      ASSERT_LE(udi->lot.size() + udi->serial.size() + udi->software_version.size(), 2 * text.size());
      const auto again = read_udi(udi->device, agency);
      ASSERT_TRUE(again) << testing::PrintToString(text) << " -> " << udi->device;
      ASSERT_EQ(again->device, udi->device) << testing::PrintToString(text);
    }
  }
  EXPECT_GT(read, 20'000u);
}

}  // namespace
}  // namespace formulary::domain
