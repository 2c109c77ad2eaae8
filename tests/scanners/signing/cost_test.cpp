// What checking a signature may cost: names, attributes, keys and certificates are chosen by whoever made the file.
#include <gtest/gtest.h>

#include "scanners/signing/jar_block.hpp"
#include "scanners/signing/pkcs7.hpp"
#include "scanners/signing/x509.hpp"
#include "tests/support/der_builder.hpp"
#include "tests/support/signer.hpp"

namespace formulary::signing::test {
namespace {

using support::view;
namespace der = support::der;

TEST(SignedAttributes, AreAHundredAtMost) {
  support::Bytes attributes;
  for (int i = 0; i < 200; ++i) {
    attributes += der::sequence({der::oid("1.2.3." + std::to_string(i)), der::set({der::octet_string("x")})});
  }
  const support::Bytes encoded = der::tlv(0x31, attributes);
  EXPECT_EQ(read_signed_attributes(view(encoded), ContentType::ignored).state, SignedAttributes::State::undecodable);
}

// Each certificate is compared with the name, which OpenSSL has to read for that.
TEST(JarBlocks, NameTheirSignerBriefly) {
  const support::Bytes rsa = der::sequence({der::oid("1.2.840.113549.1.1.1"), der::null()});
  const support::Bytes sha256 = der::sequence({der::oid("2.16.840.1.101.3.4.2.1"), der::null()});
  const support::Bytes part = der::set({der::sequence({der::oid("2.5.4.3"), der::utf8_string(std::string(100, 'n'))})});
  support::Bytes parts;
  for (int i = 0; i < 200; ++i) parts += part;
  const support::Bytes signer = der::sequence({der::integer(1), der::sequence({der::tlv(0x30, parts), der::integer(7)}),
                                               sha256, rsa, der::octet_string(std::string(256, 'x'))});
  const support::Bytes certificate = support::make_signer().certificate_der();
  const support::Bytes block =
      der::sequence({der::oid("1.2.840.113549.1.7.2"),
                     der::context(0, der::sequence({der::integer(1), der::set({sha256}),
                                                    der::sequence({der::oid("1.2.840.113549.1.7.1")}),
                                                    der::context(0, certificate), der::set({signer})}))});
  Budget budget;
  const support::Bytes file = "Signature-Version: 1.0\r\n\r\n";
  const auto verified = verify_jar_block(view(block), view(file), {24, sdk_unbounded}, budget);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().detail, "the name of the signer is too long");
}

TEST(PublicKeys, ThatTakeLongToCheckWithCostMore) {
  const auto cost = [](const support::Key& key, SignatureMethod method) {
    const support::Bytes spki = key.public_key(), signature = key.sign("text", "SHA256");
    Budget budget;
    const std::uint64_t before = budget.steps;
    const support::Bytes signed_text = "text";
    EXPECT_EQ(PublicKey::from_spki(view(spki))->verify(method, view(signed_text), view(signature), budget),
              Check::good);
    return before - budget.steps;
  };
  const SignatureMethod ec{KeyFamily::ec, DigestAlgorithm::sha256, RsaPadding::pkcs1};
  const SignatureMethod rsa{KeyFamily::rsa, DigestAlgorithm::sha256, RsaPadding::pkcs1};
  EXPECT_EQ(cost(support::Key::ec("P-256"), ec), 100'000U);
  EXPECT_EQ(cost(support::Key::ec("P-521"), ec), 400'000U);
  EXPECT_EQ(cost(support::Key::rsa(2048), rsa), 100'000U);
}

TEST(Certificates, CostWhatTheyTakeInMemory) {
  const support::Bytes der = support::make_signer().certificate_der();
  Budget budget;
  const std::uint64_t before = budget.steps;
  ASSERT_TRUE(Certificate::parse(view(der), budget));
  EXPECT_EQ(before - budget.steps, 10'000 + 25 * der.size());
}

}  // namespace
}  // namespace formulary::signing::test
