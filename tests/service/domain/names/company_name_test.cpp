// Real pairs are read from the data folder where it is there: what one authority calls a company, what the other does.
#include "service/domain/names/company_name.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/service/domain/data_file.hpp"

namespace formulary::domain {
namespace {

std::string words(std::string_view text) {
  std::string out;
  for (const std::string& word : read_company_name(text).words) out += (out.empty() ? "" : " ") + word;
  return out;
}

struct Name {
  const char* text;
  const char* words;
};
class CompanyWords : public testing::TestWithParam<Name> {};

TEST_P(CompanyWords, AreWhatIdentifies) { EXPECT_EQ(words(GetParam().text), GetParam().words); }

INSTANTIATE_TEST_SUITE_P(
    Table, CompanyWords,
    testing::Values(
        Name{"Surgical Theater, Inc.", "surgical theater"}, Name{"The Acme Company", "acme"},
        Name{"SIEMENS MEDICAL SOLUTIONS USA, INC.", "siemens medical solutions usa"},
        Name{"Samsung Medison Co., LTD", "samsung medison"}, Name{"Esaote S.p.A.", "esaote"},
        Name{"Esaote SpA", "esaote"}, Name{"Empatica  Srl", "empatica"}, Name{"Empatica S.r.l.", "empatica"},
        Name{"Quantib B.V.", "quantib"}, Name{"Ligence, UAB", "ligence"}, Name{"UAB Ligence", "ligence"},
        Name{"BK Medical Aps", "bk medical"}, Name{"Vitrolife A/S", "vitrolife"},
        Name{"Nox Medical ehf", "nox medical"}, Name{"RaySearch Laboratories AB (publ)", "raysearch laboratories"},
        Name{"Audax d.o.o.", "audax"}, Name{"Medycyna Sp. z o.o.", "medycyna"}, Name{"Medycyna sp. z.o.o.", "medycyna"},
        Name{"Linet spol. s r.o.", "linet"}, Name{"Galgo Medical S.L", "galgo medical"},
        Name{"Smart Alfa Teknoloji San. Ve Tic. A.S.", "smart alfa teknoloji"},
        Name{"VinBrain Joint Stock Company", "vinbrain"},
        Name{"DIACOUSTIC MEDICAL DEVICES (PTY) LTD.", "diacoustic medical devices"},
        Name{"Biotecnica Ltda.", "biotecnica"}, Name{"Becton, Dickinson & Company", "becton dickinson"},
        Name{"GE Healthcare (Tianjin) Company Limited", "ge healthcare tianjin"},
        Name{"GE Healthcare(Tianjin) Company Limited", "ge healthcare tianjin"},
        Name{"Robert Busse & Co. Inc. d.b.a. Busse Hospital Disposables", "robert busse"},
        Name{"Zimmer Inc. Warsaw, IN, by letters dated March 16, 2004. Firm initiated recall is ongoing.", "zimmer"},
        Name{"Boston Scientific, Natick, MA 01760", "boston scientific"}, Name{"Acme Medical, CO", "acme medical"},
        Name{"Medtronic Inc. Cardiac Rhythm", "medtronic cardiac rhythm"}, Name{"Encore Medical, Lp", "encore medical"},
        Name{"SOCIÉTÉ GÉNÉRALE DE SANTÉ S.A.S.", "societe generale de sante"},
        Name{"Łódź Medical Sp. z o.o.", "lodz medical"}, Name{"Karl Storz SE & Co. KG", "karl storz"},
        Name{"Inc", "inc"}, Name{"AS", "as"}, Name{"The", "the"}, Name{"", ""}, Name{" ., ", ""},
        Name{"上海联影医疗科技股份有限公司", "上海联影医疗科技股份有限公司"}));

struct Pair {
  const char* a;
  const char* b;
  CompanyMatch match;
};
class CompanyPairs : public testing::TestWithParam<Pair> {};

TEST_P(CompanyPairs, AreCompared) {
  const auto& [a, b, match] = GetParam();
  EXPECT_EQ(to_text(compare_companies(a, b)), to_text(match)) << a << " | " << b;
  EXPECT_EQ(to_text(compare_companies(b, a)), to_text(match)) << b << " | " << a;
}

constexpr CompanyMatch same = CompanyMatch::same, parent = CompanyMatch::parent_like,
                       different = CompanyMatch::different;

INSTANTIATE_TEST_SUITE_P(
    Table, CompanyPairs,
    testing::Values(Pair{"iSchema View Inc.", "iSchemaView, Inc.", same},
                    Pair{"BodyVision Medical Ltd.", "Body Vision Medical Ltd.", same},
                    Pair{"Ever Fortune. AI Co., Ltd.", "Ever Fortune.AI, Co., Ltd.", same},
                    Pair{"Viz. ai, Inc.", "Viz.ai, Inc.", same},
                    Pair{"Siemens Medical Solution USA, Inc.", "Siemens Medical Solutions USA Inc", same},
                    Pair{"Siemens Medical Solutions U.S.A.", "Siemens Medical Solutions, USA, Inc.", same},
                    Pair{"Springbok, Inc. (dba Springbok Analytics)", "Springbok Analytics", same},
                    Pair{"VGBio, Inc (DBA PhysIQ)", "physIQ, Inc", same},
                    Pair{"Acme Ltd, formerly Bolt Medical", "Bolt Medical Inc", same},
                    Pair{"Müller Medizintechnik GmbH", "Mueller Medizintechnik", same},
                    Pair{"Müller Medizintechnik GmbH", "MULLER MEDIZINTECHNIK", same},
                    Pair{"Ambu A/S", "AMBU AS", same}, Pair{"Smith & Nephew, Inc.", "Smith and Nephew", same},
                    Pair{"Zimmer Inc. Warsaw, IN", "Zimmer, Inc.", same},
                    Pair{"Philips", "Philips Medical Systems Nederland B.V.", parent},
                    Pair{"Medicrea International S.A.S. (Medtronic)", "Medtronic, Inc.", parent},
                    Pair{"GE Medical Systems,LLC (GE Healthcare)", "GE Healthcare", parent},
                    Pair{"Ellman International, a division of Cynosure", "Cynosure, LLC", parent},
                    Pair{"Medivators (A Subsidiary of STERIS Corporation)", "Medivators Inc", same},
                    Pair{"M/s. Meril Endo Surgery Private Limited", "Meril Endo Surgery", same},
                    Pair{"Orthofix Srl", "Orthofix US LLC", parent}, Pair{"Medical", "Medical Depot Inc.", different},
                    Pair{"Shenzhen", "Shenzhen Carewell Electronics Co., Ltd", different},
                    Pair{"Alpha Ltd d/b/a MedOne", "Beta Ltd d/b/a MedOne", different},
                    Pair{"Philip Medical", "Philips Medical", different},
                    Pair{"Eko Health, Inc.", "Echo Health, Inc.", different},
                    Pair{"GE Healthcare", "GE Medical Systems", different}, Pair{"", "", different},
                    Pair{"Acme", "", different}, Pair{"上海联影医疗", "深圳迈瑞", different},
                    Pair{"Medtronic Navigation, Inc", "Medtronic Minimed", different}));

TEST(CompanyName, AnAliasHoldsOnceAPersonConfirmedItAndForItsTwoNamesAlone) {
  const CompanyAlias aliases[] = {{"Arterys Inc.", "Tempus AI"}, {"Tempus AI", "Tempus Labs, Inc."}};
  EXPECT_EQ(compare_companies("Tempus AI, Inc.", "ARTERYS, INC", aliases), CompanyMatch::alias);
  EXPECT_EQ(compare_companies("Arterys", "Tempus Labs", aliases), CompanyMatch::different);
  EXPECT_EQ(compare_companies("Arterys", "Tempus AI"), CompanyMatch::different);
}

TEST(CompanyName, LongAndBrokenTextsAreReadInBoundedTime) {
  std::string hostile;
  for (int i = 0; i < 20000; ++i) hostile += "dba \xC3(inc), a division of ";
  EXPECT_FALSE(read_company_name(hostile).words.empty());
  EXPECT_EQ(words("Acme\xFF\xC3 Medical\x80 Inc"), "acme medical");
}

TEST(CompanyName, ApplicantsOfTheAiListAreFoundInThe510kData) {
  const auto list = data_table("fda/aiml_devices_2025-09.csv");
  const auto decisions = data_table("fda/openfda_510k_1000_2024.csv");
  if (list.empty() || decisions.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  std::map<std::string, std::string> applicants;
  for (const auto& row : decisions) applicants[row.at("k_number")] = row.at("applicant");
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& row : list) {
    const auto found = applicants.find(row.at("submission_id"));
    if (found != applicants.end()) pairs.emplace_back(row.at("company"), found->second);
  }
  ASSERT_GT(pairs.size(), 50u);
  std::size_t right = 0, shuffled = 0, false_merges = 0;
  for (const auto& [company, applicant] : pairs) {
    const bool good = compare_companies(company, applicant) == CompanyMatch::same;
    right += good;
    EXPECT_TRUE(good) << company << " | " << applicant;
    for (const auto& [unused, other] : pairs) {
      if (read_company_name(other).words == read_company_name(applicant).words) continue;
      ++shuffled;
      if (compare_companies(company, other) == CompanyMatch::same) {
        ++false_merges;
        ADD_FAILURE() << company << " | " << other;
      }
    }
  }
  RecordProperty("pairs", static_cast<int>(pairs.size()));
  RecordProperty("same", static_cast<int>(right));
  RecordProperty("shuffled", static_cast<int>(shuffled));
  RecordProperty("false_merges", static_cast<int>(false_merges));
}

TEST(CompanyName, MakersWithDifferentRegistrationNumbersStayApart) {
  std::map<std::string, std::string> makers;  // by EUDAMED's number of the actor
  for (const auto& row : data_table("eudamed/eudamed_gs1_22865.csv")) makers[row.at("srn")] = row.at("manufacturer");
  if (makers.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  std::vector<CompanyName> names;
  for (const auto& [srn, maker] : makers) names.push_back(read_company_name(maker));
  int merged = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      if (compare_companies(names[i], names[j]) != CompanyMatch::same) continue;
      ++merged;
      EXPECT_EQ(names[i].words, (std::vector<std::string>{"teleflex", "medical"}));  // of Ireland and of Malaysia
    }
  }
  EXPECT_LE(merged, 1);
  RecordProperty("makers", static_cast<int>(names.size()));
  RecordProperty("merged", merged);
}

TEST(CompanyName, TheAiListSpellsOneCompanyInManyWays) {
  const auto list = data_table("fda/aiml_devices_2025-09.csv");
  if (list.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  std::set<std::string> printed, read;
  for (const auto& row : list) {
    printed.insert(row.at("company"));
    read.insert(read_company_name(row.at("company")).keys.at(0));
  }
  RecordProperty("printed", static_cast<int>(printed.size()));
  RecordProperty("read", static_cast<int>(read.size()));
  EXPECT_LT(read.size(), printed.size());
}

}  // namespace
}  // namespace formulary::domain
