// The table of authorities: every scheme reads its own examples, no reader accepts what it does not itself write, and
// nothing but an authorization can ever allow.
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/domain/datasets/dataset.hpp"
#include "service/domain/regulators/regulator.hpp"

namespace formulary::domain {
namespace {

using testing::IsEmpty;
using testing::Not;

std::vector<const Scheme*> all_schemes() {
  std::vector<const Scheme*> schemes;
  for (const Regulator* regulator : regulators()) {
    for (const Scheme& scheme : regulator->schemes) schemes.push_back(&scheme);
  }
  return schemes;
}

std::string name_of(const testing::TestParamInfo<const Scheme*>& given) {
  std::string name(given.param->id);
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
}

class EveryScheme : public testing::TestWithParam<const Scheme*> {};
INSTANTIATE_TEST_SUITE_P(Of, EveryScheme, testing::ValuesIn(all_schemes()), name_of);

TEST_P(EveryScheme, ReadsItsExamplesAsTheyAre) {
  const Scheme& scheme = *GetParam();
  ASSERT_THAT(scheme.examples, Not(IsEmpty()));
  for (const std::string_view example : scheme.examples) {
    const auto number = scheme.read(example);
    ASSERT_TRUE(number) << example;
    EXPECT_EQ(number->text, example);
  }
}

TEST_P(EveryScheme, SaysWhatPeopleNeedToKnow) {
  const Scheme& scheme = *GetParam();
  EXPECT_THAT(scheme.name, Not(IsEmpty()));
  EXPECT_THAT(scheme.expiry, Not(IsEmpty()));
  EXPECT_THAT(scheme.look_up, Not(IsEmpty()));
  EXPECT_THAT(scheme.source, Not(IsEmpty()));
  EXPECT_GT(scheme.recheck_days, 0);
  EXPECT_LE(scheme.recheck_days, 180);
  std::set<std::string_view> statuses;
  for (const StatusMeaning& status : scheme.statuses) {
    EXPECT_THAT(status.sentence, testing::EndsWith("."));
    EXPECT_TRUE(statuses.insert(status.status).second) << status.status << " is said twice";
    EXPECT_EQ(meaning(scheme, status.status), &status) << status.status << " cannot be found as it is written";
  }
}

TEST_P(EveryScheme, IsLookedUpInDataSetsThatThereAre) {
  for (const std::string_view dataset : GetParam()->datasets) EXPECT_NE(find_dataset_kind(dataset), nullptr) << dataset;
}

// 21 CFR 807.39: registration "does not denote approval". Neither does a listing, a product's number or an opinion.
TEST_P(EveryScheme, NothingButAnAuthorizationEverAllows) {
  const Scheme& scheme = *GetParam();
  if (scheme.kind == SchemeKind::authorization) return;
  for (const StatusMeaning& status : scheme.statuses) {
    EXPECT_NE(status.standing, Standing::allows) << status.status;
    for (const std::string_view number : scheme.examples) {
      EXPECT_NE(standing_of(scheme, number, status.status), Standing::allows) << status.status;
    }
  }
}

TEST_P(EveryScheme, OfAnUnknownStatusAPersonJudges) {
  const Scheme& scheme = *GetParam();
  for (const std::string_view status : {"", "APPROVED?", "SESEX", "ok", "\x01", "S E S E"}) {
    EXPECT_EQ(standing_of(scheme, scheme.examples[0], status), Standing::person) << status;
  }
}

TEST_P(EveryScheme, ReadsWhatItWrites) {
  const Scheme& scheme = *GetParam();
  std::mt19937 random(4);
  constexpr std::string_view letters = " -/:.+*()=&#0123456789ABDEHKNPSXZabknrsv\xe5\x9b\xbd\x1d\x7f\n\xff";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    if (i % 2 == 0) text = scheme.examples[random() % scheme.examples.size()];
    const std::size_t changes = i % 2 == 0 ? 1 + random() % 4 : random() % 40;
    for (std::size_t change = 0; change < changes; ++change) {
      const char c = letters[random() % letters.size()];
      if (i % 2 == 0 && random() % 2 == 0 && !text.empty())
        text[random() % text.size()] = c;
      else
        text.insert(random() % (text.size() + 1), 1, c);
    }
    const auto once = scheme.read(text);
    if (!once) continue;
    const auto again = scheme.read(once->text);
    ASSERT_TRUE(again) << testing::PrintToString(text) << " is read as " << once->text << ", and that is not read";
    ASSERT_EQ(again->text, once->text) << testing::PrintToString(text);
    ASSERT_THAT(once->text, Not(IsEmpty()));
  }
}

TEST_P(EveryScheme, RefusesWhatIsNoNumber) {
  const Scheme& scheme = *GetParam();
  for (const std::string_view text :
       {"", " ", "-", "none", "n/a", "pending", "FDA registered", "CE", "510(k)", "see attachment", "\xff\xfe"}) {
    EXPECT_FALSE(scheme.read(text)) << text;
  }
  EXPECT_FALSE(scheme.read(std::string(100'000, '1')));
  EXPECT_FALSE(scheme.read(std::string("K252054\0", 8)));
}

TEST(Regulators, IdsAreUniqueAndFound) {
  std::set<std::string_view> ids;
  for (const Regulator* regulator : regulators()) {
    EXPECT_EQ(find_regulator(regulator->id), regulator);
    ASSERT_THAT(regulator->schemes, Not(IsEmpty()));
    for (const Scheme& scheme : regulator->schemes) {
      EXPECT_TRUE(ids.insert(scheme.id).second) << scheme.id << " is given twice";
      EXPECT_EQ(find_scheme(scheme.id), &scheme);
      EXPECT_EQ(regulator_of(scheme), regulator);
    }
  }
  EXPECT_EQ(find_scheme("us-511k"), nullptr);
  EXPECT_EQ(find_regulator("fda "), nullptr);
  for (const DatasetKind& kind : dataset_kinds()) EXPECT_NE(find_regulator(kind.authority), nullptr) << kind.id;
}

struct Typed {
  std::string_view scheme;
  std::string_view text;
  std::string_view read;  ///< empty: not read
  int year = 0;
};

void PrintTo(const Typed& row, std::ostream* out) { *out << row.scheme << " " << row.text; }

// What people type, and what it is read as.
constexpr Typed typed[] = {
    {"us-510k", "k252054", "K252054", 2025},
    {"us-510k", " K 252-054 ", "K252054", 2025},
    {"us-510k", "510(k) No. K991234", "K991234", 1999},
    {"us-510k", "FDA 510(k): K760001", "K760001", 1976},
    {"us-510k",
     "K\xe2\x80\x93"
     "252054",
     "K252054", 2025},
    {"us-510k", "K25205", "", 0},
    {"us-510k", "K2520541", "", 0},
    {"us-510k", "BK241097", "", 0},
    {"us-510k", "KI52054", "", 0},
    {"us-510k-cber", "bk241097", "BK241097", 2024},
    {"us-510k-cber", "K241097", "", 0},
    {"us-denovo", "den130013", "DEN130013", 2013},
    {"us-denovo", "De Novo DEN130013", "DEN130013", 2013},
    {"us-denovo", "DEN13001", "", 0},
    {"us-pma", "p970051s054", "P970051/S054", 1997},
    {"us-pma", "P970051 / S054", "P970051/S054", 1997},
    {"us-pma", "P940029/000", "P940029", 1994},
    {"us-pma", "PMA P940029", "P940029", 1994},
    {"us-pma", "P940029/S54", "", 0},
    {"us-pma", "P940029/S054/S055", "", 0},
    {"us-pma-old", "n18337", "N18337", 0},
    {"us-pma-old", "N018337/S012", "N018337/S012", 0},
    {"us-pma-old", "BP140103", "BP140103", 2014},
    {"us-pma-old", "P140103", "", 0},
    {"us-hde", "H020007 S003", "H020007/S003", 2002},
    {"us-hde", "K020007", "", 0},
    {"us-eua", "eua 200001", "EUA200001", 2020},
    {"us-eua", "EA200001", "", 0},
    {"us-513g", "513(g) C210123", "C210123", 2021},
    {"us-qsub", "q201234", "Q201234", 2020},
    {"us-product-code", "qih", "QIH", 0},
    {"us-product-code", "QI1", "", 0},
    {"us-exempt", "exempt, QIH", "", 0},
    {"us-regulation", "21 CFR 892.2050", "892.2050", 0},
    {"us-regulation", "868.58199999999999", "", 0},
    {"us-recall", "z-0359-2013", "Z-0359-2013", 2013},
    {"us-recall", "Z-0661-06", "Z-0661-06", 2006},
    {"us-recall", "Z-359-2013", "", 0},
    {"us-recall-event", "52634", "52634", 0},
    {"us-registration", "1721676", "1721676", 0},
    {"us-registration", "17216761", "", 0},
    {"us-fei", "FEI: 3006556115", "3006556115", 0},
    {"us-fei", "300655", "", 0},
    {"us-listing", "d123456", "D123456", 0},
    {"us-listing", "K252054", "", 0},
    {"eu-mdr-cert", "2265:2024-MDR/QS-008/D", "2265:2024-MDR/QS-008/D", 0},
    {"eu-mdr-cert", "NB 0123 G10 020326 0062 Rev. 03", "0123:G100203260062", 0},
    {"eu-mdr-cert", "nb2797: CE 123456", "2797:CE123456", 0},
    {"eu-mdr-cert", "CE 123456", "CE123456", 0},
    {"eu-mdr-cert", "DE-MF-000012991", "", 0},
    {"eu-mdr-cert", "2797: DE-MF-000012991", "", 0},
    {"eu-mdr-cert", "CHRN-MF-23456789", "", 0},
    {"eu-mdr-cert", "2797: SRN DE-MF-000012991", "", 0},
    {"eu-mdr-cert", "FEI 3006556115", "", 0},
    {"eu-mdr-cert", "certificate", "", 0},
    {"eu-mdr-class1", "SRN", "", 0},
    {"eu-mdr-class1", "US-MF-000012991", "", 0},
    {"eu-srn", "de-mf-000012991", "DE-MF-000012991", 0},
    {"eu-srn", "SRN: XI-AR-000001234", "XI-AR-000001234", 0},
    {"eu-srn", "DE-XX-000012991", "", 0},
    {"eu-srn", "DE-MF-00001299", "", 0},
    {"eu-nb", "CE 0123", "0123", 0},
    {"eu-nb", "123", "", 0},
    {"eu-basic-udi", "1987654Ad4X4bL5ttr2310c2K", "1987654Ad4X4bL5ttr2310c2K", 0},
    {"eu-basic-udi", "1987654Ad4X4bL5ttr2310c2KX", "", 0},
    {"eu-basic-udi", "643006015^ertility72", "", 0},
    {"eu-emdn", " V92", "V92", 0},
    {"eu-emdn", "V9", "", 0},
    {"uk-ce", "US-MF-000012991", "", 0},
    {"uk-ab", "AB 8504", "8504", 0},
    {"uk-natpsa", "NATPSA/2024/001/mhra", "NatPSA/2024/001/MHRA", 2024},
    {"uk-natpsa", "NatPSA/2024/1/MHRA", "", 0},
    {"uk-dsi", "mda/2014/002", "MDA/2014/002", 2014},
    {"uk-dsi", "MDA/2014/2", "", 0},
    {"nhs-dtac", "DTAC v2", "DTAC 2.0", 0},
    {"nhs-dtac", "2.0", "DTAC 2.0", 0},
    {"nhs-dtac", "DTAC", "", 0},
    {"ca-mdl", "MDL 104562", "104562", 0},
    {"ca-mdl", "000071", "71", 0},
    {"ca-mdl", "1045621", "", 0},
    {"ca-mdl", "0", "", 0},
    {"au-artg", "ARTG ID 123456", "123456", 0},
    {"au-artg", "123", "", 0},
    {"au-drac", "rc-2017-rn-00404-1", "RC-2017-RN-00404-1", 2017},
    {"au-drac", "RC-2017-RN-404-1", "", 0},
    {"de-diga", "DiGA-ID 00294", "00294", 0},
    {"de-diga", "294", "", 0},
    {"de-diga-unit", "00294001", "00294001", 0},
    {"de-pzn", "PZN-03752864", "03752864", 0},
    {"de-pzn", "3752864", "03752864", 0},
    {"de-pzn", "375286", "", 0},
    {"ch-chrn", "chrn-mf-23456789", "CHRN-MF-23456789", 0},
    {"ch-chrn", "CHRN-MF-2345678", "", 0},
    {"ch-ce", "CHRN-MF-23456789", "", 0},
    {"br-anvisa", "8.01.459-01234", "80145901234", 0},
    {"br-anvisa", "70145901234", "", 0},
    {"cn-nmpa-reg", "国械注准 2023 3 01 0800", "国械注准20233010800", 2023},
    {"cn-nmpa-reg", "国械注准20234010800", "", 0},
    {"cn-nmpa-reg", "械注准20233010800", "", 0},
    {"cn-nmpa-reg", "国械注准2023301080", "", 0},
    {"cn-nmpa-filing", "国械备20150001", "国械备20150001号", 2015},
    {"cn-nmpa-filing", "械备20150001号", "", 0},
    {"jp-approval", "20900bzz01234000", "20900BZZ01234000", 1997},
    {"jp-approval", "23200BZZ01234000", "", 0},  // Heisei had 31 years
    {"jp-approval", "40900BZZ01234000", "", 0},
    {"jp-cert", "302ADBZX00012000", "302ADBZX00012000", 2020},
    {"jp-cert", "30200BZX00012000", "", 0},
    {"jp-notif", "13B1X10041000001", "13B1X10041000001", 0},
    {"jp-notif", "13B4X10041000001", "", 0},
    {"udi-gs1", "(01)00844588018923", "00844588018923", 0},
    {"udi-gs1", "0844588018923", "00844588018923", 0},
    {"udi-gs1", "E4947660611", "", 0},
    {"udi-hibcc", "+A123BJC5D6E71G", "A123BJC5D6E71", 0},
    {"udi-hibcc", "00844588018923", "", 0},
    {"udi-iccbba", "=/A9999XYZ100T0944=,000025", "=/A9999XYZ100T0944", 0},
    {"udi-iccbba", "A9999XYZ100T094", "", 0},
    {"udi-ifa", "9N110375286414", "110375286414", 0},
    {"udi-ifa", "PPN: 110375286414", "110375286414", 0},
    {"us-owner-operator", "90501234", "", 0},
    {"us-513g", "K210123", "", 0},
    {"us-qsub", "K201234", "", 0},
    {"us-recall-event", "Z-0359-2013", "", 0},
    {"eu-mdd-legacy", "0123: G1 02 03 26061 Revision B", "0123:G1020326061", 0},
    {"eu-mdd-legacy", "DE-MF-000012991", "", 0},
    {"eu-ivdd-legacy", "DE-MF-000012991", "", 0},
    {"eu-basic-udi", "DE-MF-000012991", "", 0},
    {"uk-ukca", "0086: UKCA 123456", "0086:UKCA123456", 0},
    {"uk-ukca", "DE-MF-000012991", "", 0},
    {"uk-mhra", "GMN10/2024", "GMN10/2024", 0},
    {"uk-mhra", "12;345", "", 0},
    {"uk-ab", "86", "", 0},
    {"ca-mdel", "MDEL 4321", "4321", 0},
    {"ca-mdel", "MDEL 43210000", "", 0},
    {"de-diga-unit", "00294", "", 0},
    {"fr-pecan", "sprs2412345a", "SPRS2412345A", 0},
    {"fr-pecan", "FR-MF-000012991", "", 0},
    {"fr-ans", "FR-MF-000012991", "", 0},
    {"udi-ifa", "9N1103", "", 0},
    {"other-notice", "DE-MF-000012991", "", 0},
    {"other-authorization", "sa: MDMA-1-2024-0123", "SA:MDMA-1-2024-0123", 0},
    {"other-authorization", "approved", "", 0},
    {"other-authorization", "DE-MF-000012991", "", 0},
};

class WhatPeopleType : public testing::TestWithParam<Typed> {};
INSTANTIATE_TEST_SUITE_P(Numbers, WhatPeopleType, testing::ValuesIn(typed));

TEST_P(WhatPeopleType, IsReadOrRefused) {
  const Typed& given = GetParam();
  const Scheme* scheme = find_scheme(given.scheme);
  ASSERT_NE(scheme, nullptr) << given.scheme;
  const auto number = scheme->read(given.text);
  if (given.read.empty()) {
    EXPECT_FALSE(number) << given.text << " was read as " << number->text;
    return;
  }
  ASSERT_TRUE(number) << given.scheme << " does not read " << given.text;
  EXPECT_EQ(number->text, given.read);
  EXPECT_EQ(number->year.value_or(0), given.year);
}

// Every scheme is in the table above with a number that it refuses.
TEST(Regulators, EverySchemeRefusesSomethingThatLooksLikeANumber) {
  std::set<std::string_view> refusing;
  for (const Typed& row : typed) {
    if (row.read.empty()) refusing.insert(row.scheme);
  }
  for (const Scheme* scheme : all_schemes()) {
    if (!refusing.contains(scheme->id)) ADD_FAILURE() << scheme->id;
  }
}

struct Decision {
  std::string_view scheme;
  std::string_view number;
  std::string_view status;
  Standing standing;
};

TEST(Regulators, DecisionsMeanWhatTheAuthoritySays) {
  using enum Standing;
  constexpr Decision decisions[] = {
      {"us-510k", "K252054", "SESE", allows},
      {"us-510k", "K252054", "sese", allows},
      {"us-510k", "K252054", "SESU", person},
      {"us-510k", "K252054", "SN", person},
      {"us-510k", "K252054", "RE", denies},
      {"us-510k", "K252054", "WD", denies},
      {"us-510k", "K252054", "NE", denies},
      {"us-510k", "K252054", "DD", denies},
      {"us-510k", "K130013", "DENG", allows},
      {"us-510k", "K252054", "ND", person},
      {"us-pma", "P940029", "APPR", allows},
      {"us-pma", "P940029/S002", "LE30", allows},
      {"us-pma", "P940029", "LE30", person},
      {"us-pma", "P940029", "APWD", denies},
      {"us-pma", "P940029", "APRL", person},
      {"us-hde", "H020007", "APPR", person},
      {"us-eua", "EUA200001", "revoked", denies},
      {"us-registration", "1721676", "1", person},
      {"us-exempt", "QIH", "4", person},
      {"us-exempt", "QIH", "1", denies},
      {"us-exempt", "QIH", "7", person},
      {"eu-mdr-cert", "2265:1", "ISSUED", allows},
      {"eu-mdr-cert", "2265:1", "RESTRICTED", person},
      {"eu-mdr-cert", "2265:1", "Withdrawn", denies},
      {"eu-mdd-legacy", "2265:1", "ISSUED", person},
      {"eu-mdd-legacy", "2265:1", "CANCELLED", denies},
      {"ca-mdl", "104562", "I", allows},
      {"ca-mdl", "104562", "SUSPENDED", denies},
      {"au-artg", "123456", "Cancelled", denies},
      {"de-diga", "00294", "PERMANENT", person},
      {"de-diga", "00294", "REMOVED", denies},
      {"br-anvisa", "80145901234", "v\xc3\xa1lido", allows},
      {"br-anvisa", "80145901234", "CADUCO", denies},
  };
  for (const Decision& decision : decisions) {
    const Scheme* scheme = find_scheme(decision.scheme);
    ASSERT_NE(scheme, nullptr);
    EXPECT_EQ(standing_of(*scheme, decision.number, decision.status), decision.standing)
        << decision.scheme << " " << decision.number << " " << decision.status;
  }
}

TEST(Regulators, ANumberOfAYearToComeWasNotGivenYet) {
  const Day today = *parse_day("2026-11-27");
  EXPECT_FALSE(is_from_the_future(*find_scheme("us-510k")->read("K260001"), today));
  EXPECT_TRUE(is_from_the_future(*find_scheme("us-510k")->read("K270001"), today));
  EXPECT_TRUE(is_from_the_future(*find_scheme("us-510k")->read("K750001"), today));
  EXPECT_FALSE(is_from_the_future(*find_scheme("us-510k")->read("K760001"), today));
  EXPECT_FALSE(is_from_the_future(*find_scheme("us-product-code")->read("QIH"), today));
}

TEST(Regulators, TellWhatANumberMayBe) {
  const auto ids = [](std::string_view text, std::string_view jurisdiction = {}) {
    std::vector<std::string> found;
    for (const Identified& identified : identify(text, jurisdiction)) found.emplace_back(identified.scheme->id);
    return found;
  };
  EXPECT_THAT(ids("K252054", "US"), testing::Contains("us-510k"));
  EXPECT_THAT(ids("K252054", "US"), Not(testing::Contains("us-listing")));
  EXPECT_THAT(ids("DE-MF-000012991", "EU"), testing::ElementsAre("eu-srn"));
  EXPECT_THAT(ids("CHRN-MF-23456789", "CH"), testing::ElementsAre("ch-chrn"));
  EXPECT_THAT(ids("104562"), testing::IsSupersetOf({"ca-mdl", "au-artg"}));
  EXPECT_THAT(ids("nothing at all"), IsEmpty());
}

}  // namespace
}  // namespace formulary::domain
