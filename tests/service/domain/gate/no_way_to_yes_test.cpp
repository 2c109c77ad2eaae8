// A search for a way to "allowed" that should not be there: every kind of number of every authority, with every status,
// on data of every age, for every holder and place, with and without a person's word, and with whatever may happen
// after that word was given. What opens the gate has to have one of two grounds, said here once more and independently.
#include <functional>

#include <gtest/gtest.h>

#include "service/domain/regulators/regulator.hpp"
#include "tests/service/domain/gate/scene.hpp"

namespace formulary::domain {
namespace {

const Present today = on("2026-11-27");
const Day soon = day("2026-12-04");

enum class Data { fresh, old, undated, from_the_future, never };
enum class Word { nobody, accepted, refused };
enum class Number { there, absent, company, listing };

struct Case {
  const Scheme* scheme = nullptr;
  std::string status;
  Data data = Data::fresh;
  Number number = Number::there;
  bool holder = true;  ///< the same
  bool place = true;   ///< the authority's own
  bool ended = false;  ///< by the date that is printed
  Word word = Word::nobody;
};

std::string describe(const Case& one) {
  return std::string(one.scheme->id) + " status=" + one.status + " data=" + std::to_string(int(one.data)) +
         " number=" + std::to_string(int(one.number)) + " holder=" + std::to_string(one.holder) +
         " place=" + std::to_string(one.place) + " ended=" + std::to_string(one.ended) +
         " word=" + std::to_string(int(one.word));
}

std::string place_of(const Case& one) {
  const std::string own(one.scheme->jurisdiction == "*" ? "SA" : one.scheme->jurisdiction);
  if (one.place) return own;
  return own == "NZ" ? "US" : "NZ";
}

Authorization claimed(const Case& one) {
  Authorization out;
  out.submission = {"submission-1"};
  out.device = {.device_name = "Pump Companion", .manufacturer = "Example Medical"};
  out.claim = {.id = {"claim-1"}, .jurisdiction = place_of(one), .scheme = std::string(one.scheme->id)};
  out.claim.number = one.scheme->examples.empty() ? "123456" : std::string(one.scheme->examples.front());
  if (one.scheme->id == "eu-mdr-cert" || one.scheme->id == "uk-ce" || one.scheme->id == "ch-ce") {
    out.claim.legislation = Legislation::mdr;
  }
  AuthorityRecord record;
  record.kind = one.number == Number::company   ? RecordKind::company
                : one.number == Number::listing ? RecordKind::listing
                                                : RecordKind::authorization;
  if (one.scheme->id == "us-exempt" && one.number == Number::there) record.kind = RecordKind::classification;
  record.number = record.key = out.claim.number;
  record.scheme = one.scheme->id;
  record.holder = one.holder ? "EXAMPLE MEDICAL, INC." : "Somebody Else GmbH";
  record.name = "Pump Companion";
  record.status = one.status;
  record.device_class = "2";
  record.decided = day("2024-03-01");
  record.expires = one.ended ? day("2026-11-26") : day("2028-01-01");
  record.content = "{}";
  const std::string data = one.scheme->datasets.empty() ? "us-510k" : std::string(one.scheme->datasets.front());
  if (one.data != Data::never) {
    Dataset set{.id = data, .name = "The data"};
    if (one.data != Data::undated) set.source_date = day("2026-11-20");
    if (one.data == Data::old) set.source_date = day("2026-01-01");
    if (one.data == Data::from_the_future) set.source_date = day("2202-12-31");
    out.records.datasets.push_back(set);
    if (one.number != Number::absent) out.records.numbers.push_back({record, data, std::string(64, 'a')});
    // A supplement is one of an approval that stands.
    if (const auto slash = record.number.find('/'); one.number != Number::absent && one.scheme->id == "us-pma") {
      record.number = record.key = record.number.substr(0, slash);
      record.status = "APPR";
      record.decided = day("2020-03-01");
      out.records.numbers.push_back({record, data, std::string(64, 'b')});
    }
  } else if (one.ended) {
    out.claim.expires = day("2026-11-26");
  }
  return out;
}

ClaimOpinion word(const Authorization& about, bool accepted, Day until = soon) {
  return {.claim = about.claim.id,
          .person = {"rolf"},
          .accepted = accepted,
          .reason = "Looked it up.",
          .valid_until = until,
          .binding = binding_of(about, judge_claim(about.device, about.claim, about.records, today)),
          .at = today.now};
}

GateRecords approved_with(std::vector<Authorization> authorizations, std::vector<std::string> places) {
  Approval approved = approval();
  approved.submission = {"submission-1"};
  approved.jurisdictions = std::move(places);
  approved.expires = day("2030-01-01");
  GateRecords records{.approvals = {approved}, .submissions = {submission(SubmissionState::approved)}};
  records.authorizations = std::move(authorizations);
  return records;
}

bool open(const GateRecords& records, const Present& now, std::string place = {}) {
  GateQuery query = by_hash();
  query.jurisdiction = std::move(place);
  const GateVerdict verdict = judge(query, records, now).verdict;
  return verdict == GateVerdict::allowed || verdict == GateVerdict::allowed_with_conditions;
}

std::vector<std::string> statuses_of(const Scheme& scheme) {
  std::vector<std::string> all = {"", "UNHEARD OF"};
  for (const StatusMeaning& one : scheme.statuses) {
    std::string status(one.status);
    // Authorities write them as they like.
    for (char& c : status) c = all.size() % 2 == 0 && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    all.push_back(std::move(status));
  }
  return all;
}

template <class Each>
int every_case(const Each& each) {
  int count = 0;
  for (const Regulator* regulator : regulators()) {
    for (const Scheme& scheme : regulator->schemes) {
      for (const std::string& status : statuses_of(scheme)) {
        for (const Data data : {Data::fresh, Data::old, Data::undated, Data::from_the_future, Data::never}) {
          for (const Number number : {Number::there, Number::absent, Number::company, Number::listing}) {
            // Without a record there is no status, and without data no record.
            if (number == Number::absent && !status.empty()) continue;
            if (data == Data::never && (number != Number::there || !status.empty())) continue;
            for (int bits = 0; bits < 8; ++bits) {
              for (const Word said : {Word::nobody, Word::accepted, Word::refused}) {
                each(Case{&scheme, status, data, number, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, said});
                ++count;
              }
            }
          }
        }
      }
    }
  }
  return count;
}

/// The first ground: data of today say that this product of this company is permitted here.
bool data_permit(const Case& one) {
  const StatusMeaning* said = meaning(*one.scheme, one.status);
  return one.scheme->kind == SchemeKind::authorization && one.data == Data::fresh && one.number == Number::there &&
         one.holder && one.place && !one.ended && said != nullptr && said->standing == Standing::allows &&
         (said->applies == Applies::always || one.scheme->examples.front().find("/S") != std::string_view::npos);
}

/// The second: a person looked, where data neither say no nor could.
bool person_may_permit(const Case& one) {
  const StatusMeaning* said = meaning(*one.scheme, one.status);
  const bool on_record = one.data != Data::never && one.number != Number::absent;
  if (one.scheme->kind != SchemeKind::authorization || !one.place) return false;
  if (on_record && (one.number != Number::there || (said != nullptr && said->standing == Standing::denies)))
    return false;
  // The classification file knows no holders, and what it calls exempt has no end.
  const bool holders = one.scheme->id != "us-exempt";
  return !on_record || !holders || one.holder;
}

TEST(NoWayToYes, ForAnyNumberStatusAgeHolderOrPlace) {
  int opened = 0;
  const int count = every_case([&](const Case& one) {
    Authorization about = claimed(one);
    if (one.word != Word::nobody) about.opinion = word(about, one.word == Word::accepted);
    for (const std::string& asked : {std::string(), place_of(one)}) {
      if (!open(approved_with({about}, {place_of(one)}), today, asked)) continue;
      ++opened;
      const bool grounds = one.word == Word::refused    ? false
                           : one.word == Word::accepted ? data_permit(one) || person_may_permit(one)
                                                        : data_permit(one);
      EXPECT_TRUE(grounds) << describe(one);
    }
  });
  EXPECT_GT(count, 20'000);
  EXPECT_GT(opened, 100) << "the search looks where nothing can open";
}

TEST(NoWayToYes, ForAPlaceThatNobodyNames) {
  // A bad claim stands; the policy asks for none; the question is for another place, or for none.
  every_case([&](const Case& one) {
    if (one.word == Word::accepted) return;
    Authorization about = claimed(one);
    if (one.word == Word::refused) about.opinion = word(about, false);
    const AuthorizationStanding standing = standing_of(about, today);
    if (standing.state != AuthorizationState::refused) return;
    for (const std::string& asked : {std::string(), std::string("KE")}) {
      EXPECT_FALSE(open(approved_with({about}, {"KE"}), today, asked)) << describe(one);
    }
    EXPECT_FALSE(open(approved_with({about}, {}), today)) << describe(one);
  });
}

/// What may happen after a person has accepted a claim on which the data do not say enough.
struct Event {
  const char* what;
  std::function<void(Authorization&, Present&)> happens;
};

const Event events[] = {
    {"the day passes", [](Authorization&, Present& now) { now = on("2026-12-05"); }},
    {"the data age", [](Authorization& a, Present&) { a.records.datasets[0].source_date = day("2026-09-01"); }},
    {"the data lose their date", [](Authorization& a, Present&) { a.records.datasets[0].source_date.reset(); }},
    {"the data are gone", [](Authorization& a, Present&) { a.records.datasets.clear(); }},
    {"the record is gone", [](Authorization& a, Present&) { a.records.numbers.clear(); }},
    {"the record changes",
     [](Authorization& a, Present&) {
       a.records.numbers[0].record.status = "RE";
       a.records.numbers[0].sha256 = std::string(64, 'b');
     }},
    {"the record says something else that waits",
     [](Authorization& a, Present&) {
       a.records.numbers[0].record.status = "SESP";
       a.records.numbers[0].sha256 = std::string(64, 'b');
     }},
    {"another holder",
     [](Authorization& a, Present&) {
       a.records.numbers[0].record.holder = "Buyer Inc.";
       a.records.numbers[0].sha256 = std::string(64, 'b');
     }},
    {"another product code",
     [](Authorization& a, Present&) {
       a.claim.product_code = "QIH";
       a.records.numbers[0].record.product_code = "LLZ";
     }},
    {"another product", [](Authorization& a, Present&) { a.device.device_name = "Pump Companion Pro"; }},
    {"another maker", [](Authorization& a, Present&) { a.device.manufacturer = "Other"; }},
    {"another model", [](Authorization& a, Present&) { a.device.model = "3.0"; }},
    {"another use", [](Authorization& a, Present&) { a.use_revision = 2; }},
    {"another number", [](Authorization& a, Present&) { a.claim.number = "K240002"; }},
    {"a later no", [](Authorization& a, Present&) { a.opinion = word(a, false); }},
    {"a yes of another day", [](Authorization& a, Present&) { a.opinion = word(a, true, day("2026-11-26")); }},
    {"it becomes a registration", [](Authorization& a, Present&) { a.claim.scheme = "us-registration"; }},
    {"it becomes a listing",
     [](Authorization& a, Present&) { a.records.numbers[0].record.kind = RecordKind::listing; }},
    {"it is decided in the future",
     [](Authorization& a, Present&) { a.records.numbers[0].record.decided = day("2027-01-01"); }},
};

TEST(NoWayToYes, ThroughWhatHappensAfterAPersonsYes) {
  Authorization about = claimed({find_scheme("us-510k"), "SESU", Data::fresh, Number::there, true, true, false});
  about.claim.number = about.records.numbers[0].record.number = "K240001";
  about.opinion = word(about, true);
  ASSERT_TRUE(may_give(*about.opinion, about, today));
  ASSERT_TRUE(open(approved_with({about}, {"US"}), today, "US"));
  for (const Event& event : events) {
    Authorization changed = about;
    Present now = today;
    event.happens(changed, now);
    EXPECT_FALSE(open(approved_with({changed}, {"US"}), now, "US")) << event.what;
  }
}

TEST(NoWayToYes, ByAWordOnOldData) {
  Authorization about = claimed({find_scheme("us-510k"), "SESU", Data::old, Number::there, true, true, false});
  about.opinion = word(about, true);
  // A person may look the number up where the registry's data are too old; newer data that say the same do not undo it.
  EXPECT_EQ(standing_of(about, today).state, AuthorizationState::valid);
  about.records.datasets[0].source_date = day("2026-11-20");
  EXPECT_EQ(standing_of(about, today).state, AuthorizationState::valid);
  about.records.numbers[0].sha256 = std::string(64, 'b');
  EXPECT_EQ(standing_of(about, today).state, AuthorizationState::open);
}

TEST(NoWayToYes, WithAClockThatWasSetBack) {
  Authorization about = claimed({find_scheme("us-510k"), "SESE", Data::fresh, Number::there, true, true, false});
  GateRecords records = approved_with({about}, {"US"});
  EXPECT_TRUE(open(records, today, "US"));
  records.latest_known = on("2027-03-01").now;
  EXPECT_FALSE(open(records, today, "US"));
}

TEST(NoWayToYes, ByTheListOfOtherAuthorities) {
  const Scheme* other = find_scheme("other-authorization");
  Authorization about = claimed({other, "VALID", Data::fresh, Number::there, true, true, false});
  about.claim.number = about.records.numbers[0].record.number = "SA:MDMA-1";
  EXPECT_TRUE(open(approved_with({about}, {"SA"}), today, "SA"));
  for (const char* place : {"US", "EU", "DE", "NZ", "GB"}) {
    Authorization elsewhere = about;
    elsewhere.claim.jurisdiction = place;
    EXPECT_FALSE(open(approved_with({elsewhere}, {place}), today, place)) << place;
    // Nor where the file names the country: the registry knows that authority's own numbers.
    elsewhere.claim.number = elsewhere.records.numbers[0].record.number = std::string(place) + ":K240001";
    const bool unknown_authority = std::string(place) == "NZ";
    EXPECT_EQ(open(approved_with({elsewhere}, {place}), today, place), unknown_authority) << place;
  }
  about.claim.number = about.records.numbers[0].record.number = "MDMA-1";
  EXPECT_FALSE(open(approved_with({about}, {"SA"}), today, "SA"));
}

TEST(NoWayToYes, ByAnotherDepartmentsSilence) {
  // The ward's claim is not so; the clinic asked for the same file and claims nothing.
  Authorization bad = claimed({find_scheme("us-510k"), "RE", Data::fresh, Number::there, true, true, false});
  GateRecords records = approved_with({bad}, {"US"});
  Approval clinic = records.approvals[0];
  clinic.id = {"approval-2"};
  clinic.submission = {"submission-2"};
  clinic.department = {"clinic"};
  records.approvals.push_back(clinic);
  EXPECT_EQ(verdict(by_hash(), records, today), "hold");
  records.approvals[0].state = ApprovalState::superseded;  // the ward's is history
  EXPECT_EQ(verdict(by_hash(), records, today), "allowed");
}

TEST(NoWayToYes, WithAnOlderRefusalInAnotherFile) {
  Authorization about = claimed({find_scheme("us-510k"), "SESE", Data::fresh, Number::there, true, true, false});
  Found other = about.records.numbers[0];
  other.record.status = "RE";
  about.records.numbers.push_back(other);
  EXPECT_FALSE(open(approved_with({about}, {"US"}), today, "US"));
}

}  // namespace
}  // namespace formulary::domain
