// One record of an authority, one claim that fits it, and one thing changed at a time: what the claim is worth then.
#include "service/domain/claims/judge_claim.hpp"

#include <functional>
#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/domain/story.hpp"

namespace formulary::domain {
namespace {

using enum ClaimState;

struct Scene {
  DeviceIdentity device{.device_name = "SpineView Navigator", .manufacturer = "Surgical View, Inc."};
  Claim claim{.id = {"claim-1"}, .jurisdiction = "US", .scheme = "us-510k", .number = "K252054"};
  ClaimRecords records;
  Present present = on("2026-11-27");

  Scene() {
    AuthorityRecord record;
    record.kind = RecordKind::authorization;
    record.key = record.number = "K252054";
    record.scheme = "us-510k";
    record.holder = "SURGICAL VIEW INC";
    record.name = "SpineView Navigator";
    record.product_code = "SBF";
    record.status = "SESE";
    record.decided = day("2025-09-29");
    record.content = "{}";
    records.numbers.push_back({record, "us-510k", std::string(64, 'a')});
    records.datasets.push_back({.id = "us-510k",
                                .name = "FDA 510(k) and De Novo decisions",
                                .source_date = day("2026-11-20"),
                                .sha256 = std::string(64, 'd')});
    AuthorityRecord code;
    code.kind = RecordKind::classification;
    code.key = code.product_code = "SBF";
    code.device_class = "2";
    records.products.push_back({code, "us-classification", std::string(64, 'c')});
  }
  AuthorityRecord& record() { return records.numbers.front().record; }
};

struct Change {
  std::string name;
  std::function<void(Scene&)> make;
  ClaimState state = needs_person;
  std::string check;     ///< the one that decides
  std::string sentence;  ///< part of what it says
};
void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }

const std::vector<Change> changes = {
    {"nothing", [](Scene&) {}, confirmed, "number", "K252054 is in FDA 510(k)"},
    {"the_number_is_not_there", [](Scene& s) { s.records.numbers.clear(); }, not_found, "number", "lists every one"},
    {"no_data", [](Scene& s) { s.records.numbers.clear(), s.records.datasets.clear(); }, needs_person, "data",
     "No data of the authority"},
    {"data_too_old", [](Scene& s) { s.records.datasets[0].source_date = day("2026-09-01"); }, needs_person, "data",
     "older than they may be"},
    {"data_without_a_date", [](Scene& s) { s.records.datasets[0].source_date.reset(); }, needs_person, "data",
     "older than they may be"},
    {"data_from_the_future", [](Scene& s) { s.records.datasets[0].source_date = day("2202-12-31"); }, needs_person,
     "data", "older than they may be"},
    {"not_there_in_old_data",
     [](Scene& s) { s.records.numbers.clear(), s.records.datasets[0].source_date = day("2026-01-01"); }, needs_person,
     "data", "older than they may be"},
    {"rescinded", [](Scene& s) { s.record().status = "RE"; }, contradicted, "decision", "RE"},
    {"not_equivalent", [](Scene& s) { s.record().status = "NE"; }, contradicted, "decision", "NE"},
    {"withdrawn", [](Scene& s) { s.record().status = "WD"; }, contradicted, "decision", "WD"},
    {"with_limitations", [](Scene& s) { s.record().status = "SESU"; }, needs_person, "decision", "SESU"},
    {"an_unknown_decision", [](Scene& s) { s.record().status = "ZZZZ"; }, needs_person, "decision", "not known"},
    {"no_decision", [](Scene& s) { s.record().status = ""; }, needs_person, "decision", "does not say"},
    {"another_holder", [](Scene& s) { s.record().holder = "Brain Pictures GmbH"; }, contradicted, "holder",
     "Brain Pictures GmbH"},
    {"another_holder_whose_name_was_confirmed",
     [](Scene& s) {
       s.record().holder = "Brain Pictures GmbH";
       s.records.aliases.push_back({"Brain Pictures GmbH", "Surgical View, Inc."});
     },
     confirmed, "holder", "a person confirmed"},
    {"a_relative_of_the_holder", [](Scene& s) { s.record().holder = "Surgical View Imaging Systems LLC"; },
     needs_person, "holder", "one company"},
    {"no_holder", [](Scene& s) { s.record().holder = ""; }, needs_person, "holder", "names no holder"},
    {"no_manufacturer", [](Scene& s) { s.device.manufacturer = ""; }, needs_person, "holder", "does not name"},
    {"another_name", [](Scene& s) { s.record().name = "Glucose Meter Control"; }, needs_person, "name", "another name"},
    {"a_certificate_names_its_type_and_no_device",
     [](Scene& s) {
       s.claim.scheme = "eu-mdr-cert", s.claim.jurisdiction = "EU";
       s.record().name = "MDR_QMS", s.record().status = "ISSUED";
     },
     needs_person, "name", "names no device"},
    {"the_claimed_code", [](Scene& s) { s.claim.product_code = "SBF"; }, confirmed, "product_code", "SBF"},
    {"another_code", [](Scene& s) { s.claim.product_code = "QIH"; }, contradicted, "product_code", "SBF"},
    {"the_claimed_class", [](Scene& s) { s.claim.device_class = "2"; }, confirmed, "class", "2"},
    {"another_class", [](Scene& s) { s.claim.device_class = "1"; }, contradicted, "class", "class 2"},
    {"decided_in_the_future", [](Scene& s) { s.record().decided = day("2027-01-01"); }, contradicted, "date", "future"},
    {"a_listing_of_the_same_number", [](Scene& s) { s.record().kind = RecordKind::listing; }, contradicted, "decision",
     "no authorization"},
    {"a_registration_number", [](Scene& s) { s.claim.scheme = "us-registration", s.claim.number = "3006556115"; },
     contradicted, "number", "does not permit"},
    {"an_unknown_scheme", [](Scene& s) { s.claim.scheme = "us-nothing"; }, needs_person, "number", "does not know"},
    {"a_reason_why_it_is_no_device",
     [](Scene& s) { s.claim.basis = Basis::not_a_device, s.claim.rationale = "520(o)(1)(A)"; }, needs_person,
     "rationale", "A person"},
    {"the_device_is_registered_under_it",
     [](Scene& s) {
       s.device.udi_di = "00844588018923";
       AuthorityRecord found;
       found.kind = RecordKind::device;
       found.holder = "Surgical View";
       found.links = {{LinkKind::submission, "K252054"}};
       s.records.devices.push_back({found, "us-gudid", std::string(64, 'e')});
     },
     confirmed, "device", "registered under K252054"},
    {"the_device_is_registered_under_another",
     [](Scene& s) {
       s.device.udi_di = "00844588018923";
       AuthorityRecord found;
       found.kind = RecordKind::device;
       found.holder = "Surgical View";
       found.links = {{LinkKind::submission, "K111111"}};
       s.records.devices.push_back({found, "us-gudid", std::string(64, 'e')});
     },
     contradicted, "device", "another number"},
    {"the_device_is_somebody_elses",
     [](Scene& s) {
       s.device.udi_di = "00844588018923";
       AuthorityRecord found;
       found.kind = RecordKind::device;
       found.holder = "Brain Pictures GmbH";
       s.records.devices.push_back({found, "us-gudid", std::string(64, 'e')});
     },
     contradicted, "device", "Brain Pictures"},
    {"an_older_record_of_the_same_number",
     [](Scene& s) {
       Found older = s.records.numbers.front();
       older.record.status = "SESU", older.record.decided = day("2020-01-01");
       s.records.numbers.insert(s.records.numbers.begin(), older);
     },
     confirmed, "decision", "SESE"},
    {"a_refusal_after_it",
     [](Scene& s) {
       Found later = s.records.numbers.front();
       later.record.status = "RE", later.record.decided = day("2026-01-01");
       s.records.numbers.push_back(later);
     },
     contradicted, "decision", "RE"},
    {"two_words_on_one_day",
     [](Scene& s) {
       Found other = s.records.numbers.front();
       other.record.expires = day("2027-01-01");
       s.records.numbers.push_back(other);
     },
     needs_person, "decision", "two different things"},
    {"a_supplement_without_its_approval",
     [](Scene& s) {
       s.claim.scheme = "us-pma", s.claim.number = "P970051/S054";
       s.record().scheme = "us-pma", s.record().number = s.record().key = "P970051/S054", s.record().status = "APPR";
     },
     needs_person, "decision", "P970051"},
    {"an_exempt_product_code",
     [](Scene& s) {
       s.claim.scheme = "us-exempt", s.claim.number = "QIH";
       s.record() = {
           .kind = RecordKind::classification, .key = "QIH", .number = "QIH", .device_class = "1", .status = "4"};
     },
     needs_person, "decision", "a person has to say"},
    {"a_product_code_that_needs_a_510k",
     [](Scene& s) {
       s.claim.scheme = "us-exempt", s.claim.number = "QIH";
       s.record() = {
           .kind = RecordKind::classification, .key = "QIH", .number = "QIH", .device_class = "2", .status = "1"};
     },
     contradicted, "decision", "not exempt"},
    {"another_version",
     [](Scene& s) { s.record().name = "SpineView Navigator (v2.0)", s.device.device_name = "SpineView Navigator 3.1"; },
     needs_person, "version", "covers this version"},
    {"another_version_on_the_label",
     [](Scene& s) { s.record().name = "SpineView Navigator v2.0", s.device.model = "3.1"; }, needs_person, "version",
     "covers this version"},
    {"a_version_of_the_recorded_one",
     [](Scene& s) { s.record().name = "SpineView Navigator v2.0", s.device.model = "2.0.4"; }, confirmed, "name",
     "SpineView Navigator v2.0"},
    {"another_model", [](Scene& s) { s.record().model = "SV-1, SV-2", s.device.model = "SV-3"; }, needs_person,
     "version", "SV-3"},
    {"a_model_among_others", [](Scene& s) { s.record().model = "SV-1, SV-2", s.device.model = "sv 2"; }, confirmed,
     "name", "SpineView"},
    {"another_country", [](Scene& s) { s.claim.jurisdiction = "JP"; }, contradicted, "place", "JP"},
    {"a_pma_that_was_withdrawn_later",
     [](Scene& s) {
       s.claim.scheme = "us-pma", s.claim.number = "P970051/S054";
       s.record().scheme = "us-pma", s.record().number = s.record().key = "P970051/S054", s.record().status = "APPR";
       AuthorityRecord original = s.record();
       original.number = original.key = "P970051";
       original.status = "APWD";
       original.decided = day("2026-01-01");
       s.records.numbers.push_back({original, "us-510k", std::string(64, 'b')});
     },
     contradicted, "decision", "P970051"},
};

class Claims : public testing::TestWithParam<Change> {};

TEST_P(Claims, AreJudgedByTheData) {
  Scene scene;
  GetParam().make(scene);
  const ClaimJudgement judgement = judge_claim(scene.device, scene.claim, scene.records, scene.present);
  EXPECT_EQ(to_text(judgement.state), to_text(GetParam().state));
  EXPECT_THAT(judgement.checks, testing::Contains(testing::AllOf(
                                    testing::Field(&ClaimCheck::what, GetParam().check),
                                    testing::Field(&ClaimCheck::result, GetParam().state),
                                    testing::Field(&ClaimCheck::sentence, testing::HasSubstr(GetParam().sentence)))));
}

INSTANTIATE_TEST_SUITE_P(With, Claims, testing::ValuesIn(changes), [](const auto& given) { return given.param.name; });

TEST(JudgeClaim, KeepsTheVeryRecordItWasMadeOn) {
  Scene scene;
  const ClaimJudgement judgement = judge_claim(scene.device, scene.claim, scene.records, scene.present);
  ASSERT_EQ(judgement.evidence.size(), 1u);
  EXPECT_EQ(judgement.evidence[0].dataset, "us-510k");
  EXPECT_EQ(judgement.evidence[0].as_of, day("2026-11-20"));
  EXPECT_EQ(judgement.evidence[0].record_sha256, std::string(64, 'a'));
}

/// A European certificate, by what is printed and what the law makes of it.
struct Certificate {
  std::string name, scheme, device_class, printed;
  Legislation legislation = Legislation::mdr;
  ClaimState state = needs_person;
};
void PrintTo(const Certificate& one, std::ostream* out) { *out << one.name; }

class Certificates : public testing::TestWithParam<Certificate> {};

TEST_P(Certificates, EndWhenTheLawSays) {
  Scene scene;
  scene.claim.jurisdiction = "EU";
  scene.claim.scheme = GetParam().scheme;
  scene.claim.number = "2265:2024-MDR/QS-008/D";
  scene.claim.legislation = GetParam().legislation;
  scene.claim.device_class = GetParam().device_class;
  AuthorityRecord& record = scene.record();
  record.scheme = GetParam().scheme;
  record.number = record.key = scene.claim.number;
  record.status = "ISSUED";
  record.product_code.clear();
  record.device_class = GetParam().device_class;
  record.decided = day("2020-01-10");
  if (GetParam().legislation == Legislation::mdr) record.decided = day(GetParam().printed) - std::chrono::days(1500);
  record.expires = day(GetParam().printed);
  scene.records.numbers.front().dataset = scene.records.datasets.front().id = "eu-certificates";
  const ClaimJudgement judgement = judge_claim(scene.device, scene.claim, scene.records, scene.present);
  EXPECT_EQ(to_text(judgement.state), to_text(GetParam().state)) << testing::PrintToString(GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(Of, Certificates,
                         testing::Values(Certificate{"the_MDR_in_date", "eu-mdr-cert", "IIa", "2028-01-01",
                                                     Legislation::mdr, confirmed},
                                         Certificate{"the_MDR_that_ended_yesterday", "eu-mdr-cert", "IIa", "2026-11-26",
                                                     Legislation::mdr, contradicted},
                                         // Prolonged only with letters that somebody has to see.
                                         Certificate{"the_MDD_prolonged_by_law", "eu-mdd-legacy", "IIa", "2024-05-26",
                                                     Legislation::mdd, needs_person},
                                         Certificate{"the_MDD_that_ended_before_the_law", "eu-mdd-legacy", "IIa",
                                                     "2021-01-01", Legislation::mdd, contradicted}),
                         [](const auto& given) { return given.param.name; });

}  // namespace
}  // namespace formulary::domain
