// The network security configuration: what holds for each domain after inheritance and defaults.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"
#include "tests/support/android_bundle.hpp"
#include "tests/support/proto_builder.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::ElementsAre;
using testing::IsEmpty;

AndroidApp app_with(const XmlElement& config, std::uint32_t target = 34) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  const auto id = table.add("xml", "network", {{{}, text("res/xml/network.xml")}});
  AndroidApp app;
  app.sdk(24, target).file("resources.arsc", table.build()).file("res/xml/network.xml", binary_xml(config));
  app.application().set("android:networkSecurityConfig", reference(id));
  return app;
}

XmlElement& domain(XmlElement& config, const std::string& name, bool subdomains = false) {
  XmlElement& element = config.child("domain");
  element.character_data = name;
  if (subdomains) element.set("includeSubdomains", text("true"));
  return element;
}

TEST(Network, WithoutAConfigurationTheDefaultsOfTheTargetHold) {
  AndroidApp app;
  EXPECT_THAT(Stated(app).pairs(fact::android_network_cleartext), ElementsAre("*: false"));
  EXPECT_THAT(Stated(app).pairs(fact::android_network_trust_anchor), ElementsAre("*: system"));
  app.sdk(14, 23);
  EXPECT_THAT(Stated(app).pairs(fact::android_network_cleartext), ElementsAre("*: true"));
  EXPECT_THAT(Stated(app).pairs(fact::android_network_trust_anchor), ElementsAre("*: system", "*: user"));
  app.sdk(24, 34).cleartext();
  EXPECT_THAT(Stated(app).pairs(fact::android_network_cleartext), ElementsAre("*: true"));
}

TEST(Network, AConfigurationReplacesTheManifestsFlag) {
  AndroidApp app = app_with(XmlElement("network-security-config"));
  app.cleartext();
  const Stated stated(app);
  EXPECT_EQ(stated.value(fact::android_network_security_config), "res/xml/network.xml");
  EXPECT_EQ(stated.value(fact::android_uses_cleartext_traffic), "true");
  EXPECT_EQ(stated.value(fact::android_network_cleartext, "*"), "false");
}

TEST(Network, DomainsInheritFromTheOutsideIn) {
  XmlElement config("network-security-config");
  XmlElement& base = config.child("base-config");
  base.set("cleartextTrafficPermitted", text("false"));
  base.child("trust-anchors").child("certificates").set("src", text("system"));
  XmlElement& outer = config.child("domain-config").set("cleartextTrafficPermitted", text("true"));
  domain(outer, " Example.ORG ", true);
  XmlElement& inner = outer.child("domain-config");
  domain(inner, "secure.example.org");
  inner.child("trust-anchors").child("certificates").set("src", text("user")).set("overridePins", text("true"));
  const Stated stated(app_with(config));
  EXPECT_THAT(stated.pairs(fact::android_network_cleartext),
              ElementsAre("*: false", "example.org: true", "secure.example.org: true"));
  EXPECT_THAT(stated.pairs(fact::android_network_trust_anchor),
              ElementsAre("*: system", "example.org: system", "secure.example.org: user"));
  EXPECT_THAT(stated.pairs(fact::android_network_override_pins), ElementsAre("secure.example.org: user"));
  EXPECT_THAT(stated.pairs(fact::android_network_include_subdomains),
              ElementsAre("example.org: true", "secure.example.org: false"));
  EXPECT_EQ(stated.evidence(fact::android_network_cleartext, "secure.example.org"),
            "res/xml/network.xml#/network-security-config/domain-config@cleartextTrafficPermitted");
}

TEST(Network, PinsAreListedWithTheirDefects) {
  XmlElement config("network-security-config");
  XmlElement& one = config.child("domain-config");
  domain(one, "example.org");
  XmlElement& pins = one.child("pin-set").set("expiration", text("2026-01-31"));
  const auto pin = [&](const std::string& digest, const std::string& value) {
    pins.child("pin").set("digest", text(digest)).character_data = value;
  };
  pin("SHA-256", Bytes(43, 'A') + "=");
  pin("SHA-1", Bytes(27, 'A') + "=");
  pin("SHA-256", "QUJD");
  pin("SHA-256", "not base64!");
  const Stated stated(app_with(config));
  EXPECT_EQ(stated.value(fact::android_network_pin_count, "example.org"), "4");
  EXPECT_EQ(stated.value(fact::android_network_pin_expiration, "example.org"), "2026-01-31");
  EXPECT_EQ(stated.values(fact::android_network_pin, "example.org").size(), 4U);
  EXPECT_THAT(stated.values(fact::android_network_pin_defect, "example.org"),
              ElementsAre("base64", "digest SHA-1", "length 3"));
}

TEST(Network, BundledAuthoritiesAndDebugOverridesAreNamed) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  const auto id = table.add("xml", "network", {{{}, text("res/xml/network.xml")}});
  const auto own = table.add("raw", "own_ca", {{{}, text("res/raw/own_ca.pem")}});
  XmlElement config("network-security-config");
  config.child("base-config").child("trust-anchors").child("certificates").set("src", reference(own));
  config.child("debug-overrides").child("trust-anchors").child("certificates").set("src", text("user"));
  config.child("base-config-of-the-future").set("mode", text("strict"));
  AndroidApp app;
  app.file("resources.arsc", table.build()).file("res/xml/network.xml", binary_xml(config));
  app.application().set("android:networkSecurityConfig", reference(id));
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_network_trust_anchor), ElementsAre("*: res/raw/own_ca.pem"));
  EXPECT_THAT(stated.pairs(fact::android_network_debug_trust_anchor), ElementsAre("*: user"));
  EXPECT_THAT(stated.values(fact::android_network_element), ElementsAre("base-config-of-the-future mode=strict"));
}

// The settings for development hold for every domain, and only while the app is debuggable.
TEST(Network, DebugOverridesCountOnlyWhileDebuggable) {
  XmlElement config("network-security-config");
  XmlElement& one = config.child("domain-config");
  domain(one, "example.org");
  one.child("pin-set").child("pin").set("digest", text("SHA-256")).character_data = Bytes(43, 'A') + "=";
  config.child("debug-overrides").child("trust-anchors").child("certificates").set("src", text("user"));
  AndroidApp app = app_with(config);
  EXPECT_THAT(Stated(app).pairs(fact::android_network_trust_anchor), ElementsAre("*: system", "example.org: system"));
  EXPECT_THAT(Stated(app).pairs(fact::android_network_override_pins), IsEmpty());
  app.debuggable();
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_network_trust_anchor),
              ElementsAre("*: system", "*: user", "example.org: system", "example.org: user"));
  EXPECT_THAT(stated.pairs(fact::android_network_override_pins), ElementsAre("example.org: user"));
}

// The settings for development may lie in a resource of the same name with `_debug` behind it.
struct TwoFiles {
  XmlElement config{"network-security-config"};
  XmlElement debug{"network-security-config"};
  std::string debug_type = "xml";

  TwoFiles() {
    debug.child("debug-overrides").child("trust-anchors").child("certificates").set("src", text("user"));
    debug.child("base-config").set("cleartextTrafficPermitted", text("true"));
  }

  void enter(ResourceTable& table, AndroidApp& app) const {
    app.sdk(24, 34).application().set("android:networkSecurityConfig",
                                      reference(table.add("xml", "network", {{{}, text("res/xml/a.xml")}})));
    table.add(debug_type, "network_debug", {{{}, text("res/xml/b.xml")}});
  }

  AndroidApp app() const {
    ResourceTable table("org.example.ward");
    AndroidApp app;
    enter(table, app);
    app.file("resources.arsc", table.build());
    return app.file("res/xml/a.xml", binary_xml(config)).file("res/xml/b.xml", binary_xml(debug));
  }
};

TEST(Network, DebugOverridesOfASecondFileCountWhileDebuggable) {
  AndroidApp app = TwoFiles().app();
  EXPECT_THAT(Stated(app).pairs(fact::android_network_trust_anchor), ElementsAre("*: system"));
  EXPECT_THAT(Stated(app).pairs(fact::android_network_debug_trust_anchor), ElementsAre("*: user"));
  const Stated stated(app.debuggable());
  EXPECT_THAT(stated.pairs(fact::android_network_trust_anchor), ElementsAre("*: system", "*: user"));
  EXPECT_THAT(stated.pairs(fact::android_network_cleartext), ElementsAre("*: false"))
      << "nothing else in that file counts";
  EXPECT_EQ(stated.evidence(fact::android_network_debug_trust_anchor, "*"),
            "res/xml/b.xml#/network-security-config/debug-overrides/trust-anchors/certificates");
}

TEST(Network, DebugOverridesOfASecondFileDoNotCountBesideThoseOfTheFirst) {
  TwoFiles files;
  files.config.child("debug-overrides").child("trust-anchors").child("certificates").set("src", text("system"));
  const Stated stated(files.app().debuggable());
  EXPECT_THAT(stated.pairs(fact::android_network_debug_trust_anchor), ElementsAre("*: system"));
}

TEST(Network, ASecondFileForDevelopmentIsOfTypeXml) {
  TwoFiles files;
  files.debug_type = "raw";
  EXPECT_THAT(Stated(files.app().debuggable()).pairs(fact::android_network_debug_trust_anchor), IsEmpty());
}

TEST(Network, ASecondFileForDevelopmentThatCannotBeReadIsObjectedToWhileDebuggable) {
  AndroidApp missing = TwoFiles().app();
  missing.remove("res/xml/b.xml");
  EXPECT_FALSE(Stated(missing).objects(anomaly::network_config_missing));
  EXPECT_TRUE(Stated(missing.debuggable()).objects(anomaly::network_config_missing));

  TwoFiles twice;
  twice.debug.child("debug-overrides");
  EXPECT_FALSE(Stated(twice.app()).objects(anomaly::network_config_malformed));
  EXPECT_TRUE(Stated(twice.app().debuggable()).objects(anomaly::network_config_malformed));
}

TEST(Network, ABundlesSecondFileForDevelopmentIsReadToo) {
  const TwoFiles files;
  ResourceTable table("org.example.ward");
  AndroidApp app;
  files.enter(table, app);
  AndroidBundle bundle(app.debuggable());
  bundle.file("base/resources.pb", table.build_proto());
  bundle.file("base/res/xml/a.xml", proto_xml(files.config)).file("base/res/xml/b.xml", proto_xml(files.debug));
  EXPECT_THAT(Stated(bundle.build()).pairs(fact::android_network_trust_anchor), ElementsAre("*: system", "*: user"));
}

TEST(Network, ADomainOfItsOwnDoesNotInheritFromItsParentDomain) {
  XmlElement config("network-security-config");
  XmlElement& parent = config.child("domain-config").set("cleartextTrafficPermitted", text("true"));
  domain(parent, "example.org", true);
  domain(config.child("domain-config"), "secure.example.org");
  EXPECT_THAT(Stated(app_with(config)).pairs(fact::android_network_cleartext),
              ElementsAre("*: false", "example.org: true", "secure.example.org: false"));
}

TEST(Network, WithAConfigurationTheDefaultsOfTheTargetHoldToo) {
  XmlElement config("network-security-config");
  domain(config.child("domain-config"), "example.org");
  const Stated stated(app_with(config, 23));
  EXPECT_THAT(stated.pairs(fact::android_network_cleartext), ElementsAre("*: true", "example.org: true"));
  EXPECT_THAT(stated.pairs(fact::android_network_trust_anchor),
              ElementsAre("*: system", "*: user", "example.org: system", "example.org: user"));
}

TEST(Network, TransparencyIsInheritedAndMayBeSwitchedOff) {
  XmlElement config("network-security-config");
  config.child("base-config").child("certificateTransparency").set("enabled", text("true"));
  domain(config.child("domain-config"), "a.example.org");
  XmlElement& off = config.child("domain-config");
  domain(off, "b.example.org");
  off.child("certificateTransparency").set("enabled", text("false"));
  EXPECT_THAT(Stated(app_with(config)).pairs(fact::android_network_certificate_transparency),
              ElementsAre("*: true", "a.example.org: true", "b.example.org: false"));
}

TEST(Network, DomainsThatMatchNothingOrTwiceAreObjectedTo) {
  for (const char* useless : {"*.example.org", "https://example.org", "example.org:443", "example.org/path", ""}) {
    XmlElement config("network-security-config");
    domain(config.child("domain-config"), useless);
    EXPECT_TRUE(Stated(app_with(config)).objects(anomaly::network_domain_useless)) << useless;
  }
  for (const char* good : {"example.org", "localhost", "10.0.2.2", "::1"}) {
    XmlElement config("network-security-config");
    domain(config.child("domain-config"), good);
    const Stated stated(app_with(config));
    EXPECT_FALSE(stated.objects(anomaly::network_domain_useless)) << good;
    EXPECT_FALSE(stated.objects(anomaly::network_domain_twice)) << good;
  }
  XmlElement config("network-security-config");
  domain(config.child("domain-config"), "example.org");
  domain(config.child("domain-config"), "EXAMPLE.org");
  EXPECT_TRUE(Stated(app_with(config)).objects(anomaly::network_domain_twice));
}

TEST(Network, AConfigurationThatIsNotThereIsObjectedTo) {
  AndroidApp app;
  app.application().set("android:networkSecurityConfig", reference(0x7f020000));
  EXPECT_TRUE(Stated(app).objects(anomaly::network_config_missing));
  const Stated other(app_with(XmlElement("resources")));
  EXPECT_TRUE(other.objects(anomaly::network_config_malformed));
}

TEST(Backup, RulesAreListedByFileAndSection) {
  ResourceTable table("org.example.ward");
  table.string("app_name", "Ward");
  const auto id = table.add("xml", "rules", {{{}, text("res/xml/rules.xml")}});
  XmlElement rules("data-extraction-rules");
  XmlElement& cloud = rules.child("cloud-backup").set("disableIfNoEncryptionCapabilities", text("true"));
  cloud.child("exclude").set("domain", text("database")).set("path", text("patients.db"));
  rules.child("device-transfer").child("include").set("domain", text("sharedpref"));
  AndroidApp app;
  app.file("resources.arsc", table.build()).file("res/xml/rules.xml", binary_xml(rules));
  app.application().set("android:dataExtractionRules", reference(id));
  EXPECT_THAT(Stated(app).pairs(fact::android_backup_rule),
              ElementsAre("res/xml/rules.xml cloud-backup: disableIfNoEncryptionCapabilities=true",
                          "res/xml/rules.xml cloud-backup: exclude database patients.db",
                          "res/xml/rules.xml device-transfer: include sharedpref"));
}

}  // namespace
}  // namespace formulary::formats::test
