// Binary XML: what the platform reads, and each trick that other readers fall for.
#include "scanners/bytes/android_xml.hpp"

#include <filesystem>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/axml_builder.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/program.hpp"

namespace formulary::bytes::test {
namespace {

using namespace support;  // the recipes; the types of the reader are named with their room
using testing::IsEmpty;

struct Read {
  explicit Read(const Bytes& file) : budget(Budget::for_file(file.size())) {
    document = XmlDocument::read(as_view(file), "x.xml", budget, anomalies);
  }
  std::set<std::string> objections() const {
    std::set<std::string> ids;
    for (const Anomaly& anomaly : anomalies) ids.insert(anomaly.id);
    return ids;
  }

  Budget budget;
  std::vector<Anomaly> anomalies;
  std::optional<XmlDocument> document;
};

support::XmlElement small_tree() {
  support::XmlElement manifest("manifest");
  manifest.set("package", text("org.example")).set("android:versionCode", decimal(7));
  support::XmlElement& application = manifest.child("application");
  application.set("android:debuggable", support::boolean(true));
  application.child("activity").set("android:name", text(".One"));
  application.child("service").set("android:name", text(".Two"));
  application.child("activity").set("android:name", text(".Three"));
  return manifest;
}

// Where the chunk of this type starts, the `count`-th of them.
std::size_t chunk_at(const Bytes& file, std::uint16_t type, std::size_t count = 1) {
  for (std::size_t at = 8; at + 8 <= file.size(); at += read_little(file, at + 4, 4)) {
    if (read_little(file, at, 2) == type && --count == 0) return at;
  }
  ADD_FAILURE() << "no chunk of type " << type;
  return 0;
}

TEST(AndroidXml, GivesElementsInOrderWithPlacesAndValues) {
  for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
    const Read read(binary_xml(small_tree(), {.encoding = encoding}));
    ASSERT_TRUE(read.document);
    EXPECT_THAT(read.objections(), IsEmpty());
    const auto& elements = read.document->elements();
    std::vector<std::string> places;
    for (const auto& element : elements) places.push_back(read.document->locate(element));
    EXPECT_THAT(places, testing::ElementsAre(
                            "x.xml#/manifest", "x.xml#/manifest/application", "x.xml#/manifest/application/activity[1]",
                            "x.xml#/manifest/application/service", "x.xml#/manifest/application/activity[2]"));
    EXPECT_EQ(elements[0].attributes[0].resource_id, 0x0101021bU);
    EXPECT_EQ(elements[0].attributes[0].value, (Value{Value::decimal, 7}));
    EXPECT_EQ(elements[0].attributes[1].name, "package");
    EXPECT_EQ(elements[0].attributes[1].text, "org.example");
    EXPECT_EQ(read.document->children(elements[1]), (std::vector<std::uint32_t>{2, 3, 4}));
  }
}

TEST(AndroidXml, GivesTextInAnyScript) {
  for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
    for (const Bytes& content : {Bytes("Stationsübersicht"), Bytes("病房"), Bytes("\xf0\x9f\x8f\xa5 ward"),
                                 Bytes(300, 'x'), Bytes(40'000, 'y')}) {
      if (encoding == Encoding::utf8 && content.size() > 30'000) continue;  // longer than its length field
      support::XmlElement element("domain");
      element.character_data = content;
      const Read read(binary_xml(element, {.encoding = encoding}));
      ASSERT_TRUE(read.document);
      EXPECT_EQ(read.document->elements()[0].text, content);
      EXPECT_THAT(read.objections(), IsEmpty());
    }
  }
}

struct Trick {
  const char* what;
  void (*play)(Bytes&);
  bool readable;
  std::set<std::string> objections;
};

class AndroidXmlTricks : public testing::TestWithParam<Trick> {};

TEST_P(AndroidXmlTricks, AreObjectedTo) {
  Bytes file = binary_xml(small_tree());
  GetParam().play(file);
  const Read read(file);
  EXPECT_EQ(read.document.has_value(), GetParam().readable);
  EXPECT_EQ(read.objections(), GetParam().objections);
  if (read.document) EXPECT_EQ(read.document->elements()[0].name, "manifest");
}

const Trick tricks[] = {
    {"another type at the start", [](Bytes& file) { patch(file, 0, u16(0)); }, true, {"axml.malformed"}},
    {"longer than the file", [](Bytes& file) { patch(file, 4, u32(file.size() + 4)); }, false, {"axml.file-size"}},
    {"bytes behind the end", [](Bytes& file) { file += "hidden"; }, true, {"axml.file-size"}},
    {"text instead of binary",
     [](Bytes& file) { file = "<?xml version='1.0'?><manifest/>"; },
     false,
     {"axml.not-binary"}},
    {"empty", [](Bytes& file) { file.clear(); }, false, {"axml.file-size"}},
    {"an unknown chunk between",
     [](Bytes& file) {
       file.insert(chunk_at(file, 0x0102), u16(0x0999) + u16(16) + u32(20) + Bytes(12, '\0'));
       patch(file, 4, u32(file.size()));
     },
     true,
     {"axml.unknown-chunk"}},
    {"a chunk between that is no node",
     [](Bytes& file) {
       file.insert(chunk_at(file, 0x0102, 2), u16(0x0180) + u16(8) + u32(12) + u32(0));
       patch(file, 4, u32(file.size()));
     },
     true,
     {"axml.header-size"}},
    {"a chunk longer than the rest",
     [](Bytes& file) { patch(file, chunk_at(file, 0x0102, 2) + 4, u32(1 << 20)); },
     true,
     {"axml.chunk-size"}},
    {"a chunk of no length",
     [](Bytes& file) { patch(file, chunk_at(file, 0x0102, 2) + 4, u32(0)); },
     true,
     {"axml.header-size"}},
    {"a pool with too many strings",
     [](Bytes& file) { patch(file, chunk_at(file, 1) + 8, u32(0x10000000)); },
     false,
     {"axml.string-pool"}},
    {"a pool whose last text has no end",
     [](Bytes& file) { patch(file, chunk_at(file, 1) + read_little(file, chunk_at(file, 1) + 4, 4) - 1, "x"); },
     false,
     {"axml.string-pool"}},
    {"no pool at all",
     [](Bytes& file) { patch(file, chunk_at(file, 1), u16(0x0999)); },
     false,
     {"axml.string-pool", "axml.unknown-chunk"}},
    {"a chunk that is no multiple of four long",
     [](Bytes& file) {
       const std::size_t at = chunk_at(file, 0x0102, 2);
       patch(file, at + 4, u32(read_little(file, at + 4, 4) + 2));
     },
     true,
     {"axml.chunk-size"}},
    {"a wrong namespace behind the right prefix",
     [](Bytes& file) { patch(file, chunk_at(file, 0x0100) + 20, u32(0)); },
     true,
     {"axml.namespace"}},
    {"an element never closed",
     [](Bytes& file) {
       file.erase(chunk_at(file, 0x0103), 24);
       patch(file, 4, u32(file.size()));
     },
     true,
     {"axml.unbalanced"}},
    {"attributes that overrun",
     [](Bytes& file) { patch(file, chunk_at(file, 0x0102, 3) + 28, u16(900)); },
     true,
     {"axml.malformed"}},
    {"attributes of no size",
     [](Bytes& file) { patch(file, chunk_at(file, 0x0102, 3) + 26, u16(0)); },
     true,
     {"axml.attribute-layout"}},
};

INSTANTIATE_TEST_SUITE_P(Table, AndroidXmlTricks, testing::ValuesIn(tricks),
                         [](const testing::TestParamInfo<Trick>& param) {
                           std::string name = param.param.what;
                           std::erase_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); });
                           return name;
                         });

TEST(AndroidXml, AttributesThatOnlySomeReadersSeeAreObjectedTo) {
  struct Case {
    const char* what;
    std::vector<support::XmlAttribute> attributes;
    const char* objection;
  };
  const std::string android(android_namespace);
  for (const Case& one : std::vector<Case>{
           {"the same id twice",
            {{android, "exported", 0x01010010, support::boolean(false), {}},
             {android, "exported", 0x01010010, support::boolean(true), {}}},
            "axml.attribute-duplicate"},
           {"an id without a name", {{android, "", 0x01010010, support::boolean(true), {}}}, "axml.attribute-unnamed"},
           {"a prefix in the name",
            {{android, "android:exported", 0x01010010, support::boolean(true), {}}},
            "axml.namespace-in-name"},
           {"text and value disagree",
            {{android, "name", 0x01010003, text("org.example.Real"), "org.example.Shown"}},
            "axml.attribute-raw-value"},
           {"a control character in the name", {{"", "a\x01", 0, decimal(1), {}}}, "axml.control-character"},
       }) {
    support::XmlElement element("activity");
    for (const support::XmlAttribute& attribute : one.attributes) element.add(attribute);
    const Read read(binary_xml(element));
    EXPECT_TRUE(read.document) << one.what;
    EXPECT_THAT(read.objections(), testing::ElementsAre(one.objection)) << one.what;
  }
}

TEST(AndroidXml, IsNotFollowedDeeperThanItsLimit) {
  support::XmlElement root("a");
  support::XmlElement* at = &root;
  for (int i = 0; i < 1000; ++i) at = &at->child("a");
  const Read read(binary_xml(root));
  ASSERT_TRUE(read.document);
  EXPECT_EQ(read.document->elements().size(), XmlDocument::deepest + 1U);
  EXPECT_THAT(read.objections(), testing::ElementsAre("axml.depth"));
}

TEST(AndroidXml, SaysWhereItStopped) {
  Bytes file = binary_xml(small_tree());
  EXPECT_TRUE(Read(file).document->whole());
  patch(file, chunk_at(file, 0x0102, 3) + 4, u32(1 << 20));
  const Read read(file);
  ASSERT_TRUE(read.document);
  EXPECT_FALSE(read.document->whole());
  EXPECT_EQ(read.document->elements().size(), 2U);
}

TEST(AndroidXml, CutAnywhereIsNeverTakenForWhole) {
  const Bytes file = binary_xml(small_tree());
  for (std::size_t length = 0; length < file.size(); ++length) {
    EXPECT_FALSE(Read(file.substr(0, length)).document) << length;
  }
}

// The platform looks for ids in ascending order: what stands behind a larger one it passes by.
TEST(AndroidXml, AttributesOutOfOrderAreNotSeen) {
  const std::string android(android_namespace);
  support::XmlElement element("activity");
  for (const std::uint32_t id : {0x01010003, 0x01010010, 0x0101000f, 0x01010011}) {
    element.add({android, "a" + std::to_string(id), id, decimal(1), {}});
  }
  element.add({"", "own", 0, decimal(1), {}});
  const Read read(binary_xml(element));
  ASSERT_TRUE(read.document);
  EXPECT_THAT(read.objections(), testing::ElementsAre("axml.attribute-order"));
  std::vector<std::uint32_t> unseen;
  for (const auto& attribute : read.document->elements()[0].attributes) {
    if (attribute.unseen) unseen.push_back(attribute.resource_id);
  }
  EXPECT_THAT(unseen, testing::ElementsAre(0x0101000f));
}

TEST(AndroidXml, WhatFollowsTheOutermostElementDoesNotDamageIt) {
  Bytes file = binary_xml(small_tree(), {.declare_android_namespace = false});
  file += u16(0x0102) + u16(16) + u32(1 << 20);
  patch(file, 4, u32(file.size()));
  const Read read(file);
  ASSERT_TRUE(read.document);
  EXPECT_TRUE(read.document->whole());
  EXPECT_THAT(read.objections(), testing::ElementsAre("axml.chunk-size"));
}

// What is odd about each collected file; the root element says that it was read.
struct Collected {
  const char* file;
  const char* root;  ///< empty: rejected
  std::set<std::string> objections;
};

const Collected collected[] = {
    {"AndroidManifest-Chinese.xml", "manifest", {}},
    {"AndroidManifest-xmlns.xml", "manifest", {}},
    {"AndroidManifest.xml", "manifest", {}},
    {"AndroidManifestDoubleNamespace.xml", "manifest", {"axml.namespace"}},
    {"AndroidManifestExtraNamespace.xml", "manifest", {"axml.namespace"}},
    {"AndroidManifestLiapp.xml", "manifest", {"axml.namespace"}},
    {"AndroidManifestNullbytes.xml", "manifest", {"axml.control-character"}},
    {"AndroidManifestUTF8Strings.xml", "manifest", {}},
    {"AndroidManifestWithComment.xml", "manifest", {}},
    {"AndroidManifestWrongFilesize.xml", "", {"axml.file-size"}},
    {"AndroidManifest_NamespaceInAttributeName.xml", "manifest", {"axml.attribute-unnamed"}},
    {"AndroidManifest_NamespaceInAttributeName2.xml", "manifest", {"axml.attribute-unnamed"}},
    {"test1.xml", "LinearLayout", {}},
    {"test3.xml", "LinearLayout", {}},
    {"pyaxmlparser/AndroidManifest.xml", "manifest", {}},
    {"pyaxmlparser/AndroidManifest_invalid_namespace.xml", "manifest", {"axml.namespace"}},
};

TEST(AndroidXmlCorpus, IsReadAsTheTablesSay) {
  const auto folder = corpus("axml");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  std::map<std::string, std::string> roots;
  for (const Collected& one : collected) {
    const Read read(read_file(*folder / one.file));
    roots[one.file] = read.document ? std::string(read.document->elements()[0].name) : "";
    EXPECT_EQ(roots[one.file], one.root) << one.file;
    EXPECT_EQ(read.objections(), one.objections) << one.file;
  }
  for (const auto& row : read_rows(*folder / "expected.tsv")) {
    const std::string& expected = row.at(1);
    const std::string root = expected.starts_with("rejected") ? ""
                             : expected.ends_with("manifest") ? "manifest"
                                                              : "LinearLayout";
    ASSERT_TRUE(roots.contains(row.at(0))) << row.at(0);
    EXPECT_EQ(roots[row.at(0)], root) << row.at(0);
  }
  for (const auto& file : std::filesystem::recursive_directory_iterator(*folder)) {
    if (file.path().extension() == ".xml") {
      EXPECT_TRUE(roots.contains(std::filesystem::relative(file, *folder))) << file.path();
    }
  }
}

}  // namespace
}  // namespace formulary::bytes::test
