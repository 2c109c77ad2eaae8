#include "service/domain/names/product_name.hpp"

#include <gtest/gtest.h>

#include "tests/service/domain/data_file.hpp"

namespace formulary::domain {
namespace {

using Words = std::vector<std::string>;

TEST(ProductName, VersionsAreKeptApart) {
  EXPECT_EQ(read_product_name("AtomLab 500Plus Dose Calibrator").words,
            (Words{"atomlab", "500", "plus", "dose", "calibrator"}));
  EXPECT_EQ(read_product_name("Atomlab\xC2\xAE 500 Software 2.0.08").words, (Words{"atomlab", "500"}));
  EXPECT_EQ(read_product_name("Atomlab\xC2\xAE 500 Software 2.0.08").versions, (Words{"2.0.08"}));
  EXPECT_EQ(read_product_name("qER v2").versions, (Words{"2"}));
  EXPECT_EQ(read_product_name("qER (version 3)").words, (Words{"qer"}));
  EXPECT_EQ(read_product_name("CONSULT(TM) for the Lab").words, (Words{"consult", "lab"}));
  EXPECT_TRUE(read_product_name("").words.empty());
}

struct Row {
  const char* a;
  const char* b;
  double least, most;
};

TEST(ProductName, SimilarityIsAMeasureOfWordsThatName) {
  for (const Row& row :
       {Row{"HeartFlow FFRct", "HeartFlow FFRCT", 1, 1}, Row{"Heart Flow FFR-CT", "HeartFlow FFRct", 0.9, 1},
        Row{"BriefCase", "Briefcase System", 0.85, 1}, Row{"SpineAR SNAP", "SpineAR SNAP (SyncAR Spine)", 0.55, 0.9},
        Row{"Rapid ICH", "Rapid LVO", 0.4, 0.7}, Row{"ECG Monitor", "ECG Monitor", 1, 1},
        Row{"Viz LVO", "Viz.ai LVO", 0.85, 1}, Row{"Atomlab 500", "AtomLab 500Plus", 0.85, 1},
        Row{"ECG Monitoring System", "Glucose Monitoring System", 0, 0.7},
        Row{"IntelliVue MX700", "CARESCAPE B650", 0, 0.1}, Row{"qXR v2.1", "qXR v3.0", 1, 1}, Row{"", "", 0, 0}}) {
    const double similarity = name_similarity(row.a, row.b);
    EXPECT_GE(similarity, row.least) << row.a << " | " << row.b;
    EXPECT_LE(similarity, row.most) << row.a << " | " << row.b;
    EXPECT_DOUBLE_EQ(similarity, name_similarity(row.b, row.a)) << row.a << " | " << row.b;
  }
}

TEST(ProductName, AMentionStandsTogether) {
  const auto text =
      product_words("Atomlab 500 Dose Calibrator Software 2.0.00 through Revision 2.0.08, inclusive Model: 086-330.");
  EXPECT_DOUBLE_EQ(name_mention(read_product_name("Atomlab 500"), text), 1);
  EXPECT_DOUBLE_EQ(name_mention(read_product_name("ATOMLAB-500 Dose Calibrator"), text), 1);
  EXPECT_LT(name_mention(read_product_name("Dose Software"), text), 0.85);
  EXPECT_LT(name_mention(read_product_name("Biodex 500 Calibrator"), text), 0.85);
  EXPECT_EQ(name_mention(read_product_name("IntelliVue"), text), 0);
  EXPECT_EQ(name_mention(read_product_name(""), text), 0);
  const auto far =
      product_words("Rapid delivery of kits to all sites in the first half of the year; remove every ICH label");
  EXPECT_LT(name_mention(read_product_name("Rapid ICH"), far), 0.7);
}

TEST(ProductName, DistinctiveNamesCanStandWithoutAFirm) {
  for (const char* name : {"HeartFlow", "Rapid Ich Xyz", "SpineAR SNAP", "IntelliVue MX700"})
    EXPECT_TRUE(is_distinctive(read_product_name(name))) << name;
  for (const char* name : {"ECG Monitor", "Viz", "qER", "Medical Imaging Software 500", ""})
    EXPECT_FALSE(is_distinctive(read_product_name(name))) << name;
}

TEST(ProductName, DevicesOfTheAiListAreRarelyAlike) {
  const auto list = data_table("fda/aiml_devices_2025-09.csv");
  if (list.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  std::vector<ProductName> names;
  for (const auto& row : list) names.push_back(read_product_name(row.at("device")));
  int pairs = 0, alike = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      if (list[i].at("company") == list[j].at("company")) continue;
      ++pairs;
      alike += name_similarity(names[i], names[j]) >= 0.85;
    }
  }
  RecordProperty("pairs", pairs);
  RecordProperty("alike", alike);
  EXPECT_LT(alike * 1000, pairs);
}

}  // namespace
}  // namespace formulary::domain
