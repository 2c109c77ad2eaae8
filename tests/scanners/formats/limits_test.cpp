// Files whose parts share bytes, names or code, so that looking at each part by itself would take minutes or gigabytes:
// a limit ends that, the Report says which one and is not complete. Without the limits most of these tests would not
// end. Smaller budgets stand for larger files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/android_xml.hpp"
#include "scanners/format.hpp"
#include "tests/scanners/formats/stated.hpp"
#include "tests/support/android_bundle.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/package_set.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::Each;
using testing::SizeIs;

std::string reason(const Bytes& file) { return Stated(file).report().reason; }
std::string reason(const AndroidApp& app) { return reason(app.unsigned_package()); }

bytes::Budget few_steps(std::uint64_t steps) {
  bytes::Budget budget;
  budget.steps = steps;
  return budget;
}
std::string reason(const Bytes& file, std::uint64_t steps) { return scan(source(file), {}, few_steps(steps)).reason; }

// -- archives ---------------------------------------------------------------------------------------------------------

TEST(Limits, ManyEntriesMayNotShareOneArchive) {
  ZipBuilder inner;
  inner.store("a", Bytes(70'000, 'x'));
  const Bytes archive = inner.build();
  ZipBuilder zip = AndroidApp().zip();
  zip.store("assets/0.zip", archive);
  const auto offset = static_cast<std::uint32_t>(zip.build().find("assets/0.zip") - 30);
  for (int i = 1; i < 20'000; ++i) {
    ZipEntryRecipe& entry = zip.store("assets/" + std::to_string(i) + ".zip", "");
    entry.has_local = false;
    entry.central.header_offset = offset;
    entry.central.size = entry.central.compressed_size = static_cast<std::uint32_t>(archive.size());
  }
  EXPECT_EQ(reason(zip.build()), "limit:archives within");
}

TEST(Limits, LongExtraFieldsAreGoneThroughOnce) {
  const std::string extra = Bytes(65'000, '\0') + "\x01" + Bytes(3, '\0');
  ZipBuilder zip = AndroidApp().zip();
  zip.store("assets/first", "x").local.extra = extra;
  const auto offset = static_cast<std::uint32_t>(zip.build().find("assets/first") - 30);
  for (int i = 0; i < 10'000; ++i) {
    ZipEntryRecipe& entry = zip.store("assets/" + std::to_string(i), "x");
    entry.has_local = false;
    entry.central.header_offset = offset;
  }
  for (int i = 0; i < 100; ++i) zip.store("res/" + std::to_string(i), "x").central.extra = extra;
  const Stated stated(zip.build());
  EXPECT_TRUE(stated.objects(anomaly::zip_overlap));
  EXPECT_FALSE(stated.objects(anomaly::zip_extra_malformed)) << "each field is well formed";
}

TEST(Limits, WhatSwellsIsNotHeldInMemory) {
  AndroidApp app;
  app.file("classes2.dex", Bytes(40 * 1024 * 1024, '\0'));
  EXPECT_EQ(reason(app), "limit:bytes in memory");
}

TEST(Limits, AnXmlFileIsNotLargerThanAnyoneWrites) {
  AndroidApp app;
  app.file("AndroidManifest.xml", Bytes(17 * 1024 * 1024, '\0'));
  EXPECT_EQ(reason(app), "limit:size of an XML file");
}

// -- signatures -------------------------------------------------------------------------------------------------------

TEST(Limits, ASectionOfAJarManifestHasNotThousandsOfAttributes) {
  std::string lines;
  for (int i = 0; i < 5000; ++i) lines += "a\r\n";
  AndroidApp app;
  app.sdk(21, 29).file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + lines);
  EXPECT_EQ(reason(app), "limit:attributes of MANIFEST.MF");
}

// -- manifests --------------------------------------------------------------------------------------------------------

TEST(Limits, AManifestHasNotHundredsOfThousandsOfElements) {
  AndroidApp app;
  for (int i = 0; i < 210'000; ++i) app.manifest().child("z");
  EXPECT_EQ(reason(app), "limit:xml nodes");
}

TEST(Limits, ManyAttributesMayNotShareOneLongText) {
  AndroidApp app;
  const std::string value(30'000, 'v');
  for (int i = 0; i < 4000; ++i) app.application().child("meta-data").set("android:value", text(value));
  EXPECT_EQ(reason(app), "limit:texts of an XML file");
}

TEST(Limits, ManyComponentsMayNotShareOneLongPermission) {
  AndroidApp app;
  app.application().set("android:permission", text(Bytes(30'000, 'p')));
  for (int i = 0; i < 2000; ++i) app.component("activity", ".A" + std::to_string(i), true);
  const Stated stated(app);
  EXPECT_EQ(stated.report().reason, "limit:size of the report");
  EXPECT_THAT(stated.values(fact::android_component), SizeIs(testing::Lt(1000)));
}

TEST(Limits, PlacesAreShownInTheirEssence) {
  XmlElement manifest("manifest");
  XmlElement* element = &manifest;
  for (int i = 0; i < 100; ++i) element = &element->child(Bytes(5'000, 'n'));
  element->child("last");
  const Bytes file = binary_xml(manifest);
  bytes::Budget budget;
  std::vector<Anomaly> anomalies;
  const auto document = bytes::XmlDocument::read(view(file), "AndroidManifest.xml", budget, anomalies);
  ASSERT_TRUE(document);
  const std::string place = document->locate(document->elements().back());
  EXPECT_THAT(place, testing::EndsWith("n…/last"));
  EXPECT_LT(place.size(), 1500U);
}

TEST(Limits, AnomaliesTakeTheirPlaceInTheReportToo) {
  const AndroidApp app;
  const Bytes file = app.unsigned_package();
  const bytes::MemorySource where = source(file);
  bytes::Budget budget;
  budget.report = 1000;
  ScanContext context{where, {}, budget, {}, {}, {}};
  for (int i = 0; i < 1000; ++i) context.object(anomaly::manifest_nameless, "activity", "AndroidManifest.xml");
  EXPECT_THAT(context.anomalies, SizeIs(testing::Lt(20)));
  EXPECT_TRUE(context.full());
  context.state(fact::android_package, "", "a", "");
  EXPECT_THAT(context.facts, SizeIs(0)) << "nothing fits in behind what did not";
}

TEST(Limits, ConfigurationsForDomainsInheritPinsAtACost) {
  XmlElement config("network-security-config");
  XmlElement& pins = config.child("base-config").child("pin-set");
  for (int i = 0; i < 3000; ++i) pins.child("pin").set("digest", text("SHA-256")).character_data = "AAAA";
  for (int i = 0; i < 3000; ++i) config.child("domain-config");
  AndroidApp app;
  app.file("res/xml/n.xml", binary_xml(config));
  app.application().set("android:networkSecurityConfig", text("res/xml/n.xml"));
  EXPECT_EQ(reason(app), "limit:network security configuration");
}

// -- resources --------------------------------------------------------------------------------------------------------

TEST(Limits, ResourcesAreNotInThousandsOfLanguages) {
  ResourceTable table("org.example.ward");
  ResourceTable::Values values;
  for (int i = 0; i < 2100; ++i) {
    const auto letter = [](int number) { return static_cast<char>('A' + number % 26); };
    values.push_back({{.language = std::string{static_cast<char>('a' + i / 676), 'a'},
                       .region = std::string{letter(i / 26), letter(i)}},
                      text("x")});
  }
  const std::uint32_t label = table.add("string", "name", values);
  AndroidApp app;
  app.file("resources.arsc", table.build());
  app.application().set("android:label", reference(label));
  EXPECT_EQ(reason(app), "limit:languages of resources");
}

TEST(Limits, LongTextsAreDecodedOnlyWhenTheyCanBePaidFor) {
  AndroidApp app;
  app.label(Bytes(20'000, 'l'), Bytes(20'000, 'm'));
  EXPECT_EQ(reason(app.unsigned_package(), 30'000), "limit:steps");
}

// -- code -------------------------------------------------------------------------------------------------------------

TEST(Limits, PartsOfAContainerMayNotShareInstructionsWithoutEnd) {
  DexBuilder large("041"), small("041");
  large.add("org.example.A").method("run").units(std::vector<std::uint16_t>(20'000, 0x0000)).end();
  small.add("org.example.B").method("run").end();
  std::vector<DexBuilder> parts(50, small);
  parts.front() = large;
  Bytes file = dex_container(parts);
  // All parts get the tables of the first; offsets count from the start of the container.
  constexpr std::size_t length = 0x20, first_table = 0x38, last_table = 0x60;
  for (std::size_t at = read_little(file, length, 4); at + length + 4 < file.size();
       at += read_little(file, at + length, 4)) {
    for (std::size_t table = first_table; table <= last_table; table += 8)
      patch(file, at + table, file.substr(table, 8));
  }
  AndroidApp app;
  app.file("classes.dex", file);
  EXPECT_EQ(reason(app), "limit:instructions of Dalvik code");
}

// -- bundles and sets -------------------------------------------------------------------------------------------------

TEST(Limits, EachModuleOfABundleCostsALookAtAllEntries) {
  AndroidBundle bundle{AndroidApp()};
  for (int i = 0; i < 50; ++i) bundle.feature("feature" + std::to_string(i));
  for (int i = 0; i < 20'000; ++i) bundle.file("base/assets/" + std::to_string(i), "");
  const Bytes file = bundle.build();
  EXPECT_EQ(reason(file), "") << "a bundle like others, to compare with";
  EXPECT_EQ(reason(file, 105'000), "limit:modules");
}

TEST(Limits, PackagesOfASetMayNotShareTheirBytes) {
  const PackageSet set(AndroidApp(), make_signer());
  ZipBuilder zip = set.zip();
  const ZipEntryRecipe base = zip.entries.front();
  const auto offset = static_cast<std::uint32_t>(zip.build().find(base.name) - 30);
  for (int i = 0; i < 3; ++i) {
    ZipEntryRecipe& copy = zip.entries.emplace_back(base);
    copy.name = std::to_string(i) + ".apk";
    copy.has_local = false;
    copy.central.header_offset = offset;
  }
  EXPECT_EQ(reason(zip.build()), "limit:packages of a set that share their bytes");
}

}  // namespace
}  // namespace formulary::formats::test
