// XML and resources as bundles hold them: what is read, and what a hostile message gives instead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/android_proto_table.hpp"
#include "scanners/bytes/android_proto_texts.hpp"
#include "scanners/bytes/android_proto_value.hpp"
#include "scanners/bytes/android_proto_xml.hpp"
#include "tests/support/arsc_builder.hpp"
#include "tests/support/proto_builder.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using support::proto_bytes;
using support::proto_number;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ids(const std::vector<Anomaly>& anomalies) {
  std::vector<std::string> found;
  for (const Anomaly& one : anomalies) found.push_back(one.id);
  return found;
}

TEST(ProtoXml, IsTheDocumentThatBinaryXmlIs) {
  support::XmlElement root("manifest");
  root.set("package", support::text("org.example.ward")).set("android:versionCode", support::decimal(-7));
  root.child("application").set("android:debuggable", support::boolean(true)).child("activity");
  root.need("application").child("activity").set("android:label", support::reference(0x7f010000));
  Budget budget;
  std::vector<Anomaly> anomalies;
  const auto proto = read_proto_xml(as_view(support::proto_xml(root)), "m.xml", budget, anomalies);
  const auto binary = XmlDocument::read(as_view(support::binary_xml(root)), "m.xml", budget, anomalies);
  ASSERT_TRUE(proto && binary);
  EXPECT_THAT(anomalies, IsEmpty());
  ASSERT_EQ(proto->elements().size(), binary->elements().size());
  for (std::size_t i = 0; i < proto->elements().size(); ++i) {
    const XmlElement& one = proto->elements()[i];
    const XmlElement& two = binary->elements()[i];
    EXPECT_EQ(one.name, two.name);
    EXPECT_EQ(one.end, two.end);
    EXPECT_EQ(proto->locate(one), binary->locate(two));
    ASSERT_EQ(one.attributes.size(), two.attributes.size());
    for (std::size_t j = 0; j < one.attributes.size(); ++j) {
      EXPECT_EQ(one.attributes[j].name, two.attributes[j].name);
      EXPECT_EQ(one.attributes[j].ns, two.attributes[j].ns);
      EXPECT_EQ(one.attributes[j].resource_id, two.attributes[j].resource_id);
      EXPECT_EQ(one.attributes[j].value.type, two.attributes[j].value.type);
      EXPECT_EQ(one.attributes[j].text, two.attributes[j].text);
      if (one.attributes[j].value.type != Value::string) {
        EXPECT_EQ(one.attributes[j].value.data, two.attributes[j].value.data);
      }
    }
  }
}

struct Hostile {
  const char* what;
  Bytes message;
  std::vector<std::string> objections;
  bool readable;
};

TEST(ProtoXml, HostileMessagesAreObjectedTo) {
  const Bytes element = proto_bytes(3, "manifest");
  const Bytes attribute = proto_bytes(2, "package") + proto_bytes(3, "a");
  Bytes deep = element;
  for (int i = 0; i < 200; ++i) deep = proto_bytes(3, "e") + proto_bytes(5, proto_bytes(1, deep));
  for (const Hostile& one : std::vector<Hostile>{
           {"nothing", "", {"axml.malformed"}, false},
           {"text", "<manifest/>", {"axml.malformed", "axml.malformed"}, false},
           {"only text within", proto_bytes(2, "manifest"), {"axml.malformed"}, false},
           {"two elements in one node", proto_bytes(1, element) + proto_bytes(1, element), {"axml.unbalanced"}, true},
           {"an attribute twice",
            proto_bytes(1, element + proto_bytes(4, attribute) + proto_bytes(4, attribute)),
            {"axml.attribute-duplicate"},
            true},
           {"cut off", proto_bytes(1, element + Bytes("\x22\x7fxx", 4)), {"axml.malformed"}, true},
           {"too deep", proto_bytes(1, deep), {"axml.depth"}, true},
       }) {
    Budget budget;
    std::vector<Anomaly> anomalies;
    const auto document = read_proto_xml(as_view(one.message), "m.xml", budget, anomalies);
    EXPECT_EQ(document.has_value(), one.readable) << one.what;
    EXPECT_EQ(ids(anomalies), one.objections) << one.what;
  }
}

TEST(ProtoValue, HasTheTypeThatItHasInAPackage) {
  struct Case {
    Bytes item;
    Value value;
  };
  const auto primitive = [](std::uint32_t field, std::uint64_t value) {
    return proto_bytes(7, proto_number(field, value));
  };
  Budget budget;
  for (const Case& one : std::vector<Case>{
           {primitive(6, 0xfffffffffffffff9), {Value::decimal, 0xfffffff9}},
           {primitive(7, 0x20), {Value::hexadecimal, 0x20}},
           {primitive(8, 1), {Value::boolean, 0xffffffff}},
           {primitive(9, 0xff00ff00), {Value::first_color, 0xff00ff00}},
           {primitive(13, 0x2001), {Value::dimension, 0x2001}},
           {proto_bytes(7, proto_bytes(1, "")), {Value::null, 0}},
           {proto_bytes(7, proto_bytes(2, "")), {Value::null, 1}},
           {proto_bytes(1, proto_number(2, 0x7f010000)), {Value::reference, 0x7f010000}},
           {proto_bytes(1, proto_number(1, 1) + proto_number(2, 5)), {Value::attribute, 5}},
           {proto_bytes(1, proto_number(2, 5) + proto_bytes(5, proto_number(1, 1))), {Value::dynamic_reference, 5}},
       }) {
    const ProtoValue read = read_proto_item(as_view(one.item), budget);
    EXPECT_TRUE(read.known);
    EXPECT_EQ(read.value, one.value);
  }
  EXPECT_EQ(read_proto_item(as_view(proto_bytes(5, proto_bytes(1, "res/a.png"))), budget).text, "res/a.png");
  EXPECT_FALSE(read_proto_item(as_view(proto_bytes(99, "")), budget).known);
}

TEST(ProtoResources, GiveWhatTheTableGives) {
  support::ResourceTable recipe("org.example.ward");
  const std::uint32_t label = recipe.add(
      "string", "label", {{{}, support::text("Ward")}, {{.language = "de", .region = "AT"}, support::text("Station")}});
  const std::uint32_t alias = recipe.add("string", "alias", {{{}, support::reference(label)}});
  const std::uint32_t loop = recipe.add("string", "loop", {{{}, support::reference(0x7f010002)}});
  Budget budget;
  std::vector<Anomaly> anomalies;
  ProtoResources resources;
  const Bytes message = recipe.build_proto();
  resources.add({as_view(message).begin(), as_view(message).end()}, "base/resources.pb", budget, anomalies);
  EXPECT_THAT(anomalies, IsEmpty());

  ResourceConfig device = ResourceConfig::ordinary_device();
  EXPECT_EQ(resources.resolve({Value::reference, alias}, device, budget).text, "Ward");
  device.locale = {"de", "", "AT", ""};
  EXPECT_EQ(resources.resolve({Value::reference, alias}, device, budget).text, "Station");
  EXPECT_EQ(resources.resolve({Value::reference, loop}, device, budget).end, Resources::End::cycle);
  EXPECT_EQ(resources.resolve({Value::reference, 0x7f020000}, device, budget).end, Resources::End::unresolved);
  EXPECT_EQ(resources.name(alias, budget), "string/alias");
  EXPECT_EQ(resources.all(label, budget).size(), 2U);
  EXPECT_EQ(resources.locales().size(), 2U);
}

TEST(ProtoResources, AreFoundByName) {
  support::ResourceTable recipe("org.example.ward");
  recipe.string("network", "Network");
  const std::uint32_t network = recipe.add("xml", "network", {{{}, support::text("res/xml/network.xml")}});
  Budget budget;
  std::vector<Anomaly> anomalies;
  ProtoResources resources;
  const Bytes message = recipe.build_proto();
  resources.add({as_view(message).begin(), as_view(message).end()}, "base/resources.pb", budget, anomalies);
  EXPECT_EQ(resources.find(0x7f, "xml/network", budget), network);
  EXPECT_EQ(resources.find(0x7f, "xml/network_debug", budget), std::nullopt);
  EXPECT_EQ(resources.find(0x7e, "xml/network", budget), std::nullopt) << "another package";
  EXPECT_EQ(resources.find(0x7f, "network", budget), std::nullopt) << "no type";
  EXPECT_EQ(as_text(resources.message("base/resources.pb")), message);
  EXPECT_TRUE(resources.message("other/resources.pb").empty());
}

// A resource with one value, which is `value` (message Value), in a table of its own.
Bytes table_of(const std::string& type, const std::string& name, const Bytes& value) {
  const Bytes entry = proto_bytes(2, name) + proto_bytes(6, proto_bytes(2, value));
  return proto_bytes(2, proto_bytes(3, proto_bytes(2, type) + proto_bytes(3, entry)));
}

Bytes text_item(std::uint32_t kind, const std::string& text) { return proto_bytes(kind, proto_bytes(1, text)); }

std::vector<std::string> texts_of(const Bytes& table, bool readable = true) {
  Budget budget;
  std::vector<std::string> found;
  EXPECT_EQ(
      for_each_proto_text(as_view(table), budget,
                          [&](std::string_view type, std::string_view name, std::string_view text) {
                            found.push_back(std::string(type) + "/" + std::string(name) + ": " + std::string(text));
                          }),
      readable);
  return found;
}

TEST(ProtoTexts, AreThoseOfEveryKindOfResource) {
  const auto items = [](std::uint32_t compound, std::uint32_t part, std::uint32_t item) {
    return proto_bytes(5, proto_bytes(compound, proto_bytes(part, proto_bytes(item, text_item(2, "one"))) +
                                                    proto_bytes(part, proto_bytes(item, text_item(3, "two")))));
  };
  struct Case {
    const char* what;
    Bytes value;
    std::vector<std::string> texts;
  };
  for (const Case& one : std::vector<Case>{
           {"a string", proto_bytes(4, text_item(2, "one")), {"t/n: one"}},
           {"a raw string", proto_bytes(4, text_item(3, "one")), {"t/n: one"}},
           {"a string with markup",
            proto_bytes(4, proto_bytes(4, proto_bytes(1, "one") +
                                              proto_bytes(2, proto_bytes(1, "a;href=two") + proto_number(2, 0)))),
            {"t/n: one", "t/n: a;href=two"}},
           {"a file", proto_bytes(4, text_item(5, "res/raw/one.txt")), {"t/n: res/raw/one.txt"}},
           {"a number", proto_bytes(4, support::proto_item(support::decimal(7))), {}},
           {"a comment for developers", proto_bytes(2, "one"), {}},
           {"a style", items(2, 3, 4), {"t/n: one", "t/n: two"}},
           {"an array", items(4, 1, 3), {"t/n: one", "t/n: two"}},
           {"plurals", items(5, 1, 4), {"t/n: one", "t/n: two"}},
       }) {
    EXPECT_EQ(texts_of(table_of("t", "n", one.value)), one.texts) << one.what;
  }
}

TEST(ProtoTexts, DamageIsToldAndWhatStandsBeforeItIsRead) {
  const Bytes good = table_of("string", "a", proto_bytes(4, text_item(2, "one")));
  EXPECT_THAT(texts_of(good + table_of("string", "b", Bytes("\x22\x7fxx", 4)), false), ElementsAre("string/a: one"));
  EXPECT_THAT(texts_of(good + Bytes("\x12\x7f", 2), false), ElementsAre("string/a: one"));
  Budget budget;
  budget.steps = 3;
  EXPECT_FALSE(for_each_proto_text(as_view(good), budget, [](auto...) {}));
}

TEST(ProtoResources, AConfigurationIsTheOneOfTheTable) {
  const Bytes message = proto_bytes(3, "sr-Latn-RS") + proto_number(4, 2) + proto_number(10, 3) + proto_number(11, 2) +
                        proto_number(12, 1) + proto_number(16, 6) + proto_number(17, 1) + proto_number(18, 320) +
                        proto_number(20, 3) + proto_number(22, 2) + proto_number(24, 30);
  Budget budget;
  const ResourceConfig config = read_proto_config(as_view(message), budget);
  EXPECT_EQ(config.locale, (ResourceLocale{"sr", "Latn", "RS", ""}));
  EXPECT_EQ(config.screen_layout, 0x80 | 0x03 | 0x10);
  EXPECT_EQ(config.screen_layout2, 2);
  EXPECT_EQ(config.ui_mode, 0x06 | 0x20);
  EXPECT_EQ(config.density, 320);
  EXPECT_EQ(config.input_flags, 0x03 | 0x08);
  EXPECT_EQ(config.sdk_version, 30);
}

TEST(ProtoResources, DamageIsNamed) {
  Budget budget;
  std::vector<Anomaly> anomalies;
  ProtoResources resources;
  const Bytes cut = support::proto_bytes(2, Bytes("\x1a\x7fxx", 4));
  resources.add({as_view(cut).begin(), as_view(cut).end()}, "base/resources.pb", budget, anomalies);
  EXPECT_THAT(ids(anomalies), ElementsAre("arsc.malformed"));
}

}  // namespace
}  // namespace formulary::bytes::test
