// Certificates and keys that a package brings along as files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"
#include "tests/support/signer.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr const char* anchor_file = "res/raw/house_ca.pem";

// An app that trusts what is in `anchor_file` for every server.
AndroidApp app_that_trusts(const std::optional<Bytes>& content) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  const auto network = table.add("xml", "network", {{{}, text("res/xml/network.xml")}});
  const auto anchor = table.add("raw", "house_ca", {{{}, text(anchor_file)}});
  XmlElement config("network-security-config");
  config.child("base-config").child("trust-anchors").child("certificates").set("src", reference(anchor));
  AndroidApp app;
  app.file("resources.arsc", table.build()).file("res/xml/network.xml", binary_xml(config));
  if (content) app.file(anchor_file, *content);
  app.application().set("android:networkSecurityConfig", reference(network));
  return app;
}

TEST(BundledTrust, AnchorsAreOpenedWhetherTextOrNot) {
  const Signer house = make_signer({.subject = "House CA", .authority = true});
  const Bytes der = house.certificate_der();
  for (const Bytes& content : {der, pem("CERTIFICATE", der), "explained:\n" + pem("CERTIFICATE", der)}) {
    const Stated stated(app_that_trusts(content));
    EXPECT_EQ(stated.value(fact::android_bundled_certificate, anchor_file), house.certificate_sha256());
    EXPECT_EQ(stated.value(fact::certificate_authority, house.certificate_sha256()), "true");
    EXPECT_EQ(stated.value(fact::certificate_subject, house.certificate_sha256()), "O=Example Org,CN=House CA");
    EXPECT_FALSE(stated.objects(anomaly::network_anchor_unreadable));
    EXPECT_THAT(stated.values(fact::android_bundled_private_key), IsEmpty());
  }
}

TEST(BundledTrust, AnAnchorMayHoldSeveralCertificates) {
  const Signer one = make_signer({.subject = "One", .authority = true});
  const Signer two = make_signer(
      {.subject = "Two", .key = Key::ec(), .authority = false, .dns_names = {"*.example.org", "example.org"}});
  const Stated stated(
      app_that_trusts(pem("CERTIFICATE", one.certificate_der()) + pem("CERTIFICATE", two.certificate_der())));
  EXPECT_THAT(stated.values(fact::android_bundled_certificate, anchor_file),
              UnorderedElementsAre(one.certificate_sha256(), two.certificate_sha256()));
  EXPECT_EQ(stated.value(fact::certificate_authority, two.certificate_sha256()), "false");
  EXPECT_THAT(stated.values(fact::certificate_dns_name, two.certificate_sha256()),
              ElementsAre("*.example.org", "example.org"));
}

TEST(BundledTrust, AnAnchorThatIsNoneIsObjectedTo) {
  for (const std::optional<Bytes>& content :
       {std::optional<Bytes>(), std::optional<Bytes>("no certificate"), std::optional<Bytes>(Bytes(2'000'000, 'x'))}) {
    EXPECT_TRUE(Stated(app_that_trusts(content)).objects(anomaly::network_anchor_unreadable));
  }
}

struct Shipped {
  const char* file;
  Bytes content;
  std::vector<std::string> kinds;
};

TEST(BundledTrust, PrivateKeysAreFoundByWhatTheyAre) {
  const Key rsa = Key::rsa(), ec = Key::ec();
  const Bytes certificate = make_signer({.key = ec}).certificate_der();
  const Bytes jks = Bytes("\xfe\xed\xfe\xed", 4) + u32(2) + u32(1);
  const Bytes bks = Bytes("\0\0\0\2\0\0\0\x14", 8) + Bytes(30, 'x');
  for (const Shipped& one : std::vector<Shipped>{
           {"assets/client.pem", pem("PRIVATE KEY", rsa.private_key()), {"PRIVATE KEY"}},
           {"assets/client.key", pem("EC PRIVATE KEY", Bytes(40, 'k')), {"EC PRIVATE KEY"}},
           {"assets/client.p8", pem("ENCRYPTED PRIVATE KEY", Bytes(40, 'k')), {"ENCRYPTED PRIVATE KEY"}},
           {"res/raw/client.der", rsa.private_key(), {"PRIVATE KEY"}},
           {"res/raw/ec.der", ec.private_key(), {"PRIVATE KEY"}},
           {"assets/both.pem", pem("CERTIFICATE", certificate) + pem("PRIVATE KEY", ec.private_key()), {"PRIVATE KEY"}},
           {"assets/trust.jks", jks, {"JKS key store"}},
           {"assets/trust.bks", bks, {"BKS key store"}},
           {"assets/public.pem", pem("PUBLIC KEY", rsa.public_key()), {}},
           {"assets/server.crt", pem("CERTIFICATE", certificate), {}},
           {"assets/notes.key", "just a text", {}},
           {"assets/readme.txt", pem("PRIVATE KEY", rsa.private_key()), {}},
       }) {
    AndroidApp app;
    app.file(one.file, one.content);
    const Stated stated(app);
    EXPECT_EQ(stated.values(fact::android_bundled_private_key, one.file), one.kinds) << one.file;
    EXPECT_FALSE(stated.objects(anomaly::network_anchor_unreadable)) << one.file;
  }
}

}  // namespace
}  // namespace formulary::formats::test
