// Source stamps of both versions: each row is a package with one stamp, and what the scanner says of it. The package's
// own signature is sound in all of them, and a stamp never changes that.
#include <gmock/gmock.h>

#include "tests/scanners/signing/packages.hpp"
#include "tests/support/stamp_builder.hpp"

namespace formulary::signing::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Signer& store() {
  static const Signer signer = make_signer({.subject = "Store", .key = Key::ec()});
  return signer;
}

enum class Announced { yes, no };

/// A package signed by v2 and v3 that announces the store's stamp; `stamp` makes the pairs that it carries.
Judged stamped(const std::function<Attributes(const Bytes& digest)>& stamp, Announced announced = Announced::yes) {
  AndroidApp made = app(24);
  if (announced == Announced::yes) made.file("stamp-cert-sha256", digest(store().certificate_der()));
  return Judged(with_block(made, [&](const Bytes& zip) {
    Attributes pairs{{v2_block_id, v2_block(zip, {{vendor()}})}, {v3_block_id, v3_block(zip, {by(vendor())})}};
    for (auto& pair : stamp(content_digest(zip))) pairs.push_back(std::move(pair));
    return pairs;
  }));
}

std::vector<std::pair<std::uint32_t, Bytes>> both_schemes(const Bytes& digest) { return {{2, digest}, {3, digest}}; }

TEST(SourceStamp, OfVersionTwoIsOverEachScheme) {
  const Judged judged = stamped([](const Bytes& digest) {
    return Attributes{
        {stamp_v2_block_id, stamp_v2(store(), both_schemes(digest), {{stamp_time_attribute, u64(1'700'000'000)}})}};
  });
  EXPECT_THAT(judged.values(fact::apk_source_stamp_verified), ElementsAre("true")) << judged.objections();
  EXPECT_THAT(judged.values(fact::apk_source_stamp_signer), ElementsAre(store().certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_source_stamp_time), ElementsAre("1700000000"));
}

TEST(SourceStamp, OfVersionOneIsOverTheNewestScheme) {
  const Judged judged = stamped([](const Bytes& digest) {
    return Attributes{{stamp_v1_block_id, stamp_v1(store(), digest)}};
  });
  EXPECT_THAT(judged.values(fact::apk_source_stamp_verified), ElementsAre("true")) << judged.objections();
  EXPECT_THAT(judged.values(fact::apk_source_stamp_signer), ElementsAre(store().certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_source_stamp_time), IsEmpty());
}

TEST(SourceStamp, OfVersionTwoCountsWhereThereAreBoth) {
  const Judged judged = stamped([](const Bytes& digest) {
    return Attributes{{stamp_v1_block_id, stamp_v1(store(), digest)},
                      {stamp_v2_block_id, stamp_v2(store(), {{2, digest}, {3, Bytes(32, 'd')}})}};
  });
  EXPECT_THAT(judged.values(fact::apk_source_stamp_verified), ElementsAre("false"));
  EXPECT_TRUE(judged.objects(anomaly::apk_stamp_did_not_verify)) << judged.objections();
}

TEST(SourceStamp, StatesTheLineageOfItsCertificate) {
  const Judged judged = stamped([](const Bytes& digest) {
    return Attributes{{stamp_v2_block_id, stamp_v2(store(), both_schemes(digest),
                                                   {{stamp_lineage_attribute, lineage({stranger(), store()})}})}};
  });
  EXPECT_THAT(judged.values(fact::apk_source_stamp_verified), ElementsAre("true")) << judged.objections();
  EXPECT_THAT(judged.values(fact::apk_source_stamp_lineage, "1"), ElementsAre(stranger().certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_source_stamp_lineage, "2"), ElementsAre(store().certificate_sha256()));
}

struct Broken {
  const char* name;
  Attributes (*stamp)(const Bytes& digest);
  std::string_view objection;
};
void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }

const std::vector<Broken>& broken_stamps() {
  static const std::vector<Broken> table{
      {"version_one_over_something_else",
       [](const Bytes&) {
         return Attributes{{stamp_v1_block_id, stamp_v1(store(), Bytes(32, 'd'))}};
       },
       anomaly::apk_stamp_did_not_verify},
      {"version_one_by_somebody_else",
       [](const Bytes& digest) {
         return Attributes{{stamp_v1_block_id, stamp_v1(stranger(), digest)}};
       },
       anomaly::apk_stamp_certificate_mismatch},
      {"version_one_cut",
       [](const Bytes& digest) {
         const Bytes whole = stamp_v1(store(), digest);
         return Attributes{{stamp_v1_block_id, whole.substr(0, whole.size() - 9)}};
       },
       anomaly::apk_stamp_malformed_signature},
      {"version_two_without_a_scheme",
       [](const Bytes& digest) {
         return Attributes{{stamp_v2_block_id, stamp_v2(store(), {{2, digest}})}};
       },
       anomaly::apk_stamp_no_signature},
      {"version_two_by_somebody_else",
       [](const Bytes& digest) {
         return Attributes{{stamp_v2_block_id, stamp_v2(stranger(), both_schemes(digest))}};
       },
       anomaly::apk_stamp_certificate_mismatch},
      {"version_two_at_no_time",
       [](const Bytes& digest) {
         return Attributes{
             {stamp_v2_block_id, stamp_v2(store(), both_schemes(digest), {{stamp_time_attribute, u64(0)}})}};
       },
       anomaly::apk_stamp_invalid_timestamp},
      {"version_two_with_half_a_time",
       [](const Bytes& digest) {
         return Attributes{
             {stamp_v2_block_id, stamp_v2(store(), both_schemes(digest), {{stamp_time_attribute, u32(1)}})}};
       },
       anomaly::apk_stamp_malformed_attribute},
      {"version_two_with_a_lineage_of_others",
       [](const Bytes& digest) {
         return Attributes{{stamp_v2_block_id, stamp_v2(store(), both_schemes(digest),
                                                        {{stamp_lineage_attribute, lineage({vendor(), stranger()})}})}};
       },
       anomaly::apk_stamp_por_cert_mismatch},
  };
  return table;
}

class BrokenStamp : public testing::TestWithParam<Broken> {};
TEST_P(BrokenStamp, IsRefusedWithItsReason) {
  const Judged judged = stamped(GetParam().stamp);
  EXPECT_THAT(judged.values(fact::apk_source_stamp_verified), ElementsAre("false"));
  EXPECT_TRUE(judged.objects(GetParam().objection)) << judged.objections();
  EXPECT_TRUE(judged.verified()) << judged.objections();
}
INSTANTIATE_TEST_SUITE_P(Stamps, BrokenStamp, testing::ValuesIn(broken_stamps()),
                         [](const testing::TestParamInfo<Broken>& row) { return std::string(row.param.name); });

TEST(SourceStamp, AnnouncedAndMissingIsObjectedTo) {
  const Judged judged = stamped([](const Bytes&) { return Attributes{}; });
  EXPECT_TRUE(judged.objects(anomaly::apk_stamp_sig_missing)) << judged.objections();
  EXPECT_THAT(judged.values(fact::apk_source_stamp_verified), IsEmpty());
}

TEST(SourceStamp, NotAnnouncedIsObjectedTo) {
  for (const std::uint32_t id : {stamp_v1_block_id, stamp_v2_block_id}) {
    const Judged judged = stamped(
        [&](const Bytes& digest) {
          return Attributes{{id, stamp_v1(store(), digest)}};
        },
        Announced::no);
    EXPECT_TRUE(judged.objects(anomaly::apk_stamp_signature_block_without_cert_digest)) << judged.objections();
  }
}

}  // namespace
}  // namespace formulary::signing::test
