// A protobuf message, read as each of the things that bundles hold: XML, resources, a configuration.
#include "scanners/bytes/android_proto_table.hpp"
#include "scanners/bytes/android_proto_texts.hpp"
#include "scanners/bytes/android_proto_xml.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/arsc_builder.hpp"
#include "tests/support/proto_builder.hpp"

namespace formulary::fuzz::protobuf {

void run(View data) {
  bytes::Budget budget = bytes::Budget::for_file(data.size());
  budget.steps = 2'000'000;
  std::vector<Anomaly> anomalies;
  (void)bytes::read_proto_xml(data, "manifest.xml", budget, anomalies);
  (void)bytes::read_proto_config(data, budget);
  bytes::ProtoResources resources;
  resources.add({data.begin(), data.end()}, "resources.pb", budget, anomalies);
  (void)resources.find(0x7f, "string/alias", budget);
  (void)bytes::for_each_proto_text(data, budget, [](std::string_view, std::string_view, std::string_view) {});
  for (const std::uint32_t type : {1u, 2u, 0xffu}) {
    for (const std::uint32_t entry : {0u, 1u, 0xffffu}) {
      const std::uint32_t id = 0x7f000000u | type << 16 | entry;
      for (const auto& found : resources.all(id, budget)) (void)resources.resolve(found.value, {}, budget);
      (void)resources.best(id, {}, budget);
      (void)resources.array(id, budget);
      (void)resources.name(id, budget);
    }
  }
}

std::vector<Bytes> seeds() {
  support::ResourceTable table("org.example.ward");
  const std::uint32_t label =
      table.add("string", "label", {{{}, support::text("Ward")}, {{.language = "de"}, support::text("Station")}});
  table.add("string", "alias", {{{}, support::reference(label)}});
  support::XmlElement root("manifest");
  root.set("package", support::text("org.example.ward")).set("android:versionCode", support::decimal(-7));
  root.child("application").set("android:label", support::reference(label)).child("activity").character_data = "x";
  return {table.build_proto(), support::proto_xml(root)};
}

}  // namespace formulary::fuzz::protobuf
