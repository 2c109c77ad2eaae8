// The pieces that signatures are verified with, each by itself: BER, manifests, tables of algorithms, safe text,
// digests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/ber.hpp"
#include "scanners/signing/apk_algorithm.hpp"
#include "scanners/signing/jar_algorithm.hpp"
#include "scanners/signing/jar_manifest.hpp"
#include "scanners/signing/pkcs7.hpp"
#include "scanners/signing/safe_text.hpp"
#include "scanners/signing/x509.hpp"
#include "tests/support/der_builder.hpp"
#include "tests/support/signer.hpp"

namespace formulary::signing::test {
namespace {

using support::view;
using testing::ElementsAre;
namespace der = support::der;

TEST(Digests, HaveTheirKnownValues) {  // of "abc": RFC 1321 A.5, FIPS 180-4 examples
  const support::Bytes abc = "abc";
  EXPECT_EQ(hex(digest(DigestAlgorithm::md5, view(abc))), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(hex(digest(DigestAlgorithm::sha1, view(abc))), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex(digest(DigestAlgorithm::sha224, view(abc))),
            "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
  EXPECT_EQ(hex(digest(DigestAlgorithm::sha256, view(abc))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(digest(DigestAlgorithm::sha384, view(abc))).substr(0, 32), "cb00753f45a35e8bb5a03d699ac65007");
  EXPECT_EQ(hex(digest(DigestAlgorithm::sha512, view(abc))).substr(0, 32), "ddaf35a193617abacc417349ae204131");
}

// -- BER --------------------------------------------------------------------------------------------------------------

struct BerCase {
  const char* name;
  support::Bytes input;
  bool good;
  std::size_t content = 0;  // bytes of the first value
};

TEST(Ber, ReadsOneValue) {
  support::Bytes deep;
  for (int i = 0; i < 1000; ++i) deep += "\x30\x80";
  const std::vector<BerCase> cases{
      {"short form", der::octet_string("abc"), true, 3},
      {"long form", der::octet_string(support::Bytes(300, 'x')), true, 300},
      {"longer than needed", der::tlv_long(4, "abc", 5), true, 3},
      {"indefinite", support::Bytes("\x30\x80\x04\x01x\x00\x00", 7), true, 3},
      {"indefinite within indefinite", support::Bytes("\x30\x80\x30\x80\x00\x00\x00\x00", 8), true, 4},
      {"indefinite without end", "\x30\x80\x04\x01x", false},
      {"indefinite primitive", support::Bytes("\x04\x80\x00\x00", 4), false},
      {"longer than the input",
       "\x04\x05"
       "ab",
       false},
      {"length of 2^64", "\x04\x89\x01\xff\xff\xff\xff\xff\xff\xff\xff", false},
      {"length of nearly 2^64", "\x04\x88\xff\xff\xff\xff\xff\xff\xff\xff", false},
      {"tag alone", "\x30", false},
      {"tag number without end", "\x1f\xff\xff\xff\xff\xff", false},
      {"high tag number", support::Bytes("\x1f\x81\x01\x00", 4), true, 0},
      {"very deep", deep, false},
  };
  for (const BerCase& each : cases) {
    bytes::BerReader reader(view(each.input));
    const auto value = reader.next();
    EXPECT_EQ(value.has_value(), each.good) << each.name;
    EXPECT_EQ(reader.ok(), each.good) << each.name;
    EXPECT_EQ(value ? value->content.size() : 0, each.content) << each.name;
    EXPECT_TRUE(reader.at_end()) << each.name;
  }
}

TEST(Ber, IsStickyAfterAWrongTag) {
  const support::Bytes input = der::integer(1) + der::integer(2);
  bytes::BerReader reader(view(input));
  EXPECT_FALSE(reader.expect(bytes::ber::sequence));
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.ok());
}

TEST(Ber, WritesObjectIdentifiers) {
  for (const char* oid : {"1.2.840.113549.1.7.2", "2.16.840.1.101.3.4.2.1", "0.9.2342", "2.999.1", "1.0"}) {
    const support::Bytes encoded = der::oid(oid);
    bytes::BerReader reader(view(encoded));
    EXPECT_EQ(bytes::oid_text(reader.next()->content), oid);
  }
  EXPECT_EQ(bytes::oid_text(view(support::Bytes())), "");
  EXPECT_EQ(bytes::oid_text(view(support::Bytes("\x2a\x86"))), "") << "ends in the middle";
  EXPECT_EQ(bytes::oid_text(view(support::Bytes(20, '\xff') + "\x01")), "") << "larger than 64 bits";
}

// -- algorithms -------------------------------------------------------------------------------------------------------

struct Offer {
  const char* name;
  std::vector<std::uint32_t> ids;
  SdkRange range;
  std::vector<std::uint32_t> chosen;
};

TEST(ApkAlgorithms, TheStrongestThatEachPlatformKnowsIsVerified) {
  const std::vector<Offer> cases{
      {"only one", {0x0103}, {24, sdk_unbounded}, {0x0103}},
      {"SHA-512 before SHA-256", {0x0103, 0x0104}, {24, sdk_unbounded}, {0x0104}},
      {"the first of equals", {0x0101, 0x0103}, {24, sdk_unbounded}, {0x0101}},
      {"verity where it is known", {0x0103, 0x0421}, {24, sdk_unbounded}, {0x0103, 0x0421}},
      {"verity not before 28", {0x0103, 0x0421}, {24, 27}, {0x0103}},
      {"verity alone is too late for 24", {0x0421}, {24, sdk_unbounded}, {}},
      {"verity alone from 28", {0x0421}, {28, sdk_unbounded}, {0x0421}},
      {"nothing for platforms before 24", {0x0103}, {23, sdk_unbounded}, {}},
      {"nothing at all", {}, {24, sdk_unbounded}, {}},
  };
  for (const Offer& each : cases) {
    std::vector<OfferedSignature> offered;
    for (const std::uint32_t id : each.ids) offered.push_back({find_apk_algorithm(id), {}});
    std::vector<std::uint32_t> chosen;
    for (const OfferedSignature& one : signatures_to_verify(offered, each.range)) chosen.push_back(one.algorithm->id);
    EXPECT_EQ(chosen, each.chosen) << each.name;
  }
  EXPECT_EQ(find_apk_algorithm(0x0105), nullptr);
}

struct Acceptance {
  const char* digest;
  const char* signature;
  Sdk min, max;
  bool accepted;
};

TEST(JarAlgorithms, AreAcceptedByLevel) {
  const char *md5 = "1.2.840.113549.2.5", *sha1 = "1.3.14.3.2.26", *sha256 = "2.16.840.1.101.3.4.2.1";
  const char *sha384 = "2.16.840.1.101.3.4.2.2", *sha512 = "2.16.840.1.101.3.4.2.3";
  const char *rsa = "1.2.840.113549.1.1.1", *rsa_md5 = "1.2.840.113549.1.1.4", *rsa_sha1 = "1.2.840.113549.1.1.5";
  const char *rsa_sha384 = "1.2.840.113549.1.1.12", *dsa = "1.2.840.10040.4.1", *dsa_sha384 = "2.16.840.1.101.3.4.3.3";
  const char *ec = "1.2.840.10045.2.1", *ec_sha512 = "1.2.840.10045.4.3.4";
  const Acceptance cases[] = {
      {sha1, rsa, 0, sdk_unbounded, true},
      {md5, rsa, 0, sdk_unbounded, true},
      {md5, rsa_md5, 0, 8, true},
      {md5, rsa_md5, 0, sdk_unbounded, false},
      {md5, rsa_md5, 9, 20, false},
      {md5, rsa_md5, 21, sdk_unbounded, true},
      {sha256, rsa, 17, sdk_unbounded, false},
      {sha256, rsa, 18, sdk_unbounded, true},
      {sha256, rsa, 3, 8, true},
      {sha256, rsa_sha1, 21, 21, true},
      {sha256, rsa_sha1, 21, 22, false},
      {sha512, rsa_sha384, 21, 21, true},
      {sha1, rsa_sha384, 21, 23, true},
      {sha1, rsa_sha384, 21, 24, false},
      {sha384, rsa_sha384, 20, sdk_unbounded, false},
      {sha384, rsa_sha384, 21, sdk_unbounded, true},
      {sha1, dsa, 0, sdk_unbounded, true},
      {sha256, dsa, 21, sdk_unbounded, false},
      {sha256, dsa, 22, sdk_unbounded, true},
      {sha384, dsa, 28, sdk_unbounded, false},
      {sha384, dsa_sha384, 28, sdk_unbounded, false},
      {md5, ec, 24, sdk_unbounded, false},
      {sha512, ec, 18, sdk_unbounded, true},
      {sha512, ec_sha512, 20, sdk_unbounded, false},
      {sha512, ec_sha512, 21, sdk_unbounded, true},
      {"1.2.3", rsa, 24, 24, false},
      {sha256, "1.2.3", 24, 24, false},
  };
  for (const Acceptance& each : cases) {
    EXPECT_EQ(jar_algorithm_supported(each.digest, each.signature, {each.min, each.max}), each.accepted)
        << each.digest << " with " << each.signature << " on " << each.min << "-" << each.max;
  }
}

// -- manifests --------------------------------------------------------------------------------------------------------

TEST(JarManifest, SectionsKnowTheirPlace) {
  const support::Bytes text = "\r\nManifest-Version: 1.0\r\n\r\n\n\nName: a\n b\rX: y: z\r\rName:c\nnot an attribute";
  JarManifestReader reader(view(text));
  const auto main = reader.next();
  ASSERT_TRUE(main);
  EXPECT_EQ(text.substr(main->start, main->size), "Manifest-Version: 1.0\r\n\r\n");
  EXPECT_EQ(main->name(), nullptr);
  EXPECT_EQ(*main->find("MANIFEST-version"), "1.0");
  const auto first = reader.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(text.substr(first->start, first->size), "Name: a\n b\rX: y: z\r\r");
  EXPECT_EQ(*first->name(), "ab") << "a line that begins with a space continues the one before";
  EXPECT_EQ(*first->find("x"), "y: z");
  const auto second = reader.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->name(), nullptr) << "a colon without a space does not end a name";
  EXPECT_EQ(second->attributes.size(), 2u);
  EXPECT_EQ(second->start + second->size, text.size());
  EXPECT_FALSE(reader.next());
}

struct DigestCase {
  const char* name;
  const char* section;
  SdkRange range;
  std::vector<const char*> algorithms;
};

TEST(JarManifest, TheDigestDependsOnThePlatform) {
  const std::vector<DigestCase> cases{
      {"old platforms take SHA-1", "SHA1-Digest: YQ==\nSHA-256-Digest: Yg==\n", {10, 17}, {"SHA-1"}},
      {"new platforms take the strongest", "SHA1-Digest: YQ==\nSHA-256-Digest: Yg==\n", {18, 40}, {"SHA-256"}},
      {"a range over both needs both", "SHA1-Digest: YQ==\nSHA-256-Digest: Yg==\n", {10, 40}, {"SHA-1", "SHA-256"}},
      {"the same digest once", "SHA1-Digest: YQ==\n", {10, 40}, {"SHA-1"}},
      {"nothing for old platforms", "SHA-256-Digest: Yg==\n", {10, 40}, {}},
      {"old platforms take what is listed",
       "Digest-Algorithms: MD5 SHA1\nSHA1-Digest: YQ==\nMD5-Digest: Yg==\n",
       {10, 17},
       {"MD5"}},
      {"the first that is there", "Digest-Algorithms: MD5 SHA-256\nSHA-256-Digest: YQ==\n", {10, 17}, {"SHA-256"}},
      {"SHA-512 is not known before 9",
       "Digest-Algorithms: SHA-512 SHA1\nSHA-512-Digest: YQ==\nSHA1-Digest: YQ==\n",
       {8, 17},
       {"SHA-1"}},
      {"MD5 is not for new platforms", "MD5-Digest: YQ==\n", {18, 40}, {}},
      {"padding may be missing", "SHA1-Digest: YQ\n", {18, 40}, {"SHA-1"}},
  };
  for (const DigestCase& each : cases) {
    const support::Bytes text = each.section;
    const auto section = JarManifestReader(view(text)).next();
    const auto digests = jar_digests(*section, "-Digest", each.range);
    ASSERT_TRUE(digests) << each.name;
    std::vector<std::string> names;
    for (const JarDigest& one : *digests) names.emplace_back(digest_name(one.algorithm));
    EXPECT_EQ(names, std::vector<std::string>(each.algorithms.begin(), each.algorithms.end())) << each.name;
  }
  for (const char* broken :
       {"SHA1-Digest: Y\n", "SHA1-Digest: YQ==YQ==\n", "SHA1-Digest: Y Q=\n", "SHA1-Digest: =\n"}) {
    const support::Bytes text = broken;
    const auto section = JarManifestReader(view(text)).next();
    EXPECT_FALSE(jar_digests(*section, "-Digest", {18, 40})) << broken;
  }
}

// -- PKCS #7 ----------------------------------------------------------------------------------------------------------

support::Bytes attribute(const char* oid, std::initializer_list<support::Bytes> values) {
  return der::sequence({der::oid(oid), der::set(values)});
}

TEST(SignedAttributes, AreReadOrSayWhyNot) {
  using State = SignedAttributes::State;
  const char *type = "1.2.840.113549.1.9.3", *digest = "1.2.840.113549.1.9.4";
  const support::Bytes data = der::oid("1.2.840.113549.1.7.1"), value = der::octet_string("digest");
  const auto read = [](const support::Bytes& members, ContentType content_type = ContentType::read) {
    const support::Bytes encoded = der::context(0, members);
    return read_signed_attributes(view(encoded), content_type).state;
  };
  EXPECT_EQ(read(attribute(type, {data}) + attribute(digest, {value})), State::sound);
  EXPECT_EQ(read(attribute(digest, {value}) + attribute(type, {data})), State::sound) << "order does not matter";
  EXPECT_EQ(read(""), State::sound) << "what is missing is for the caller to judge";
  EXPECT_EQ(read(attribute(digest, {value}) + attribute(digest, {value})), State::ambiguous);
  EXPECT_EQ(read(attribute(digest, {value, value})), State::ambiguous);
  EXPECT_EQ(read(attribute(digest, {data})), State::ambiguous) << "of another type";
  EXPECT_EQ(read(attribute(type, {data, data}), ContentType::ignored), State::sound);
  EXPECT_EQ(read(der::integer(1)), State::undecodable);
}

TEST(Pkcs7, RefusesWhatIsNone) {
  for (const support::Bytes& input :
       {support::Bytes(), support::Bytes("x"), der::sequence({}), der::sequence({der::oid("1.2.840.113549.1.7.1")}),
        der::sequence({der::oid("1.2.840.113549.1.7.2"), der::context(0, der::sequence({der::integer(1)}))})}) {
    EXPECT_FALSE(read_pkcs7(view(input)));
  }
}

// -- text and certificates --------------------------------------------------------------------------------------------

TEST(SafeText, KeepsWhatIsHarmless) {
  const std::pair<const char*, const char*> cases[] = {
      {"CN=Jürgen, O=日本", "CN=Jürgen, O=日本"},
      {"a\x1b[31m", "a\\u{1b}[31m"},
      {"a\xe2\x80\xae"
       "b",
       "a\\u{202e}b"},
      {"a\xe2\x81\xa6"
       "b",
       "a\\u{2066}b"},
      {"a\xc2\x9b"
       "b",
       "a\\u{9b}b"},
      {"a\xff"
       "b",
       "a\\xffb"},
      {"\xc0\xaf", "\\xc0\\xaf"},           // overlong
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},  // a surrogate
      {"\xf0\x9f", "\\xf0\\x9f"},           // cut short
  };
  for (const auto& [text, safe] : cases) EXPECT_EQ(safe_text(text, 100), safe);
  EXPECT_EQ(safe_text("abcdef", 4), "abcd…");
  EXPECT_EQ(safe_text("abcü", 4), "abc…") << "a character is not cut in two";
}

TEST(Certificate, IsTheBytesItCameIn) {
  const support::Signer signer = support::make_signer({.key = support::Key::ec()});
  const support::Bytes encoded = signer.certificate_der();
  Budget budget;
  const auto certificate = Certificate::parse(view(encoded), budget);
  ASSERT_TRUE(certificate);
  EXPECT_EQ(certificate->sha256(), signer.certificate_sha256());
  EXPECT_TRUE(certificate->holds_key(view(signer.key.public_key())));
  EXPECT_FALSE(certificate->holds_key(view(support::Key::ec().public_key())));
  EXPECT_TRUE(certificate->may_sign());
  EXPECT_TRUE(certificate->is_self_issued());
  EXPECT_FALSE(Certificate::parse(view(encoded + "x"), budget)) << "followed by other bytes";
  EXPECT_FALSE(Certificate::parse(view(encoded.substr(0, encoded.size() - 1)), budget));
  EXPECT_FALSE(Certificate::parse({}, budget));
}

TEST(PublicKey, IsRefusedWhenTheCurveIsWrittenOut) {  // explicit curve parameters let anyone forge (CVE-2020-0601)
  const support::Bytes named = support::Key::ec().public_key();
  EXPECT_TRUE(PublicKey::from_spki(view(named)));
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  ASSERT_EQ(EVP_PKEY_set_utf8_string_param(key.get(), "encoding", "explicit"), 1);
  unsigned char* out = nullptr;
  const int length = i2d_PUBKEY(key.get(), &out);
  ASSERT_GT(length, static_cast<int>(named.size()));
  const support::Bytes written_out(reinterpret_cast<char*>(out), static_cast<std::size_t>(length));
  OPENSSL_free(out);
  EXPECT_FALSE(PublicKey::from_spki(view(written_out)));
}

TEST(PublicKey, IsTheSameWhenItsModulusLacksTheLeadingZero) {  // some certificates in the field have such keys
  const support::Key key = support::Key::rsa();
  BIGNUM* modulus = nullptr;
  ASSERT_EQ(EVP_PKEY_get_bn_param(key.handle(), "n", &modulus), 1);
  support::Bytes digits(static_cast<std::size_t>(BN_num_bytes(modulus)), '\0');
  BN_bn2bin(modulus, reinterpret_cast<unsigned char*>(digits.data()));
  BN_free(modulus);
  const support::Bytes negative =
      der::sequence({der::sequence({der::oid("1.2.840.113549.1.1.1"), der::null()}),
                     der::bit_string(der::sequence({der::integer_bytes(digits), der::integer(65537)}))});
  ASSERT_NE(negative, key.public_key());
  const auto known = PublicKey::from_spki(view(negative));
  ASSERT_TRUE(known);
  EXPECT_EQ(bytes::as_text(known->spki()), key.public_key());
}

TEST(PublicKey, EveryCheckIsPaidFor) {
  const support::Key key = support::Key::ec();
  const support::Bytes data = "data", signature = key.sign(data);
  const auto known = PublicKey::from_spki(view(key.public_key()));
  const SignatureMethod method{KeyFamily::ec, DigestAlgorithm::sha256, RsaPadding::pkcs1};
  Budget budget;
  EXPECT_EQ(known->verify(method, view(data), view(signature), budget), Check::good);
  EXPECT_LT(budget.steps, Budget().steps);
  budget.steps = 1;
  EXPECT_EQ(known->verify(method, view(data), view(signature), budget), Check::unusable);
  EXPECT_NE(budget.exceeded(), "");
}

TEST(PublicKey, TellsWhatIsWrongWithASignature) {
  const support::Key rsa = support::Key::rsa(), ec = support::Key::ec();
  const auto rsa_key = PublicKey::from_spki(view(rsa.public_key())),
             ec_key = PublicKey::from_spki(view(ec.public_key()));
  const SignatureMethod rsa_256{KeyFamily::rsa, DigestAlgorithm::sha256, RsaPadding::pkcs1};
  const SignatureMethod rsa_512{KeyFamily::rsa, DigestAlgorithm::sha512, RsaPadding::pkcs1};
  const SignatureMethod rsa_pss{KeyFamily::rsa, DigestAlgorithm::sha256, RsaPadding::pss};
  const SignatureMethod ec_256{KeyFamily::ec, DigestAlgorithm::sha256, RsaPadding::pkcs1};
  Budget budget;
  const support::Bytes data = "data", other = "other", by_rsa = rsa.sign(data), by_ec = ec.sign(data);
  EXPECT_EQ(rsa_key->verify(rsa_256, view(data), view(by_rsa), budget), Check::good);
  EXPECT_EQ(rsa_key->verify(rsa_256, view(other), view(by_rsa), budget), Check::bad);
  EXPECT_EQ(rsa_key->verify(rsa_512, view(data), view(by_rsa), budget), Check::other_digest);
  EXPECT_EQ(rsa_key->verify(rsa_pss, view(data), view(by_rsa), budget), Check::bad);
  EXPECT_EQ(rsa_key->verify(rsa_256, view(data), view(by_rsa.substr(1)), budget), Check::unusable);
  EXPECT_EQ(rsa_key->verify(ec_256, view(data), view(by_rsa), budget), Check::unusable) << "another kind of key";
  EXPECT_EQ(ec_key->verify(ec_256, view(data), view(by_ec), budget), Check::good);
  EXPECT_EQ(ec_key->verify(ec_256, view(other), view(by_ec), budget), Check::bad);
  EXPECT_EQ(ec_key->verify(ec_256, view(data), view(by_ec + "x"), budget), Check::unusable) << "not quite DER";
  EXPECT_EQ(ec_key->verify(ec_256, view(data), view(support::Bytes("x")), budget), Check::unusable);
}

}  // namespace
}  // namespace formulary::signing::test
