// The index finds what comparing with every tool finds; and a labelled set measures how well notices find their tools.
#include "service/domain/recalls/recall_index.hpp"

#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "tests/service/domain/data_file.hpp"
#include "tests/service/domain/recalls/recall_story.hpp"

namespace formulary::domain {
namespace {

std::string gtin(std::size_t number) {
  std::string digits = std::to_string(1'000'000'000'000 + number * 7919);
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 3 : 1);
  return digits + std::to_string((10 - sum % 10) % 10);
}

/// The devices of FDA's AI list as a registry.
std::vector<RecallSubject> registry(const std::vector<DataRow>& list) {
  std::vector<RecallSubject> tools;
  for (const DataRow& row : list) {
    RecallSubject tool;
    tool.id = "v" + std::to_string(tools.size());
    tool.tool = tool.id;
    tool.version = "2.1";
    tool.names = {row.at("device")};
    tool.companies = {row.at("company")};
    tool.submissions = {row.at("submission_id")};
    tool.product_codes = {row.at("code")};
    tool.udis = {gtin(tools.size())};
    tool.models = {"MD-" + std::to_string(40'000 + tools.size())};
    tools.push_back(std::move(tool));
  }
  return tools;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

enum Kind { by_udi, by_number, by_name, by_shouted_name, by_model, by_short_name, by_other_firm, by_code, kinds };
constexpr const char* kind_names[] = {"udi",   "number",     "name",       "shouted_name",
                                      "model", "short_name", "other_firm", "code"};

/// A notice about `tool`, in the manner of FDA's reports, that says one thing of it.
RecallNotice about(const RecallSubject& tool, Kind kind) {
  AuthorityRecord record;
  record.kind = RecordKind::recall;
  record.key = record.number = "Z-" + tool.id;
  record.holder = tool.companies[0];
  record.device_class = "I";
  std::string product = "Medical software for use in hospitals", codes = "All software versions";
  switch (kind) {
    case by_udi:
      codes = "Software versions 2.0 through 2.3, UDI: (01)" + tool.udis[0] + "(10)A1";
      record.holder = "A distributor";
      break;
    case by_number:
      record.links = {{LinkKind::submission, tool.submissions[0]}};
      product = tool.names[0] + ", Rx only";
      break;
    case by_name:
      product = tool.names[0] + " software version 2.1, intended for professional use";
      break;
    case by_shouted_name:
      record.holder = upper(join(read_company_name(tool.companies[0]).words));
      product = upper(tool.names[0]) + " - SYSTEM";
      break;
    case by_model:
      codes = "Model: " + tool.models[0] + ", lots 123, 124";
      break;
    case by_short_name:
      product = join(read_product_name(tool.names[0]).words).substr(0, 24) + ", station";
      break;
    case by_other_firm:
      record.holder = "Northern Hospital Supply LLC";
      product = tool.names[0] + ", relabelled";
      break;
    default:
      record.product_code = tool.product_codes[0];
      break;
  }
  record.text = product + "\n" + codes + "\nA result may be displayed wrongly.";
  record.name = product;
  return recall_notice(std::span(&record, 1));
}

TEST(RecallIndex, FindsWhatComparingWithEveryToolFinds) {
  std::vector<DataRow> list;
  for (const char* row : {"HeartFlow FFRct|HeartFlow, Inc.|K1|AAA", "HeartFlow Analysis|HEARTFLOW INC|K1|AAA",
                          "Briefcase|Aidoc Medical, Ltd.|K2|BBB", "Rapid ICH|iSchemaView Inc.|K3|BBB",
                          "Rapid LVO|iSchema View|K4|BBB", "IntelliVue MX700|Philips Medical Systems|K5|CCC"}) {
    std::vector<std::string> cells(1);
    for (const char c : std::string_view(row)) {
      if (c == '|')
        cells.emplace_back();
      else
        cells.back() += c;
    }
    list.push_back(
        {{"device", cells[0]}, {"company", cells[1]}, {"submission_id", cells[2] + "00001"}, {"code", cells[3]}});
  }
  for (DataRow& row : data_table("fda/aiml_devices_2025-09.csv")) {
    if (list.size() < 400) list.push_back(std::move(row));
  }
  const std::vector<RecallSubject> tools = registry(list);
  const RecallIndex index(tools);
  std::map<std::string, std::set<std::string>> owners;
  for (const RecallSubject& tool : tools) owners[tool.submissions[0]].insert(tool.tool);
  std::vector<PreparedSubject> prepared;
  for (RecallSubject tool : tools) {
    if (owners[tool.submissions[0]].size() > 1) tool.shared_submissions = tool.submissions;
    prepared.push_back(prepare(std::move(tool)));
  }
  for (std::size_t i = 0; i < tools.size(); i += 3) {
    for (int kind = 0; kind < kinds; ++kind) {
      const RecallNotice notice = about(tools[i], static_cast<Kind>(kind));
      const PreparedNotice ready = prepare(notice);
      std::map<std::string, std::string> all;
      std::size_t counted = 0;
      for (const PreparedSubject& subject : prepared) {
        const auto found = match_recall(ready, subject, a_thursday);
        if (!found) continue;
        if (found->tier == RecallTier::c)
          ++counted;
        else
          all[found->subject] = signals_of(found);
      }
      std::map<std::string, std::string> quick;
      const RecallMatches matches = index.match(notice, a_thursday);
      for (const RecallMatch& found : matches.matches) quick[found.subject] = signals_of(found);
      ASSERT_EQ(quick, all) << kind_names[kind] << " " << tools[i].names[0];
      ASSERT_EQ(matches.counted, counted);
    }
  }
}

TEST(RecallIndex, NoticesAboutRealDevicesFindThem) {
  const auto list = data_table("fda/aiml_devices_2025-09.csv");
  if (list.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  const std::vector<RecallSubject> tools = registry(list);
  const RecallIndex index(tools);
  std::vector<CompanyName> companies;
  std::vector<ProductName> names;
  for (const RecallSubject& tool : tools) {
    companies.push_back(read_company_name(tool.companies[0]));
    names.push_back(read_product_name(tool.names[0]));
  }
  // The same company's product of nearly the same name is another version of it, and the notice is about it, too.
  const auto belongs = [&](std::size_t asked, std::size_t found) {
    return asked == found || (compare_companies(companies[asked], companies[found]) == CompanyMatch::same &&
                              name_similarity(names[asked], names[found]) >= 0.85);
  };
  int all_notices = 0, all_found = 0, all_a = 0, all_right_a = 0;
  for (int kind = by_udi; kind < by_code; ++kind) {
    int notices = 0, found_ab = 0, found_a = 0, a = 0, right_a = 0, ab = 0, right_ab = 0;
    for (std::size_t i = 0; i < tools.size(); i += 2) {
      ++notices;
      bool in_a = false, in_ab = false;
      for (const RecallMatch& match : index.match(about(tools[i], static_cast<Kind>(kind)), a_thursday).matches) {
        const bool right = belongs(i, std::stoul(match.subject.substr(1)));
        ++ab;
        right_ab += right;
        in_ab = in_ab || match.subject == tools[i].id;
        if (match.effective != RecallTier::a) continue;
        ++a;
        right_a += right;
        in_a = in_a || match.subject == tools[i].id;
      }
      found_ab += in_ab;
      found_a += in_a;
    }
    const std::string name = kind_names[kind];
    const auto percent = [](int part, int whole) { return whole == 0 ? 100 : static_cast<int>(100.0 * part / whole); };
    RecordProperty(name + "_notices", notices);
    RecordProperty(name + "_recall_ab_percent", percent(found_ab, notices));
    RecordProperty(name + "_recall_a_percent", percent(found_a, notices));
    RecordProperty(name + "_precision_a_percent", percent(right_a, a));
    RecordProperty(name + "_precision_ab_percent", percent(right_ab, ab));
    all_notices += notices;
    all_found += found_ab;
    all_a += a;
    all_right_a += right_a;
    if (kind <= by_model) {
      EXPECT_GE(percent(found_ab, notices), kind == by_name || kind == by_shouted_name ? 85 : 99) << name;
    }
    EXPECT_GE(percent(right_a, a), 90) << name;
  }
  RecordProperty("recall_ab_percent", 100 * all_found / all_notices);
  RecordProperty("precision_a_percent", 100 * all_right_a / std::max(all_a, 1));
}

/// Tools as a hospital could have them, and the real reports that are about them.
struct Labelled {
  const char *name, *company, *model;
  std::vector<std::string> reports;
};

TEST(RecallIndex, RealReportsFindTheToolsTheyAreAbout) {
  const auto reports = data_table("fda/enforcement_device_recalls_sample.csv");
  if (reports.empty()) GTEST_SKIP() << "needs the data folder (FORMULARY_SHARED)";
  const Labelled labelled[] = {
      {"Atomlab 500 Dose Calibrator", "Biodex Medical Systems", "086-330", {"Z-2580-2021"}},
      {"AtomLab 500Plus", "BIODEX MEDICAL SYSTEMS INC", "086-332", {"Z-2581-2021"}},
      {"Extentrac Elite", "Advanced Back Technologies", "", {"Z-1717-2015", "Z-1718-2015"}},
      {"DPP Micro Reader", "Chembio Diagnostics, Inc.", "70-1069-0", {"Z-2808-2020"}},
      {"DPP Micro Reader II", "Chembio Diagnostics", "70-1070-0", {"Z-2809-2020"}},
      {"DPP COVID-19 IgM/IgG System", "Chembio Diagnostics", "65-9569-0", {"Z-2807-2020"}},
      {"Better-Bladder", "Circulatory Technology, Inc.", "BB14", {"Z-0057-2017", "Z-1862-2021", "Z-0817-2018"}},
      {"Bigger-Better-Bladder", "Circulatory Technology", "BBB38", {"Z-2050-2016", "Z-1171-2018"}},
      {"CS3070 Laser Scanner", "Motorola, Inc.", "CS3070", {"Z-0516-2013"}},
      {"Lumbar Puncture Tray", "Busse Hospital Disposables", "1862", {"Z-0545-2018"}},
      {"Laceration Tray", "Robert Busse & Co.", "1892R1", {"Z-0544-2018"}},
      {"Breathing Circuit Filter", "Pall Corp", "BB50T", {"Z-2038-2014"}},
      {"Consult diagnostics hCG Controls", "Biochemical Diagnostics", "5011", {"Z-0328-2016"}},
      {"Minor Surgery Bipolar Cable", "Ellman International", "", {"Z-0748-2017"}},
      {"Blue Burn Sheet", "Dukal Corporation", "7305", {"Z-0233-2018"}},
  };
  std::vector<RecallSubject> tools = registry(data_table("fda/aiml_devices_2025-09.csv"));
  for (const Labelled& one : labelled) {
    RecallSubject tool;
    tool.id = tool.tool = one.name;
    tool.names = {one.name};
    tool.companies = {one.company};
    if (*one.model != '\0') tool.models = {one.model};
    tools.push_back(tool);
  }
  const RecallIndex index(tools);
  std::set<std::pair<std::string, std::string>> expected, all, strong;
  for (const Labelled& one : labelled) {
    for (const std::string& report : one.reports) expected.emplace(report, one.name);
  }
  for (const DataRow& row : reports) {
    AuthorityRecord record;
    record.kind = RecordKind::recall;
    record.key = record.number = row.at("recall_number");
    record.holder = row.at("recalling_firm");
    record.device_class = row.at("classification");
    record.status = row.at("status");
    record.text = row.at("product_description") + "\n" + row.at("code_info") + "\n" + row.at("reason_for_recall");
    for (const RecallMatch& match : index.match(recall_notice(std::span(&record, 1)), a_thursday).matches) {
      all.emplace(record.key, match.subject);
      if (match.effective == RecallTier::a) strong.emplace(record.key, match.subject);
    }
  }
  int found = 0, right_strong = 0;
  for (const auto& pair : expected) {
    EXPECT_TRUE(all.contains(pair)) << pair.first << " " << pair.second;
    found += all.contains(pair);
  }
  for (const auto& pair : strong) {
    right_strong += expected.contains(pair);
    EXPECT_TRUE(expected.contains(pair)) << "suspends without being meant: " << pair.first << " " << pair.second;
  }
  RecordProperty("pairs", static_cast<int>(expected.size()));
  RecordProperty("found", found);
  RecordProperty("strong", static_cast<int>(strong.size()));
  RecordProperty("right_strong", right_strong);
  RecordProperty("all", static_cast<int>(all.size()));
}

}  // namespace
}  // namespace formulary::domain
