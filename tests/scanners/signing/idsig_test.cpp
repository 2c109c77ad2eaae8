// Scheme v4, the file beside the package: each row is one such file with one thing wrong, and what the scanner says.
#include <gmock/gmock.h>

#include "tests/scanners/signing/packages.hpp"
#include "tests/support/idsig_builder.hpp"

namespace formulary::signing::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Beside {
  Bytes package;
  IdsigRecipe recipe;
};

Beside ordinary() {
  const AndroidApp made = app(24);
  return {made.signed_by(vendor(), Schemes::v2v3),
          {.signer = vendor(), .apk_digest = content_digest(made.unsigned_package())}};
}

Judged judge(const Bytes& package, const Bytes& idsig) {
  const bytes::View content = view(idsig);
  ScanOptions options;
  options.idsig.emplace(content.begin(), content.end());
  return Judged(package, options);
}
Judged judge(const Beside& both) { return judge(both.package, idsig_file(both.package, both.recipe)); }

bool verified(const Judged& judged) {
  return judged.values(fact::apk_idsig_verified) == std::vector<std::string>{"true"};
}

TEST(Idsig, RepeatsThePackagesSigner) {
  const Beside both = ordinary();
  const Judged judged = judge(both);
  EXPECT_TRUE(verified(judged)) << judged.objections();
  EXPECT_TRUE(judged.has_scheme("v4"));
  EXPECT_THAT(judged.values(fact::apk_idsig_signer, "v3"), ElementsAre(vendor().certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_idsig_root_hash), ElementsAre(hex(hash_tree(both.package).first)));
}

TEST(Idsig, IsNotSpokenOfWhenThereIsNone) {
  const Judged judged(ordinary().package);
  EXPECT_THAT(judged.values(fact::apk_idsig_verified), IsEmpty());
  EXPECT_FALSE(judged.has_scheme("v4"));
}

TEST(Idsig, AlsoRepeatsSchemeV2) {
  const AndroidApp made = app(24);
  const Judged judged = judge({made.signed_by(successor(), Schemes::v2),
                               {.signer = successor(), .apk_digest = content_digest(made.unsigned_package())}});
  EXPECT_TRUE(verified(judged)) << judged.objections();
  EXPECT_THAT(judged.values(fact::apk_idsig_signer, "v2"), ElementsAre(successor().certificate_sha256()));
}

TEST(Idsig, RepeatsBothSignersOfALateRotation) {
  AndroidApp made = app(24);
  const ApkSigning signing{.signer = vendor(), .schemes = static_cast<Schemes>(14), .rotated_to = successor()};
  const Bytes digest = content_digest(made.unsigned_package());
  const Bytes package = made.signed_with(signing);
  const Judged with_both =
      judge({package, {.signer = vendor(), .apk_digest = digest, .more = {{v31_block_id, successor()}}}});
  EXPECT_TRUE(verified(with_both)) << with_both.objections();
  EXPECT_THAT(with_both.values(fact::apk_idsig_signer, "v3.1"), ElementsAre(successor().certificate_sha256()));
  const Judged with_one = judge({package, {.signer = vendor(), .apk_digest = digest}});
  EXPECT_FALSE(verified(with_one));
  EXPECT_TRUE(with_one.objects(anomaly::apk_v41_needs_two_signers)) << with_one.objections();
  const Judged exchanged =
      judge({package, {.signer = vendor(), .apk_digest = digest, .more = {{v31_block_id, stranger()}}}});
  EXPECT_TRUE(exchanged.objects(anomaly::apk_v4_v2_v3_signers_mismatch)) << exchanged.objections();
}

struct Wrong {
  const char* name;
  void (*change)(Beside&);
  std::string_view objection;
};
void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.name; }

const std::vector<Wrong>& wrongs() {
  static const std::vector<Wrong> table{
      {"another_signer", [](Beside& b) { b.recipe.signer = stranger(); }, anomaly::apk_v4_v2_v3_signers_mismatch},
      {"another_digest", [](Beside& b) { b.recipe.apk_digest[0] ^= 1; }, anomaly::apk_v4_v2_v3_digests_mismatch},
      {"another_root", [](Beside& b) { b.recipe.root = Bytes(32, 'r'); }, anomaly::apk_v4_apk_root_did_not_verify},
      {"another_tree", [](Beside& b) { b.recipe.tree = Bytes(4096, 't'); }, anomaly::apk_v4_apk_tree_did_not_verify},
      {"root_not_signed", [](Beside& b) { b.recipe.signed_root = Bytes(32, 'r'); }, anomaly::apk_v4_did_not_verify},
      {"unknown_algorithm", [](Beside& b) { b.recipe.algorithm = 0x999; }, anomaly::apk_v4_no_supported_signatures},
      {"algorithm_of_another_key", [](Beside& b) { b.recipe.algorithm = 0x0201; },
       anomaly::apk_v4_malformed_public_key},
      {"algorithm_with_another_digest", [](Beside& b) { b.recipe.algorithm = 0x0104; }, anomaly::apk_v4_did_not_verify},
      {"no_certificate", [](Beside& b) { b.recipe.certificate = ""; }, anomaly::apk_v4_no_certificate},
      {"malformed_certificate", [](Beside& b) { b.recipe.certificate = "no certificate"; },
       anomaly::apk_v4_malformed_certificate},
      {"certificate_of_another_key", [](Beside& b) { b.recipe.certificate = stranger().certificate_der(); },
       anomaly::apk_v4_public_key_mismatch},
      {"another_version", [](Beside& b) { b.recipe.version = 3; }, anomaly::apk_v4_version_not_current},
      {"salted", [](Beside& b) { b.recipe.salt = "salt"; }, anomaly::apk_v4_unsupported_hashing},
      {"other_pages", [](Beside& b) { b.recipe.page_bits = 14; }, anomaly::apk_v4_unsupported_hashing},
      {"other_hash", [](Beside& b) { b.recipe.hash_algorithm = 2; }, anomaly::apk_v4_unsupported_hashing},
      {"two_signers",
       [](Beside& b) {
         b.recipe.more = {{v31_block_id, vendor()}};
       },
       anomaly::apk_v4_multiple_signers},
      {"package_without_v2_and_v3", [](Beside& b) { b.package = app(24, 29).signed_by(vendor(), Schemes::v1); },
       anomaly::apk_v4_without_v2_v3},
  };
  return table;
}

class WrongIdsig : public testing::TestWithParam<Wrong> {};
TEST_P(WrongIdsig, IsRefusedWithItsReason) {
  Beside both = ordinary();
  GetParam().change(both);
  const Judged judged = judge(both);
  EXPECT_THAT(judged.values(fact::apk_idsig_verified), ElementsAre("false"));
  EXPECT_TRUE(judged.objects(GetParam().objection)) << judged.objections();
  EXPECT_TRUE(judged.verified()) << "the package itself is sound: " << judged.objections();
}
INSTANTIATE_TEST_SUITE_P(Files, WrongIdsig, testing::ValuesIn(wrongs()),
                         [](const testing::TestParamInfo<Wrong>& row) { return std::string(row.param.name); });

TEST(Idsig, IsNotOverAChangedPackage) {
  const Beside both = ordinary();
  const Bytes idsig = idsig_file(both.package, both.recipe);
  Bytes longer = both.package;
  longer[longer.find("classes.dex") + 30] ^= 1;
  const Judged judged = judge(longer, idsig);
  EXPECT_FALSE(verified(judged));
  EXPECT_TRUE(judged.objects(anomaly::apk_v4_apk_root_did_not_verify)) << judged.objections();
}

TEST(Idsig, MayLackTheTree) {
  const Beside both = ordinary();
  const Bytes whole = idsig_file(both.package, both.recipe);
  const std::size_t tree = hash_tree(both.package).second.size();
  EXPECT_TRUE(verified(judge(both.package, whole.substr(0, whole.size() - tree - 4))));
}

// All of it counts (every third byte is tried); a file cut anywhere is refused, but where the tree begins.
TEST(Idsig, EveryByteIsCovered) {
  const Beside both = ordinary();
  const Bytes whole = idsig_file(both.package, both.recipe);
  const std::size_t tree = whole.size() - hash_tree(both.package).second.size();
  for (std::size_t at = 0; at < whole.size(); at += at < tree ? 3 : 101) {
    Bytes changed = whole;
    changed[at] ^= at % 2 == 0 ? '\x01' : '\x80';
    EXPECT_FALSE(verified(judge(both.package, changed))) << "byte " << at;
  }
  for (std::size_t length = 0; length < whole.size(); length += 7) {
    if (length == tree - 4) continue;
    EXPECT_FALSE(verified(judge(both.package, whole.substr(0, length)))) << length;
  }
}

}  // namespace
}  // namespace formulary::signing::test
