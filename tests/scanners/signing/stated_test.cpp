// What is stated of packages whose signatures were judged: signers and lineage by platform level, digests,
// certificates, and what stands beside the signatures.
#include <gmock/gmock.h>

#include "tests/scanners/signing/packages.hpp"

namespace formulary::signing::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Signers, AreNamedForTheLevelsTheyHoldFor) {
  const std::string old_key = vendor().certificate_sha256();
  const std::string new_key = successor().certificate_sha256();
  const auto signers = [](const Bytes& file, const ScanOptions& options = {}) {
    return Judged(file, options).signers();
  };

  EXPECT_THAT(signers(app(21).signed_by(vendor())), ElementsAre("sdk 21+: " + old_key));
  EXPECT_THAT(signers(app(24).signed_by(vendor(), Schemes::v3)), ElementsAre("sdk 28+: " + old_key));
  const Bytes rotated =
      app(21).signed_with({.signer = vendor(), .schemes = Schemes::v1v2v3, .rotated_to = successor()});
  EXPECT_THAT(signers(rotated), ElementsAre("sdk 21-27: " + old_key, "sdk 28+: " + new_key));
  EXPECT_THAT(signers(rotated, {.min_sdk = 24, .max_sdk = 27}), ElementsAre("sdk 24-27: " + old_key));
  EXPECT_THAT(signers(rotated, {.min_sdk = 30, .max_sdk = 30}), ElementsAre("sdk 30: " + new_key));
  const Bytes late =
      app(21).signed_with({.signer = vendor(), .schemes = Schemes::v1v2v3v31, .rotated_to = successor()});
  EXPECT_THAT(signers(late), ElementsAre("sdk 21-32: " + old_key, "sdk 33+: " + new_key));
  EXPECT_THAT(signers(late, {.max_sdk = 32}), ElementsAre("sdk 21-32: " + old_key));
}

TEST(Signers, AreOnlyClaimedWhenThePackageDoesNotVerify) {
  Bytes file = app(24).signed_by(vendor(), Schemes::v2);
  file[file.find("classes.dex") + 30] ^= 1;
  const Judged judged(file);
  EXPECT_THAT(judged.signers(), IsEmpty());
  EXPECT_THAT(judged.values(fact::apk_signature_claimed_signer), ElementsAre(vendor().certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_signature_scheme), IsEmpty());
}

TEST(Lineage, IsStatedWithWhatIsStillGranted) {
  const Judged judged(
      signed_v3({by(successor(), 28, all_platforms, {{lineage_attribute, lineage({vendor(), successor()}, 0x25)}})}));
  ASSERT_TRUE(judged.verified()) << judged.objections();
  EXPECT_THAT(judged.values(fact::apk_lineage_certificate, "1"), ElementsAre(vendor().certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_lineage_certificate, "2"), ElementsAre(successor().certificate_sha256()));
  EXPECT_THAT(judged.values(fact::apk_lineage_capabilities, vendor().certificate_sha256()),
              ElementsAre("installed_data,permission,0x20"));
}

TEST(Certificates, TellKeysThatOthersCanUse) {
  const Signer signer = make_signer({.subject = "Old", .key = Key::rsa(2048, 3), .authority = true});
  const Judged judged(signed_v3({by(signer)}));
  ASSERT_TRUE(judged.verified()) << judged.objections();
  EXPECT_THAT(judged.values(fact::certificate_key_exponent), ElementsAre("3"));
  EXPECT_THAT(judged.values(fact::certificate_authority), ElementsAre("true"));
  EXPECT_THAT(judged.values(fact::certificate_key_weakness), IsEmpty());
  const Judged ordinary(signed_v3({by(vendor())}));
  EXPECT_THAT(ordinary.values(fact::certificate_key_exponent), ElementsAre("65537"));
  EXPECT_THAT(ordinary.values(fact::certificate_authority), IsEmpty());
}

TEST(Content, IsStatedByItsVerifiedDigests) {
  const AndroidApp made = app(24);
  const Bytes zip = made.unsigned_package();
  const Judged judged(made.signed_by(vendor(), Schemes::v2v3));
  EXPECT_THAT(judged.values(fact::apk_content_digest, "chunked_sha256"), ElementsAre(hex(content_digest(zip))));
  EXPECT_THAT(judged.values(fact::apk_signature_algorithm, "v3 signer 1"),
              ElementsAre("RSASSA-PKCS1-v1_5 with SHA-256"));
  EXPECT_THAT(Judged(app(21, 29).signed_by(vendor(), Schemes::v1)).values(fact::apk_signature_algorithm),
              ElementsAre("SHA-256 with RSA"));
}

// -- what stands beside the signatures --------------------------------------------------------------------------------

Judged beside(const Attributes& more, const Bytes& behind_v2 = {}) {
  return Judged(with_block(app(24), [&](const Bytes& zip) {
    Attributes pairs{{v2_block_id, v2_block(zip, {{vendor()}}) + behind_v2}};
    pairs.insert(pairs.end(), more.begin(), more.end());
    return pairs;
  }));
}

TEST(BesideTheSignature, EveryValueIsListedWithItsSize) {
  const Judged judged = beside({{0x71777777, "channel=ward"}, {0x2146444e, "frosting"}, {0x12345678, ""}});
  ASSERT_TRUE(judged.verified()) << judged.objections();
  EXPECT_THAT(judged.values(fact::apk_signing_block_id, "channel payload"), ElementsAre("0x71777777"));
  EXPECT_THAT(judged.values(fact::apk_signing_block_size, "0x71777777"), ElementsAre("12"));
  EXPECT_THAT(judged.values(fact::apk_signing_block_id, "store metadata"), ElementsAre("0x2146444e"));
  EXPECT_THAT(judged.values(fact::apk_signing_block_id, ""), ElementsAre("0x12345678"));
  EXPECT_THAT(judged.values(fact::apk_signing_block_uncovered), ElementsAre("56")) << "three heads of 12, 12 and 8";
}

TEST(BesideTheSignature, AnOrdinaryPackageHasNothingThere) {
  const Judged judged = beside({});
  EXPECT_THAT(judged.values(fact::apk_signing_block_uncovered), IsEmpty());
  EXPECT_FALSE(judged.objects(anomaly::apk_signing_block_trailing_data));
  EXPECT_FALSE(judged.objects(anomaly::apk_signing_block_padding_not_zero));
}

TEST(BesideTheSignature, WhatStandsBehindASignatureIsObjectedTo) {
  const Judged judged = beside({}, "hidden");
  EXPECT_TRUE(judged.verified()) << judged.objections();
  EXPECT_TRUE(judged.objects(anomaly::apk_signing_block_trailing_data));
  EXPECT_THAT(judged.values(fact::apk_signing_block_uncovered), ElementsAre("6"));
}

TEST(BesideTheSignature, PaddingIsZeros) {
  Bytes file = app(24).signed_by(vendor(), Schemes::v2);
  file[file.rfind(u32(0x42726577)) + 40] = 'x';
  const Judged judged(file);
  EXPECT_TRUE(judged.verified()) << judged.objections();
  EXPECT_TRUE(judged.objects(anomaly::apk_signing_block_padding_not_zero));
  EXPECT_THAT(judged.values(fact::apk_signing_block_uncovered), testing::SizeIs(1));
}

TEST(Certificates, AreDescribed) {
  const Signer signer = make_signer({.subject = "Jürgen \x1b[31m\u202e GmbH", .key = Key::ec(), .serial = 0x1234});
  const std::string sha256 = signer.certificate_sha256();
  const Judged judged(signed_v3({by(signer)}));
  EXPECT_THAT(judged.values(fact::certificate_sha256, sha256), ElementsAre(sha256));
  EXPECT_THAT(judged.values(fact::certificate_serial, sha256), ElementsAre("1234"));
  EXPECT_THAT(judged.values(fact::certificate_key_type, sha256), ElementsAre("EC"));
  EXPECT_THAT(judged.values(fact::certificate_key_size, sha256), ElementsAre("256"));
  EXPECT_THAT(judged.values(fact::certificate_key_curve, sha256), ElementsAre("prime256v1"));
  EXPECT_THAT(judged.values(fact::certificate_not_before, sha256), ElementsAre("2024-01-01T00:00:00Z"));
  EXPECT_THAT(judged.values(fact::certificate_not_after, sha256), ElementsAre("2054-01-01T00:00:00Z"));
  EXPECT_THAT(judged.values(fact::certificate_signature_algorithm, sha256), ElementsAre("ecdsa-with-SHA256"));
  EXPECT_THAT(judged.values(fact::certificate_key_sha256, sha256), ElementsAre(hex(digest(signer.key.public_key()))));
  const std::string subject = judged.values(fact::certificate_subject, sha256).front();
  EXPECT_NE(subject.find("Jürgen"), std::string::npos) << subject;
  EXPECT_EQ(subject.find('\x1b'), std::string::npos) << "an escape sequence reaches the screen";
  EXPECT_NE(subject.find("\\u{202e}"), std::string::npos) << subject;
}

}  // namespace
}  // namespace formulary::signing::test
