// Claims of real AI-enabled devices: FDA's list of them says who claims what, records made from it (and real 510(k)
// records, where a number is among those at hand) say what is so. The right pairs are confirmed in every dress that a
// name wears; of all wrong pairs none is, but where one maker sells one product under several numbers.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "service/domain/claims/judge_claim.hpp"
#include "service/domain/names/fold.hpp"
#include "tests/service/domain/data_file.hpp"
#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

struct Device {
  std::string number, name, company, code;
};

std::vector<Device> listed() {
  std::vector<Device> all;
  for (const DataRow& row : data_table("fda/aiml_devices_2025-09.csv"))
    all.push_back({row.at("submission_id"), row.at("device"), row.at("company"), row.at("code")});
  return all;
}

std::string scheme_of(const std::string& number) {
  return number.starts_with("DEN") ? "us-denovo" : number.starts_with('P') ? "us-pma" : "us-510k";
}

ClaimRecords record_of(const Device& device) {
  const std::string scheme = scheme_of(device.number);
  AuthorityRecord record;
  record.key = record.number = device.number;
  record.scheme = scheme;
  record.holder = device.company;
  record.name = device.name;
  record.product_code = device.code;
  record.status = scheme == "us-pma" ? "APPR" : scheme == "us-denovo" ? "DENG" : "SESE";
  record.decided = day("2025-09-29");
  const std::string data = scheme == "us-pma" ? "us-pma" : "us-510k";
  ClaimRecords records;
  records.numbers.push_back({record, data, std::string(64, 'a')});
  if (const auto slash = device.number.find('/'); slash != std::string::npos) {  // of an approval
    record.key = record.number = device.number.substr(0, slash);
    record.decided = day("2015-01-01");
    records.numbers.push_back({record, data, std::string(64, 'b')});
  }
  records.datasets.push_back({.id = data, .name = "FDA", .source_date = day("2026-11-20")});
  return records;
}

ClaimState claimed(const Device& device, const ClaimRecords& records, const std::string& number) {
  const DeviceIdentity identity{.device_name = device.name, .manufacturer = device.company};
  const Claim claim{.id = {"claim"}, .jurisdiction = "US", .scheme = scheme_of(number), .number = number};
  return judge_claim(identity, claim, records, on("2026-11-27")).state;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  return text;
}
std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

struct Dress {
  const char* what;
  Device (*wear)(Device);
  double least;  ///< of the right pairs are confirmed
};

const Dress dresses[] = {
    {"as listed", [](Device d) { return d; }, 1},
    {"capital letters",
     [](Device d) {
       return Device{d.number, upper(d.name), upper(d.company), d.code};
     },
     1},
    {"no commas in the company", [](Device d) { return d.company = replaced(d.company, ",", " "), d; }, 1},
    {"Incorporated, Limited, L.L.C.",
     [](Device d) {
       d.company = replaced(replaced(d.company, "Inc.", "Incorporated"), "Ltd.", "Limited");
       d.company = replaced(replaced(d.company, "LLC", "L.L.C."), "GmbH", "GMBH");
       return d;
     },
     1},
    {"a name that it trades under", [](Device d) { return d.company += " d/b/a Vision of Tomorrow", d; }, 0.99},
    {"a name that it had", [](Device d) { return d.company += " (formerly Yesterday Devices, Inc.)", d; }, 0.99},
    {"a trade-mark sign", [](Device d) { return d.name += d.name.ends_with("TM") ? "" : "\xE2\x84\xA2", d; }, 1},
    {"letters for the sign", [](Device d) { return d.name += " (TM)", d; }, 1},
    {"signs lost", [](Device d) { return d.name = replaced(d.name, "\xC2\xAE", ""), d; }, 1},
    {"\"The ... System\"", [](Device d) { return d.name = "The " + d.name + " System", d; }, 0.99},
    {"a version that the record does not name",
     [](Device d) {
       const bool names_one = std::ranges::any_of(d.name, is_digit);
       return d.name += names_one ? "" : " (v3.1)", d;
     },
     0.99},
    {"with the maker's first name",
     [](Device d) { return d.name = d.company.substr(0, d.company.find_first_of(" ,")) + " " + d.name, d; }, 0.9},
};

TEST(RealClaims, AreConfirmedInEveryDressOfTheirNames) {
  const std::vector<Device> all = listed();
  if (all.empty()) GTEST_SKIP() << "the regulatory data are not there";
  for (const Dress& dress : dresses) {
    std::size_t confirmed = 0;
    std::string missed;
    for (const Device& one : all) {
      if (claimed(dress.wear(one), record_of(one), one.number) == ClaimState::confirmed)
        ++confirmed;
      else if (missed.size() < 600)
        missed += "\n  " + one.company + " | " + one.name;
    }
    EXPECT_GE(static_cast<double>(confirmed), dress.least * static_cast<double>(all.size()))
        << dress.what << ": " << confirmed << " of " << all.size() << missed;
  }
}

TEST(RealClaims, AreConfirmedByTheRealRecords) {
  std::map<std::string, Device> records;
  for (const DataRow& row : data_table("fda/openfda_510k_1000_2024.csv"))
    records[row.at("k_number")] = {row.at("k_number"), row.at("device_name"), row.at("applicant"),
                                   row.at("product_code")};
  if (records.empty()) GTEST_SKIP() << "the regulatory data are not there";
  int found = 0;
  for (const Device& one : listed()) {
    const auto record = records.find(one.number);
    if (record == records.end()) continue;
    ++found;
    EXPECT_EQ(claimed(one, record_of(record->second), one.number), ClaimState::confirmed)
        << one.number << " " << one.company << " | " << record->second.company << " | " << one.name << " | "
        << record->second.name;
  }
  EXPECT_GE(found, 80);
}

/// How many words of `name` are not in `record`, whatever their spaces; without versions and what all products are.
std::size_t strange_words(const std::string& name, const std::string& record) {
  const std::string letters = joined(words_of(fold(record)));
  std::size_t count = 0;
  for (std::string word : words_of(fold(name))) {
    if (word.ends_with('s')) word.pop_back();
    if (word.ends_with("tm")) word.resize(word.size() - 2);
    const bool version = word.find_first_not_of("v0123456789") == std::string::npos;
    const bool filler =
        word == "system" || word == "software" || word == "application" || word == "version" || word == "serie";
    if (!version && !filler && letters.find(word) == std::string::npos) ++count;
  }
  return count;
}

TEST(RealClaims, OfAnotherCompanyOrAnotherProductAreNeverConfirmed) {
  const std::vector<Device> all = listed();
  if (all.empty()) GTEST_SKIP() << "the regulatory data are not there";
  std::vector<CompanyName> companies;
  std::vector<ClaimRecords> records;
  for (const Device& one : all) {
    companies.push_back(read_company_name(one.company));
    records.push_back(record_of(one));
  }
  std::size_t pairs = 0, one_house = 0, confirmed = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (all[i].number == all[k].number) continue;
      ++pairs;
      // Of other companies every claim is judged in which a word is shared; the rest is what `different` says.
      if (compare_companies(companies[i], companies[k]) != CompanyMatch::same) {
        if (companies[i].words.front() != companies[k].words.front()) continue;
        EXPECT_NE(claimed(all[i], records[k], all[k].number), ClaimState::confirmed)
            << all[i].company << " | " << all[k].company;
        continue;
      }
      ++one_house;
      if (claimed(all[i], records[k], all[k].number) != ClaimState::confirmed) continue;
      ++confirmed;
      // One product under several numbers, or listed there among others.
      EXPECT_EQ(strange_words(all[i].name, all[k].company + " " + all[k].name), 0u)
          << all[i].name << " | " << all[k].name;
    }
  }
  EXPECT_GT(one_house, 10'000u);
  EXPECT_LT(static_cast<double>(confirmed), 0.001 * static_cast<double>(pairs)) << confirmed << " of " << pairs;
  EXPECT_LT(static_cast<double>(confirmed), 0.11 * static_cast<double>(one_house)) << confirmed << " of " << one_house;
}

TEST(RealClaims, OfMembersOfOneFamilyAreToldApart) {
  const std::pair<const char*, const char*> families[] = {
      {"uMR 680", "uMR 780"},
      {"Saige-Dx", "Saige-Density"},
      {"Rapid LVO", "Rapid ICH"},
      {"Rapid CTA 360", "Rapid"},
      {"BriefCase-Triage", "BriefCase-Quantification"},
      {"EchoGo Pro", "EchoGo Amyloidosis (1.0)"},
      {"Volta AF-Xplorer II", "Volta AF-Xplorer"},
      {"AI-Rad Companion (Cardiovascular)", "AI-Rad Companion (Pulmonary)"},
      {"Lunit INSIGHT DBT", "Lunit INSIGHT MMG"},
      {"MAGNETOM Cima.X Fit", "MAGNETOM Cima.X"},
      {"Vantage Galan 3T, MRT-3020, V10.0 with AiCE", "Vantage Galan 3T, MRT-3020, V6.0 with AiCE"},
      {"Butterfly iQ", "Butterfly iQ+"},
      {"syngo.CT LVO Detection", "syngo.CT CaScoring"},
      {"Transpara 2.1.0", "Transpara 1.7"},
      {"System", "Rapid, System"},
  };
  for (const auto& [a, b] : families) {
    EXPECT_EQ(claimed({"K252054", a, "Acme", ""}, record_of({"K252054", b, "Acme", ""}), "K252054"),
              ClaimState::needs_person)
        << a << " | " << b;
    EXPECT_EQ(claimed({"K252054", b, "Acme", ""}, record_of({"K252054", a, "Acme", ""}), "K252054"),
              ClaimState::needs_person)
        << b << " | " << a;
  }
  // What a record lists among others, or has under a shorter or longer version, is that product.
  const std::pair<const char*, const char*> same[] = {
      {"MAGNETOM Altea", "MAGNETOM Vida, MAGNETOM Sola, MAGNETOM Lumina and MAGNETOM Altea"},
      {"Ethos Treatment Planning (2.0); Ethos Treatment Management (3.0)",
       "Ethos Treatment Management, Ethos Treatment Planning, Halcyon"},
      {"Transpara (2.1.0)", "Transpara 2.1"},
      {"VMS Plus", "VMS+"},
      {"Body Vision", "BodyVision"},
      {"Contour ProtegeAI",
       "Contour Prot\xC3\xA9g\xC3\xA9"
       "AI"},
      {"iCAD ProFound Detection for Digital Breast Tomosynthesis with Automated Dens",
       "iCAD ProFound Detection for Digital Breast Tomosynthesis with Automated Density Assessment"},
  };
  for (const auto& [a, b] : same) {
    EXPECT_EQ(claimed({"K252054", a, "Acme", ""}, record_of({"K252054", b, "Acme", ""}), "K252054"),
              ClaimState::confirmed)
        << a << " | " << b;
  }
}

TEST(RealClaims, OfNamesThatOnlyLookAlikeWaitForAPerson) {
  struct Row {
    const char *asked, *holder;
  };
  for (const Row& row : {Row{"Siemens Healthcare GmbH", "Siemens Medical Solutions USA, Inc."},
                         Row{"GE Medical Systems, LLC", "GE Healthcare Japan Corporation"},
                         Row{"Canon Inc.", "Canon Medical Systems Corporation"}, Row{"Aidoc Medical", "Aidok Medical"},
                         Row{"Arterys Inc", "Artery Inc"},
                         Row{"Shanghai United Imaging Healthcare", "Shanghai United Imaging Intelligence"},
                         Row{"Cook Medical", "Cook Incorporated"}}) {
    EXPECT_NE(claimed({"K252054", "Foo", row.asked, ""}, record_of({"K252054", "Foo", row.holder, ""}), "K252054"),
              ClaimState::confirmed)
        << row.asked << " | " << row.holder;
  }
}

}  // namespace
}  // namespace formulary::domain
