// Unique device identifications: what is printed on labels and what scanners send, by each agency.
#include "service/domain/udi/udi.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/regulators/check_digits.hpp"

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

// IMDRF/UDI WG/N48 "UDI System Application Guide" (2019), appendix A, and GS1's own examples.
INSTANTIATE_TEST_SUITE_P(
    Gs1Published, Labels,
    testing::Values(Label{"(01)09506000117843(11)141231(17)201231(10)1234AB(21)5678CD",
                          "gs1 09506000117843 1234AB 5678CD - 2014-12-31 2020-12-31"},
                    Label{"https://id.gs1.org/01/09506000134352/10/ABC123?17=261231&3103=000250",
                          "gs1 09506000134352 ABC123 - - - 2026-12-31"},
                    Label{"https://example.com/my/path/01/09506000134352/22/2A/10/ABC123/21/XYZ-42?linkType=gs1:pip",
                          "gs1 09506000134352 ABC123 XYZ-42 - - -"}));

// What follows an element without FNC1 is not lost with it (General Specifications, figure 7.8.5-2).
INSTANTIATE_TEST_SUITE_P(Gs1WithoutSeparators, Labels,
                         testing::Values(Label{"]C1"
                                               "0109506000134352"
                                               "3103000250"
                                               "21S7",
                                               "gs1 09506000134352 - S7 - - -"},
                                         Label{"]d2"
                                               "0109506000134352"
                                               "4140614141000036"
                                               "17261231",
                                               "gs1 09506000134352 - - - - 2026-12-31"},
                                         Label{"(01)09506000134352(3103)000250(10)A1", "gs1 09506000134352 A1 - - - -"},
                                         Label{"]d1[)>\x1e"
                                               "05\x1d"
                                               "0109506000134352\x1d"
                                               "10A1\x1d"
                                               "21S7\x1e\x04",
                                               "gs1 09506000134352 A1 S7 - - -"},
                                         Label{"]E05901234123457", "gs1 05901234123457 - - - - -"}));

// The worked examples of ANSI/HIBC 2.6: sections 2.2.1.1, 2.3.2, 2.3.2.3, 2.3.2.4 and 4.3.3, appendices B and C.
INSTANTIATE_TEST_SUITE_P(HibccPublished, Labels,
                         testing::Values(Label{"+H123ABC01234567890D", "hibcc H123ABC01234567890 - - - - -"},
                                         Label{"*+A99912345/$$52001510X33*", "hibcc A99912345 10X3 - - - 2020-01-15"},
                                         Label{"+A99912345/$$52001510X3/16D20111212/S77DEFG457",
                                               "hibcc A99912345 10X3 77DEFG45 - 2011-12-12 2020-01-15"},
                                         Label{"+A99912345/$10X3/16D20111231/14D202001313",
                                               "hibcc A99912345 10X3 - - 2011-12-31 2020-01-31"},
                                         Label{"+A99912349/$10X3/16D20111231/14D20200131/Q500Z",
                                               "hibcc A99912349 10X3 - - 2011-12-31 2020-01-31"}));

// FDA, "UDI formats by FDA-accredited issuing agency", and IMDRF/UDI WG/N48, appendix C.
INSTANTIATE_TEST_SUITE_P(HibccOfRegulators, Labels,
                         testing::Values(Label{"+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001A",
                                               "hibcc X999123ABC0 1234AB 5678EDFG - 2015-10-01 2019-05-31"},
                                         Label{"+X999123ABC0/$$20515191234AB/S5678EDFG/16D20151001I",
                                               "hibcc X999123ABC0 1234AB 5678EDFG - 2015-10-01 2019-05-15"},
                                         Label{"+X999123ABC0/$$31905151234AB/S5678EDFG/16D20151001J",
                                               "hibcc X999123ABC0 1234AB 5678EDFG - 2015-10-01 2019-05-15"},
                                         Label{"+X999123ABC0/$$4190515211234AB/S5678EDFG/16D20151001N",
                                               "hibcc X999123ABC0 1234AB 5678EDFG - 2015-10-01 2019-05-15"},
                                         Label{"+X999123ABC0/$$5191351234AB/S5678EDFG/16D20151001J",
                                               "hibcc X999123ABC0 1234AB 5678EDFG - 2015-10-01 2019-05-15"},
                                         Label{"+X999123ABC0/$$619135211234AB/S5678EDFG/16D20151001N",
                                               "hibcc X999123ABC0 1234AB 5678EDFG - 2015-10-01 2019-05-15"},
                                         Label{"+X999123ABC0/$1234AB/S5678EDFG/16D20151001/14D20190515.",
                                               "hibcc X999123ABC0 1234AB 5678EDFG - 2015-10-01 2019-05-15"},
                                         Label{"+A999ABC123DE0/$+1234567Y", "hibcc A999ABC123DE0 - 1234567 - - -"}));

// Several codes, as a scanner sends them: one behind the other, each with its check character.
INSTANTIATE_TEST_SUITE_P(
    HibccInPieces, Labels,
    testing::Values(Label{"+A123BJC5D6E71G+$$52001510X3GD", "hibcc A123BJC5D6E71 10X3 - - - 2020-01-15"},
                    Label{"]C0+A123BJC5D6E71G+$$710X3G7", "hibcc A123BJC5D6E71 10X3 - - - -"},
                    Label{"+A123BJC5D6E71G+$$+52001510X3GB", "hibcc A123BJC5D6E71 - 10X3 - - 2020-01-15"},
                    Label{"+A123BJC5D6E71G+2001510X3GG", "hibcc A123BJC5D6E71 10X3 - - - 2020-01-15"},
                    Label{"+J123AQ3451T+25330BC34567T2+S4012TJ", "hibcc J123AQ3451 BC34567 4012 - - 2025-11-26"},
                    Label{"+A123BJCMD6E79++$$52001510X3+ ", "hibcc A123BJCMD6E79 10X3 - - - 2020-01-15"},
                    Label{"]Q0+J123AQ3451/25330BC34567/S4012X", "hibcc J123AQ3451 BC34567 4012 - - 2025-11-26"}));

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
                          "iccbba =/A9999XYZ100T0944 XYZ123 000025 - 2013-02-01 2014-02-01"},
                    // IMDRF/UDI WG/N48, appendix A: bags for blood
                    Label{"=)1TE123456A &)RZ12345678", "iccbba =)1TE123456A RZ12345678 - - - -"},
                    Label{"=)1TE123456A&)RZ12345678", "iccbba =)1TE123456A RZ12345678 - - - -"},
                    Label{"=/1AB370000007JC89=,000000=1234567890ABC00=>030329=}025226",
                          "iccbba =/1AB370000007JC89 - 000000 - 2025-08-14 2030-11-25"},
                    // ST-001, section 2.4.23: several structures in one bar code
                    Label{"=+03000=A99971312345600=/A9999XYZ100T0944=>014032",
                          "iccbba =/A9999XYZ100T0944 - - - - 2014-02-01"}));

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
                                               "ifa 110375286414 - - - 2014-01-01 -"},
                                         // IFA Coding System, PPN-Code Specification 2.01, appendix A: days may be 00
                                         Label{"]d1[)>\x1e"
                                               "06\x1d"
                                               "9N110375287077\x1d"
                                               "D150600\x1d"
                                               "16D20151100\x1dS12345ABCDEF98765\x1e\x04",
                                               "ifa 110375287077 - 12345ABCDEF98765 - 2015-11-30 2015-06-30"}));

struct Secondary {
  std::string_view field;
  std::string_view read;  ///< lot, serial, expires
};

// ANSI/HIBC 2.6, appendix F, table F1, each form with its example.
TEST(Udi, EveryFormOfAHibcSecondaryStructureIsRead) {
  constexpr Secondary rows[] = {
      {"05271", "- - 2005-09-28"},
      {"052713C001", "3C001 - 2005-09-28"},
      {"$3C001", "3C001 - -"},
      {"$$09053C001", "3C001 - 2005-09-30"},
      {"$$20928053C001", "3C001 - 2005-09-28"},
      {"$$30509283C001", "3C001 - 2005-09-28"},
      {"$$4050928223C001", "3C001 - 2005-09-28"},
      {"$$5052713C001", "3C001 - 2005-09-28"},
      {"$$605271223C001", "3C001 - 2005-09-28"},
      {"$$73C001", "3C001 - -"},
      {"$$82409053C001", "3C001 - 2005-09-30"},
      {"$$82420928053C001", "3C001 - 2005-09-28"},
      {"$$82430509283C001", "3C001 - 2005-09-28"},
      {"$$8244050928223C001", "3C001 - 2005-09-28"},
      {"$$8245052713C001", "3C001 - 2005-09-28"},
      {"$$824605271223C001", "3C001 - 2005-09-28"},
      {"$$82473C001", "3C001 - -"},
      {"$$824", "- - -"},
      {"$$90010009053C001", "3C001 - 2005-09-30"},
      {"$$90010020928053C001", "3C001 - 2005-09-28"},
      {"$$90010030509283C001", "3C001 - 2005-09-28"},
      {"$$9001005052713C001", "3C001 - 2005-09-28"},
      {"$$90010073C001", "3C001 - -"},
      {"$$900100", "- - -"},
      {"$+0001", "- 0001 -"},
      {"$$+09050001", "- 0001 2005-09-30"},
      {"$$+20928050001", "- 0001 2005-09-28"},
      {"$$+30509280001", "- 0001 2005-09-28"},
      {"$$+4050928220001", "- 0001 2005-09-28"},
      {"$$+5052710001", "- 0001 2005-09-28"},
      {"$$+605271220001", "- 0001 2005-09-28"},
      {"$$+70001", "- 0001 -"},
  };
  const auto with_check = [](std::string text) { return text + *check_digits::hibcc(text); };
  const std::string first = with_check("+A123BJC5D6E71");
  for (const Secondary& row : rows) {
    const std::string field(row.field);
    for (const std::string& text :
         {with_check("+A123BJC5D6E71/" + field), first + with_check("+" + field + first.back()),
          first + " " + with_check("+" + field + first.back())}) {
      const auto udi = read_udi(text);
      ASSERT_TRUE(udi) << text;
      const auto or_dash = [](const std::string& one) { return one.empty() ? std::string("-") : one; };
      EXPECT_EQ(udi->device, "A123BJC5D6E71") << text;
      EXPECT_EQ(
          or_dash(udi->lot) + " " + or_dash(udi->serial) + " " + or_dash(udi->expires ? to_text(*udi->expires) : ""),
          row.read)
          << text;
      EXPECT_THAT(udi->remarks, IsEmpty()) << text;
    }
  }
}

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
  EXPECT_THAT(remarks("+A99912345/$$81210X3/16D20111212/14D20200906/S77DEFG45$"),
              ElementsAre(HasSubstr("lot or serial number begins")));
  EXPECT_EQ(read_udi("+A99912345/$$81210X3/16D20111212/14D20200906/S77DEFG45$")->lot, "10X3");
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
  EXPECT_EQ(read_udi("1TE123456A", IssuingAgency::iccbba)->device, "=)1TE123456A");
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
