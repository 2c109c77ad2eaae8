// What the authorities really published, where it is at hand: everything in it is read, and nothing more. The counts
// were worked out without this code; each with a line of Python over the file, for example
//
//     sum(1 for line in open("foiclass_2026-02.txt", encoding="cp1252") if line.strip()) - 1                  # 7039
//     sum(1 for row in csv.DictReader(open("eudamed_gs1_22865.csv", encoding="utf-8")) if row["gtin"])        # 22822
//     len({(p[0], p[2].upper().replace(" ", ""), p[3], p[5]) for p in certificates if p[5] != "2202-12-31"})  # see
//     below subprocess.run("unzip -p gudid_file.zip | grep -c '<device '", shell=True)                              #
//     50000
#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "service/domain/judge_claim.hpp"
#include "service/domain/regulators/regulator.hpp"
#include "tests/service/io/datasets/collected.hpp"
#include "tests/support/zip_builder.hpp"

namespace formulary::datasets_test {
namespace {

using domain::LinkKind;
using domain::RecordKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Published {
  std::string kind, file;
  std::int64_t rows = 0;
  std::size_t records = 0;
  RecordKind record_kind = RecordKind::authorization;
  std::int64_t rejected = 0, remarked = 0;
};

const std::vector<Published> table = {
    {"us-510k", "fda/openfda_510k_1000_2024.csv", 1000, 1000, RecordKind::authorization},
    {"us-510k", "fda/openfda_510k_top100.json", 100, 100, RecordKind::authorization},
    {"us-classification", "fda/foiclass_2026-02.txt", 7039, 7039, RecordKind::classification},
    {"us-classification", "fda/software_product_codes.csv", 246, 246, RecordKind::classification},
    {"us-ai-devices", "fda/aiml_devices_2025-09.csv", 1357, 1357, RecordKind::listing},
    {"us-ai-devices", "fda/aiml_devices_fda_xml_2025-09.xml", 1357, 1357, RecordKind::listing},
    {"us-enforcement", "fda/enforcement_device_recalls_sample.csv", 34, 34, RecordKind::recall},
    {"us-enforcement", "fda/one-recall.json", 1, 1, RecordKind::recall},
    {"us-gudid", "fda/gudid_test.xml", 1, 1, RecordKind::device},
    // Nine GTINs with a wrong check digit, and one GTIN that HIBCC is said to have issued.
    {"us-gudid", "fda/gudid_file.zip", 50000, 50000, RecordKind::device, 0, 10},
    {"eu-devices", "eudamed/eudamed_gs1_22865.csv", 22865, 22865, RecordKind::device},
    {"eu-devices", "eudamed/software_devices_22.csv", 22, 22, RecordKind::device},
    {"eu-actors", "eudamed/actors_srn_seen.csv", 233, 233, RecordKind::company},
    {"eu-actors", "eudamed/notified_bodies_seen.csv", 21, 21, RecordKind::company},
};

class Publications : public testing::TestWithParam<Published> {};

TEST_P(Publications, AreReadWhole) {
  const auto file = published(GetParam().file);
  if (!file) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  const Collected got = read_paths(GetParam().kind, {*file});
  EXPECT_EQ(got.broken, "");
  EXPECT_EQ(got.summary.read, GetParam().rows);
  EXPECT_EQ(got.records.size(), GetParam().records);
  EXPECT_EQ(got.summary.rejected, GetParam().rejected);
  EXPECT_EQ(got.summary.remarked, GetParam().remarked);
  std::set<std::string> keys;
  for (const domain::AuthorityRecord& record : got.records) {
    EXPECT_EQ(record.kind, GetParam().record_kind);
    EXPECT_TRUE(keys.insert(record.key).second) << record.key;
    ASSERT_TRUE(nlohmann::json::accept(record.content)) << record.key;
    EXPECT_EQ(record.content.find("\xc2\x99"), std::string::npos) << record.key;
  }
  ASSERT_FALSE(got.progress.empty());
  EXPECT_EQ(got.progress.back().first, std::filesystem::file_size(*file));
}

INSTANTIATE_TEST_SUITE_P(Of, Publications, testing::ValuesIn(table), [](const auto& given) {
  std::string name = given.param.file.substr(given.param.file.find('/') + 1) + "_" + std::to_string(given.index);
  std::ranges::replace_if(
      name, [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) == 0; }, '_');
  return name;
});

TEST(Publications, TellTheirDateAndThatAPartIsMissing) {
  const auto file = published("fda/openfda_510k_top100.json");
  if (!file) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  const Collected got = read_paths("us-510k", {*file});
  EXPECT_EQ(got.summary.source_date, domain::parse_day("2026-01-12"));
  EXPECT_THAT(got.summary.warnings, ElementsAre(HasSubstr("100 of 173883")));
}

TEST(Publications, OfAiDevicesAreTheSameInBothForms) {
  const auto csv = published("fda/aiml_devices_2025-09.csv"), xml = published("fda/aiml_devices_fda_xml_2025-09.xml");
  if (!csv || !xml) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  const Collected one = read_paths("us-ai-devices", {*csv}), other = read_paths("us-ai-devices", {*xml});
  ASSERT_EQ(one.records.size(), other.records.size());
  for (const domain::AuthorityRecord& record : other.records) {
    const domain::AuthorityRecord& same = one.at(record.key);
    EXPECT_EQ(record.scheme, same.scheme);
    EXPECT_EQ(record.holder, same.holder);
    EXPECT_EQ(record.decided, same.decided) << record.key;
    EXPECT_EQ(record.product_code, same.product_code);
  }
}

TEST(Publications, OfEudamedGiveEachCertificateAndItsEndOnce) {
  const auto file = published("eudamed/eudamed_gs1_22865.csv");
  if (!file) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  const Collected got = read_paths("eu-certificates", {*file});
  EXPECT_EQ(got.summary.read, 22865);
  EXPECT_EQ(got.records.size(), 88U);
  ASSERT_EQ(got.rejections.size(), 1U);
  EXPECT_THAT(got.rejections[0].text, HasSubstr("2202-12-31"));
  const auto& certificate = got.at("2265:2024-MDR/QS-008/D#04@2029-02-23");
  EXPECT_EQ(certificate.scheme, "eu-mdr-cert");
  EXPECT_EQ(certificate.number, "2265:2024-MDR/QS-008/D");
  EXPECT_EQ(certificate.decided, domain::parse_day("2025-02-10"));
  EXPECT_EQ(certificate.expires, domain::parse_day("2029-02-23"));
  EXPECT_TRUE(got.has("0123:G10944900008REV.00;@2024-05-26")) << "a number with a semicolon in it";
}

TEST(Publications, OfGudidNameWhatARecallWouldName) {
  const auto file = published("fda/gudid_test.xml");
  if (!file) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  const Collected got = read_paths("us-gudid", {*file});
  const auto& device = got.at("00844588018923");
  EXPECT_EQ(device.scheme, "udi-gs1");
  EXPECT_EQ(device.holder, "CONSENSUS ORTHOPEDICS, INC.");
  EXPECT_EQ(device.name, "CS2 Acet. Cup Sys. - VitalitE");
  EXPECT_EQ(device.model, "1107-0-3258");
  EXPECT_EQ(device.status, "In Commercial Distribution");
  EXPECT_EQ(device.decided, domain::parse_day("2015-09-24"));
  EXPECT_THAT(links(device, LinkKind::udi), ElementsAre("00844588018923", "00844868017264"));
  EXPECT_THAT(links(device, LinkKind::product_code), ElementsAre("OQG", "MAX"));
  EXPECT_THAT(links(device, LinkKind::submission), ElementsAre("K094035", "P950002/S001"));
  EXPECT_THAT(links(device, LinkKind::company), ElementsAre("3001451451")) << "an FEI has at most ten digits";
}

/// openFDA's own examples of each interface, wrapped as the interface gives them.
Collected read_example(const std::string& kind, const std::string& file, const std::string& member) {
  const auto path = published("openfda_examples/" + file);
  if (!path) return {};
  const auto example = nlohmann::ordered_json::parse(content_of(*path));
  const nlohmann::ordered_json record = member.empty() ? example : example[member];
  const nlohmann::ordered_json whole = {
      {"meta", {{"last_updated", "2026-01-12"}}},
      {"results", record.contains("results") ? record["results"] : nlohmann::ordered_json::array({record})}};
  return read(kind, whole.dump());
}

TEST(Publications, AreReadAsOpenFdaGivesThem) {
  if (!published("openfda_examples/510k.json"))
    GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  const Collected decision = read_example("us-510k", "510k.json", "record");
  EXPECT_EQ(decision.at("K872032").device_class, "2");
  EXPECT_EQ(decision.records[0].content.find("3008776041"), std::string::npos)
      << "numbers copied from the product code";

  const Collected approval = read_example("us-pma", "pma.json", "header");
  const auto& supplement = approval.at("P970051/S054");
  EXPECT_EQ(supplement.scheme, "us-pma");
  EXPECT_EQ(supplement.status, "APPR");
  EXPECT_EQ(supplement.holder, "Cochlear Americas");
  EXPECT_THAT(links(supplement, LinkKind::submission), ElementsAre("P970051"));

  const Collected recall = read_example("us-recall", "recall.json", "anatomy");
  ASSERT_FALSE(recall.records.empty());
  for (const auto& record : recall.records) {
    EXPECT_NE(record.holder, "");
    EXPECT_NE(record.text, "");
    EXPECT_EQ(record.device_class, "") << "recalls have no class";
  }

  const Collected enforcement = read_example("us-enforcement", "enforcement.json", "result");
  ASSERT_EQ(enforcement.records.size(), 1U);
  EXPECT_EQ(enforcement.records[0].device_class, "II");
  EXPECT_EQ(enforcement.records[0].number, "") << "this one has none";
  EXPECT_THAT(links(enforcement.records[0], LinkKind::event), ElementsAre("62561"));

  const Collected listing = read_example("us-registration", "registrationlisting.json", "anatomy");
  ASSERT_EQ(listing.records.size(), 1U);
  EXPECT_EQ(listing.records[0].number, "9610240");
  EXPECT_EQ(listing.records[0].expires, domain::parse_day("2016-12-31"));
  EXPECT_THAT(links(listing.records[0], LinkKind::submission), ElementsAre("P990041"));
  EXPECT_THAT(links(listing.records[0], LinkKind::company), ElementsAre("9610240", "3002808212", "9051149"));

  const Collected device = read_example("us-gudid", "udi.json", "header");
  EXPECT_EQ(device.at("00887517567062").name, "CoRoent");
  EXPECT_THAT(links(device.records[0], LinkKind::product_code), ElementsAre("MAX", "MQP"));

  const Collected classification = read_example("us-classification", "classification.json", "header");
  EXPECT_EQ(classification.at("EHE").status, "4");
}

TEST(Publications, GiveTheSameWhetherZippedOrNot) {
  const auto file = published("fda/openfda_510k_top100.json");
  if (!file) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  support::ZipBuilder zip;
  zip.add("device-510k-0001-of-0001.json", content_of(*file));
  const Collected plain = read_paths("us-510k", {*file});
  const Collected zipped = read("us-510k", {FileRecipe{"part.zip", zip.build()}});
  ASSERT_EQ(zipped.records.size(), plain.records.size());
  EXPECT_EQ(zipped.places[0].file, "part.zip!/device-510k-0001-of-0001.json");
  EXPECT_EQ(zipped.summary.source_date, plain.summary.source_date);
  for (std::size_t i = 0; i < plain.records.size(); ++i) {
    EXPECT_EQ(zipped.records[i].key, plain.records[i].key);
    EXPECT_EQ(zipped.records[i].content, plain.records[i].content);
  }
}

// What a claim names and what a record carries is one text: the scheme of each record reads its number as it stands.
TEST(PublishedNumbers, AreThoseOfTheirSchemes) {
  std::size_t numbers = 0;
  for (const Published& given : table) {
    if (given.file == "fda/gudid_file.zip") continue;  // the table of UDIs has them all
    const auto file = published(given.file);
    if (!file) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
    for (const domain::AuthorityRecord& record : read_paths(given.kind, {*file}).records) {
      if (record.scheme.empty() || record.number.empty()) continue;
      const domain::Scheme* scheme = domain::find_scheme(record.scheme);
      ASSERT_NE(scheme, nullptr) << record.scheme;
      const auto read = scheme->read(record.number);
      ASSERT_TRUE(read) << given.file << " " << record.number;
      EXPECT_EQ(read->text, record.number) << given.file;
      ++numbers;
    }
  }
  EXPECT_GT(numbers, 25000u);
}

// Real AI-enabled devices against the decisions that are at hand: the right number of the right company is confirmed, and
// with the numbers dealt out anew nothing is.
TEST(PublishedClaims, OfTheRightCompanyAreConfirmedAndShuffledOnesRefused) {
  const auto list = published("fda/aiml_devices_2025-09.csv");
  const auto decisions = published("fda/openfda_510k_1000_2024.csv");
  if (!list || !decisions) GTEST_SKIP() << "the published data are not there; set FORMULARY_SHARED";
  std::map<std::string, domain::AuthorityRecord> decided;
  for (auto& record : read_paths("us-510k", {*decisions}).records) decided.emplace(record.number, record);
  const domain::Present present{{1'795'000'000'000}, domain::parse_day("2026-11-20").value()};
  const domain::Dataset dataset{.id = "us-510k", .name = "510(k)", .source_date = domain::parse_day("2026-11-01")};

  std::vector<domain::AuthorityRecord> devices;
  for (auto& record : read_paths("us-ai-devices", {*list}).records) {
    if (record.links.empty() && record.number.empty()) continue;
    const std::string number = record.number.empty() ? record.links.front().value : record.number;
    if (!decided.contains(number)) continue;
    record.number = number;
    devices.push_back(std::move(record));
  }
  ASSERT_GT(devices.size(), 80u);

  const auto judge = [&](const domain::AuthorityRecord& device, const std::string& number) {
    domain::ClaimRecords records;
    records.datasets.push_back(dataset);
    records.numbers.push_back({decided.at(number), "us-510k", std::string(64, 'a')});
    const domain::Claim claim{.id = {"c"}, .jurisdiction = "US", .scheme = decided.at(number).scheme, .number = number};
    return domain::judge_claim({.device_name = device.name, .manufacturer = device.holder}, claim, records, present).state;
  };
  std::size_t confirmed = 0, refused = 0, shuffled = 0;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    if (judge(devices[i], devices[i].number) == domain::ClaimState::confirmed) {
      ++confirmed;
    } else {
      // Only what the decision itself leaves to a person: limitations, another spelling of the device.
      EXPECT_EQ(judge(devices[i], devices[i].number), domain::ClaimState::needs_person) << devices[i].number;
    }
    for (std::size_t step : {1u, 7u, 31u}) {
      const domain::AuthorityRecord& other = devices[(i + step) % devices.size()];
      ++shuffled;
      const domain::ClaimState state = judge(devices[i], other.number);
      EXPECT_NE(state, domain::ClaimState::confirmed) << devices[i].name << " with " << other.number;
      if (state == domain::ClaimState::contradicted) ++refused;
    }
  }
  RecordProperty("confirmed", static_cast<int>(confirmed));
  RecordProperty("refused", static_cast<int>(refused));
  EXPECT_GE(confirmed * 100, devices.size() * 95) << confirmed << " of " << devices.size();
  EXPECT_GE(refused * 100, shuffled * 95) << refused << " of " << shuffled;
}

}  // namespace
}  // namespace formulary::datasets_test
