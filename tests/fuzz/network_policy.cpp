// A network security configuration, read as part of a package that names it.
#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_app.hpp"

namespace formulary::fuzz::network_policy {
namespace {

Bytes package_with(const Bytes& configuration) {
  support::AndroidApp app;
  app.application().set("android:networkSecurityConfig", support::text("res/xml/network.xml"));
  return app.file("res/xml/network.xml", configuration).unsigned_package();
}

}  // namespace

void run(View data) { (void)scan(support::source(package_with(Bytes(bytes::as_text(data))))); }

std::vector<Bytes> seeds() {
  support::XmlElement root("network-security-config");
  support::XmlElement& base = root.child("base-config");
  base.set("cleartextTrafficPermitted", support::text("false"));
  base.child("trust-anchors")
      .child("certificates")
      .set("src", support::text("user"))
      .set("overridePins", support::text("true"));
  support::XmlElement& outer = root.child("domain-config");
  support::XmlElement& domain = outer.child("domain");
  domain.set("includeSubdomains", support::text("true")).character_data = "example.org";
  support::XmlElement& pins = outer.child("pin-set");
  pins.set("expiration", support::text("2027-01-01"));
  pins.child("pin").set("digest", support::text("SHA-256")).character_data =
      "7HIpactkIAq2Y49orFOOQKurWxmmSFZhBCoQYcRhJ3Y=";
  outer.child("domain-config").child("domain").character_data = "deep.example.org";
  root.child("debug-overrides").child("trust-anchors").child("certificates").set("src", support::text("@raw/ca"));
  return {support::binary_xml(root)};
}

}  // namespace formulary::fuzz::network_policy
