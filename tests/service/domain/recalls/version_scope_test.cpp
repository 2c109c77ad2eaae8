// Phrases as notices have them. The first ones are FDA enforcement reports' own (Z-2580-2021, Z-2581-2021, Z-1862-2021,
// Z-2050-2016, Z-0359-2013's family); the others are written in their manner.
#include "service/domain/recalls/version_scope.hpp"

#include <random>

#include <gtest/gtest.h>

#include "tests/service/domain/data_file.hpp"

namespace formulary::domain {
namespace {

constexpr VersionScope affected = VersionScope::affected, outside = VersionScope::not_affected,
                       open = VersionScope::unresolved;

struct Row {
  const char* text;
  const char* version;
  VersionScope scope;
};

constexpr char atomlab[] =
    "Atomlab 500 Dose Calibrator Software 2.0.00 through Revision 2.0.08, inclusive Model: 086-330.\n"
    "Serial Number range:17081557-21062362   UDI: 00718175003305\n"
    "When deleting a previously entered custom isotope, the software deletes the isotope";
constexpr char models[] = "Model A100: software versions 1.0 - 1.4; Model B200: software versions 2.0 to 2.3";

const Row rows[] = {
    {atomlab, "2.0.00", affected},
    {atomlab, "2.0.05", affected},
    {atomlab, "2.0.8", affected},
    {atomlab, "2.0.09", outside},
    {atomlab, "1.9", outside},
    {atomlab, "", open},
    {atomlab, "unknown", open},
    {atomlab, "2.0", affected},
    {atomlab, "2", affected},
    {atomlab, "2.0.8.1", open},
    {"Lot # 014603  USE BY: 9/2018", "2.0", open},
    {"Lot Number: 5290-201001  UDI: (01)00851997007004(10)5290-201001(17)20231021(11)20201021", "1.0", open},
    {"djo surgical Screw 6.5 mm, Sz 25mm, low profile. Lot 007A1037", "6.5", open},
    // Lists.
    {"Software versions 4.0, 4.1 and 4.2", "4.1", affected},
    {"Software versions 4.0, 4.1 and 4.2", "4.3", outside},
    {"Software versions 4.0, 4.1 and 4.2", "4.1.1", open},
    {"Versions: 1.2.3; 1.2.4; 1.3", "1.2.4", affected},
    {"Version 5.0 or version 5.1", "5.1", affected},
    {"Version 5.0 or version 5.1", "5.2", outside},
    {"Versions 2, 3 and 4", "3", affected},
    {"Versions 2, 3 and 4", "5", outside},
    {"Version Numbers 7.1/7.2/7.3", "7.3", affected},
    {"Software Version(s): 3.1.0.5 & 3.1.0.6", "3.1.0.6", affected},
    {"V3.1 and V3.2", "3.2", affected},
    {"V3.1 and V3.2", "3.3", outside},
    {"software v10.2", "10.2", affected},
    {"syngo.via software version VB30A", "VB30A", affected},
    {"syngo.via software version VB30A", "VB40A", outside},
    {"syngo.via software version VB30A", "VB30A_HF05", open},
    {"syngo.via software version VB30A", "4.0", open},
    // Ranges.
    {"6.0 to 6.5 inclusive (except 6.3.1, 6.4.4)", "6.2", affected},
    {"6.0 to 6.5 inclusive (except 6.3.1, 6.4.4)", "6.3.1", outside},
    {"6.0 to 6.5 inclusive (except 6.3.1, 6.4.4)", "6.4.4", outside},
    {"6.0 to 6.5 inclusive (except 6.3.1, 6.4.4)", "6.3.2", affected},
    {"6.0 to 6.5 inclusive (except 6.3.1, 6.4.4)", "6.6", outside},
    {"6.0 to 6.5 inclusive (except 6.3.1, 6.4.4)", "6.5.1", open},
    {"Software versions 1.0 - 1.4", "1.2", affected},
    {"Software versions 1.0-1.4", "1.5", outside},
    {"versions 2.1 \xE2\x80\x93 2.6", "2.6", affected},
    {"version 1.0 up to and including version 1.9", "1.9", affected},
    {"versions between 3.0 and 3.4", "3.2", affected},
    {"versions between 3.0 and 3.4", "3.5", outside},
    {"from version 8.1 to version 8.4", "8.2", affected},
    {"from version 8.1 to version 8.4", "8.5", outside},
    {"Release 5 through Release 7", "6", affected},
    {"versions 1.1 thru 1.3, 2.0, and 2.2", "2.0", affected},
    {"versions 1.1 thru 1.3, 2.0, and 2.2", "2.1", outside},
    // Everything below or above.
    {"software versions prior to 2.1", "2.0.9", affected},
    {"software versions prior to 2.1", "2.1", outside},
    {"software versions prior to 2.1", "2.1.3", outside},
    {"all software versions prior to version 2.1", "1.0", affected},
    {"Version 3.4.2 and earlier", "3.4.2", affected},
    {"Version 3.4.2 and earlier", "3.4.1", affected},
    {"Version 3.4.2 and earlier", "3.4.2.1", open},
    {"Version 3.4.2 and earlier", "3.5", outside},
    {"versions 4.1 and below", "4.0", affected},
    {"software version lower than 4.1", "4.0.7", affected},
    {"software version lower than 4.1", "4.1", outside},
    {"version 4.1 and higher", "4.0", outside},
    {"version 4.1 and higher", "5.0", affected},
    {"Versions 4.1 or later", "4.1", affected},
    {"versions up to 3.2", "3.2", affected},
    {"versions up to, but not including, 3.2", "3.1", affected},
    {"Versions < 3.2", "3.1", affected},
    {"Versions <= 3.2", "3.2", affected},
    {"Versions \xE2\x89\xA5 3.2", "3.1", outside},
    {"Software versions 2.0+", "2.5", affected},
    {"versions earlier than 4.1 build 33", "4.1 build 20", affected},
    {"versions earlier than 4.1 build 33", "4.1 build 34", outside},
    {"version 4.1 (build 33)", "4.1 build 33", affected},
    {"Build 1200 through Build 1350", "1300", affected},
    // Prefixes.
    {"V2.x", "2.3", affected},
    {"V2.x", "3.0", outside},
    {"Software versions 2.x and 3.1.x", "3.1.4", affected},
    {"Software versions 2.x and 3.1.x", "3.2", outside},
    // Everything.
    {"All versions", "7", affected},
    {"All software versions", "", affected},
    {"All released software versions are affected", "3.3", affected},
    {"All versions except version 3.2", "3.2", outside},
    {"All versions except version 3.2", "3.1", affected},
    {"All versions except version 3.2", "3.2.1", open},
    {"All versions except for 3.2 and later", "3.3", outside},
    {"All lots, all serial numbers", "2.2", affected},
    {"Not all versions are concerned", "2.2", open},
    // Per model.
    {models, "1.2", open},
    {models, "2.2", open},
    {models, "3.0", outside},
    // Days that are versions, and days that are not.
    {"software dated prior to 2021-04-01", "2021-03-01", affected},
    {"software versions before 04/01/2021", "2021-03-01", affected},
    {"software versions before 04/01/2021", "2021-05-01", outside},
    {"units manufactured before 04/01/2021", "2.0", open},
    // What is fixed or unaffected is not what is affected.
    {"Software version 2.0 is affected. The issue is corrected in version 2.1.", "2.1", outside},
    {"Software version 2.0 is affected. The issue is corrected in version 2.1.", "2.0", affected},
    {"Upgrade to version 3.5", "3.5", open},
    {"Upgrade to version 3.5", "3.0", open},
    {"Versions 1.0 to 1.4 are affected. Versions 1.5 and later are not affected.", "1.6", outside},
    {"Versions 1.0 to 1.4 are affected. Versions 1.5 and later are not affected.", "1.3", affected},
    // Doubt is never a no.
    {"Software versions including but not limited to 2.0 and 2.1", "3.0", open},
    {"Some software versions, e.g. 2.0", "3.0", open},
    {"Version 2.0, for use with Windows 10 version 1809", "3.0", open},
    {"Affected versions: see attached list", "3.0", open},
    {"Version 2.0 and possibly others", "3.0", open},
    {"Software version 2.0; firmware of the pump unknown", "3.0", open},
    {"version 2.0 connected to a server of 7.1", "3.0", open},
    {"Software version is 3.1 or 3.2 depending on the site", "3.5", open},
    {"Software version may be 3.1", "3.5", open},
    {"", "3.0", open},
    {"Version", "3.0", open},
    {"The software may calculate a wrong dose.", "3.0", open},
};

TEST(VersionScope, ReadsPhrasesOfNotices) {
  int right = 0, total = 0, false_reassurances = 0;
  for (const Row& row : rows) {
    const ScopeReading reading = read_version_scope(row.text, row.version);
    EXPECT_EQ(to_text(reading.scope), to_text(row.scope))
        << "\"" << row.version << "\" in: " << row.text << "\n  because of: " << reading.words << " (" << reading.reason
        << ")";
    ++total;
    right += reading.scope == row.scope;
    false_reassurances += reading.scope == outside && row.scope != outside;
    EXPECT_NE(std::string_view(row.text).find(reading.words), std::string_view::npos) << "quotes the notice";
    EXPECT_FALSE(reading.reason.empty());
  }
  EXPECT_EQ(false_reassurances, 0);
  RecordProperty("phrases", total);
  RecordProperty("right", right);
}

TEST(VersionScope, WhatIsSaidOfTheVerysameModelCounts) {
  const std::string a[] = {"A100"}, b[] = {"B-200"};
  EXPECT_EQ(read_version_scope(models, "1.2", a).scope, affected);
  EXPECT_EQ(read_version_scope(models, "1.2", b).scope, outside);
  EXPECT_EQ(read_version_scope(models, "2.2", b).scope, affected);
}

TEST(VersionScope, ATextOfLotsSaysNothingOfVersions) {
  const auto reports = data_table("fda/enforcement_device_recalls_sample.csv");
  if (reports.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  int read = 0;
  for (const auto& row : reports) {
    const std::string text =
        row.at("product_description") + "\n" + row.at("code_info") + "\n" + row.at("reason_for_recall");
    const bool versions = text.find("oftware 2.0.00") != std::string::npos;
    for (const char* version : {"1.0", "3.4.1", "2023-01-01", "VB30A"}) {
      const ScopeReading reading = read_version_scope(text, version);
      if (!versions) {
        EXPECT_EQ(to_text(reading.scope), "unresolved") << row.at("recall_number") << " " << reading.words;
      }
      read += reading.scope != open;
    }
  }
  EXPECT_GT(read, 0);
}

TEST(VersionScope, WordsAtRandomNeverFailAndRarelyClear) {
  std::mt19937 random(4);
  const std::string_view words[] = {"version",    "2.0", "to", "prior",   "and",     "earlier", "except",
                                    "(",          ")",   ",",  "all",     "v3.x",    "\n",      "not",
                                    "affected",   "-",   "<",  "build",   "7",       "\xFF",    "\xE2\x89",
                                    "04/01/2021", "lot", ".",  "through", "between", "+",       "software"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t n = random() % 30; n > 0; --n) {
      text += words[random() % std::size(words)];
      if (random() % 4 != 0) text += ' ';
    }
    read_version_scope(text, words[random() % std::size(words)]);
  }
  std::string large;
  while (large.size() < 1'000'000) large += "version 2.0 except 2.1, ";
  EXPECT_NE(read_version_scope(large, "9.9").scope, outside) << "beyond the limit nothing is cleared";
}

}  // namespace
}  // namespace formulary::domain
