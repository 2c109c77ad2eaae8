// A binary XML document.
#include "scanners/bytes/android_xml.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/axml_builder.hpp"

namespace formulary::fuzz::binary_xml {

void run(View data) {
  bytes::Budget budget = bytes::Budget::for_file(data.size());
  std::vector<Anomaly> anomalies;
  const auto document = bytes::XmlDocument::read(data, "AndroidManifest.xml", budget, anomalies);
  if (!document) return;
  for (const bytes::XmlElement& element : document->elements()) {
    (void)document->locate(element);
    (void)document->children(element);
  }
}

std::vector<Bytes> seeds() {
  support::XmlElement manifest("manifest");
  manifest.set("package", support::text("org.example.ward")).set("android:versionCode", support::decimal(7));
  support::XmlElement& application = manifest.child("application");
  application.set("android:debuggable", support::boolean(true)).set("android:label", support::reference(0x7f010000));
  application.child("activity").set("android:name", support::text(".Main"));
  return {support::binary_xml(manifest), support::binary_xml(manifest, {.encoding = support::Encoding::utf16}),
          support::binary_xml(manifest, {.resource_map = false})};
}

}  // namespace formulary::fuzz::binary_xml
