// Resource tables: which value a device gets, how references end, and tables that lie.
#include "scanners/bytes/android_table.hpp"

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/zip.hpp"
#include "tests/support/arsc_builder.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/program.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using support::text;
using testing::IsEmpty;

struct Read {
  explicit Read(const Bytes& file) : budget(Budget::for_file(file.size())) {
    const View view = as_view(file);
    table = ResourceTable::read({view.begin(), view.end()}, budget, anomalies);
  }
  // The text that a reference has for a language.
  std::optional<std::string> look_up(std::uint32_t id, const ResourceLocale& locale = {}, std::uint16_t density = 160) {
    ResourceConfig device = ResourceConfig::ordinary_device();
    device.locale = locale;
    device.density = density;
    return table->resolve({Value::reference, id}, device, budget).text;
  }
  std::set<std::string> objections() const {
    std::set<std::string> ids;
    for (const Anomaly& anomaly : anomalies) ids.insert(anomaly.id);
    return ids;
  }

  Budget budget;
  std::vector<Anomaly> anomalies;
  std::optional<ResourceTable> table;
};

// The content of an entry of a package; nothing when it has no such entry.
std::optional<Bytes> entry_of(const std::filesystem::path& package, std::string_view name) {
  const Bytes file = support::read_file(package);
  const MemorySource source(as_view(file));
  Budget budget = Budget::for_file(file.size());
  std::vector<Anomaly> anomalies;
  const std::optional<Zip> zip = Zip::open(source, budget, anomalies);
  const ZipEntry* entry = zip ? zip->find(name) : nullptr;
  if (entry == nullptr) return std::nullopt;
  const auto content = zip->extract(*entry, budget, anomalies);
  return content ? std::optional(Bytes(as_text(*content))) : std::nullopt;
}

TEST(ResourceTable, ResourcesAreFoundByNameInEveryLayout) {
  for (const auto layout :
       {support::EntryLayout::dense, support::EntryLayout::short_offsets, support::EntryLayout::sparse,
        support::EntryLayout::compact, support::EntryLayout::compact_sparse}) {
    support::ResourceTable recipe("org.example.ward");
    recipe.string("network_debug", "a text of the same name");
    recipe.add("xml", "network", {{{}, text("res/xml/network.xml")}});
    const std::uint32_t debug = recipe.add("xml", "network_debug", {{{.language = "de"}, text("res/xml/debug.xml")}});
    Read read(recipe.build(support::Encoding::utf8, layout));
    EXPECT_EQ(read.table->find(0x7f, "xml/network_debug", read.budget), debug);
    EXPECT_EQ(read.table->find(0x7f, "xml/network_debug_debug", read.budget), std::nullopt);
    EXPECT_EQ(read.table->find(0x01, "xml/network_debug", read.budget), std::nullopt) << "another package";
    EXPECT_EQ(read.table->find(0x7f, "network_debug", read.budget), std::nullopt) << "no type";
  }
}

TEST(AndroidTable, GivesTheTextForALanguage) {
  support::ResourceTable recipe("org.example");
  const auto id = recipe.add("string", "app_name",
                             {{{}, text("Ward")},
                              {{.language = "de"}, text("Station")},
                              {{.language = "de", .region = "CH"}, text("Spital")},
                              {{.language = "zh", .region = "TW"}, text("Traditional")},
                              {{.language = "zh", .region = "CN"}, text("Simplified")}});
  for (const auto encoding : {support::Encoding::utf8, support::Encoding::utf16}) {
    Read read(recipe.build(encoding));
    ASSERT_TRUE(read.table);
    EXPECT_THAT(read.objections(), IsEmpty());
    EXPECT_EQ(read.look_up(id), "Ward");
    EXPECT_EQ(read.look_up(id, {"de", "", "", ""}), "Station");
    EXPECT_EQ(read.look_up(id, {"de", "", "AT", ""}), "Station");
    EXPECT_EQ(read.look_up(id, {"de", "", "CH", ""}), "Spital");
    EXPECT_EQ(read.look_up(id, {"fr", "", "", ""}), "Ward");
    EXPECT_EQ(read.look_up(id, {"zh", "", "HK", ""}), "Traditional");
    EXPECT_EQ(read.look_up(id, {"zh", "", "SG", ""}), "Simplified");
    EXPECT_EQ(read.table->name(id, read.budget), "string/app_name");
    EXPECT_EQ(read.table->locales().size(), 5U);
  }
}

TEST(AndroidTable, GivesTheFileForADensityAndAPlatform) {
  support::ResourceTable recipe("org.example");
  const auto id = recipe.add(
      "mipmap", "icon",
      {{{.density = 160}, text("m.png")}, {{.density = 320}, text("xh.png")}, {{.density = 640}, text("xxxh.png")}});
  const auto newer = recipe.add("xml", "config", {{{}, text("old.xml")}, {{.sdk = 28}, text("new.xml")}});
  Read read(recipe.build());
  ASSERT_TRUE(read.table);
  EXPECT_EQ(read.look_up(id), "m.png");
  EXPECT_EQ(read.look_up(id, {}, 120), "m.png");
  EXPECT_EQ(read.look_up(id, {}, 240), "xh.png");
  EXPECT_EQ(read.look_up(id, {}, 480), "xxxh.png");
  EXPECT_EQ(read.look_up(newer), "new.xml");
}

TEST(AndroidTable, FollowsReferencesToTheirEnd) {
  support::ResourceTable recipe("org.example");
  const auto end = recipe.string("end", "found");
  const auto middle = recipe.add("string", "middle", {{{}, support::reference(end)}});
  const auto start = recipe.add("string", "start", {{{}, support::reference(middle)}});
  const auto lost = recipe.add("string", "lost", {{{}, support::reference(0x7f090001)}});
  const auto self = recipe.add("string", "self", {{{}, support::reference(0x7f010004)}});
  ASSERT_EQ(self, 0x7f010004U);
  Read read(recipe.build());
  ASSERT_TRUE(read.table);
  EXPECT_EQ(read.look_up(start), "found");
  const auto ending = [&](std::uint32_t id) {
    return read.table->resolve({Value::reference, id}, ResourceConfig::ordinary_device(), read.budget).end;
  };
  EXPECT_EQ(ending(lost), ResourceTable::End::unresolved);
  EXPECT_EQ(ending(0x01040000), ResourceTable::End::unresolved);  // the platform's own resources are not here
  EXPECT_EQ(ending(self), ResourceTable::End::cycle);
}

TEST(AndroidTable, GivesTheSameInEveryLayout) {
  using support::EntryLayout;
  support::ResourceTable recipe("org.example");
  const auto first = recipe.string("first", "one");
  const auto german = recipe.add("string", "german", {{{.language = "de"}, text("nur deutsch")}});
  const auto number = recipe.add("string", "number", {{{}, support::decimal(42)}});
  const auto both = recipe.add("string", "both", {{{}, text("both")}, {{.language = "de"}, text("beide")}});
  for (const EntryLayout layout : {EntryLayout::dense, EntryLayout::short_offsets, EntryLayout::sparse,
                                   EntryLayout::compact, EntryLayout::compact_sparse}) {
    SCOPED_TRACE(static_cast<int>(layout));
    Read read(recipe.build(support::Encoding::utf8, layout));
    ASSERT_TRUE(read.table);
    EXPECT_THAT(read.objections(), IsEmpty());
    EXPECT_EQ(read.look_up(first), "one");
    EXPECT_EQ(read.look_up(german), std::nullopt);
    EXPECT_EQ(read.look_up(german, {"de", "", "", ""}), "nur deutsch");
    EXPECT_EQ(read.look_up(both, {"de", "", "", ""}), "beide");
    EXPECT_EQ(read.table->all(both, read.budget).size(), 2U);
    EXPECT_EQ(read.table->all(number, read.budget).at(0).value, (Value{Value::decimal, 42}));
    EXPECT_EQ(read.table->name(both, read.budget), "string/both");
    EXPECT_EQ(read.table->name(both + 1, read.budget), std::nullopt);
  }
}

TEST(AndroidTable, KnowsLibrariesStagedIdsAndWhatOverlaysMayReplace) {
  support::ResourceTable recipe("org.example");
  const auto label = recipe.string("label", "Ward");
  recipe.library(0x02, "org.example.library").staged(0x7fff0001, label).overlayable("Theme", {label});
  Read read(recipe.build());
  ASSERT_TRUE(read.table);
  EXPECT_THAT(read.objections(), IsEmpty());
  EXPECT_EQ(read.look_up(0x7fff0001), "Ward");
  EXPECT_TRUE(read.table->belongs_elsewhere(0x02010000));
  EXPECT_TRUE(read.table->belongs_elsewhere(0x01040000));
  EXPECT_FALSE(read.table->belongs_elsewhere(0x03010000));
  EXPECT_FALSE(read.table->belongs_elsewhere(label));
}

TEST(AndroidTable, ALibraryRefersToItselfAsPackageZero) {
  support::ResourceTable recipe("org.example.library", 0x00);
  const auto label = recipe.string("label", "Ward");
  ASSERT_EQ(label, 0x00010000U);
  Read read(recipe.build());
  const auto found =
      read.table->resolve({Value::dynamic_reference, label}, ResourceConfig::ordinary_device(), read.budget);
  EXPECT_EQ(found.text, "Ward");
}

TEST(AndroidTable, ATypeWithoutSpecificationIsObjectedTo) {
  support::ResourceTable recipe("org.example");
  recipe.string("label", "Ward");
  Bytes file = recipe.build();
  const std::size_t specification = file.find(support::u16(0x0202) + support::u16(16));
  ASSERT_NE(specification, Bytes::npos);
  support::patch(file, specification, support::u16(0x0205));
  EXPECT_THAT(Read(file).objections(), testing::ElementsAre("arsc.malformed"));
}

// aapt prints every value of every resource: `resource 0x7f010000 package:string/label: t=0x03 d=0x00000000 …`, map
// entries aside.
TEST(AndroidTableCorpus, GivesEveryValueThatAaptGives) {
  const auto folder = support::corpus("apk");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  if (!support::installed("aapt")) GTEST_SKIP() << "needs aapt";
  static const std::regex line("^ *resource 0x([0-9a-f]{8}) [^:]*:(\\S+): t=0x([0-9a-f]{2}) d=0x([0-9a-f]{8}).*");
  std::size_t values = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(*folder)) {
    if (file.path().extension() != ".apk") continue;
    const std::optional<Bytes> content = entry_of(file.path(), "resources.arsc");
    if (!content) continue;
    Read read(*content);
    ASSERT_TRUE(read.table) << file.path();
    std::map<std::uint32_t, std::vector<Value>> expected;
    const std::string said = support::run({"aapt", "dump", "--values", "resources", file.path()}).out;
    // Short offsets are younger than Debian's aapt; the test below is for them.
    if (said.find("flags=0x02") != std::string::npos) continue;
    std::istringstream output(said);
    for (std::string text_line; std::getline(output, text_line);) {
      std::smatch match;
      if (text_line.size() > 500 || !std::regex_match(text_line, match, line)) continue;
      const auto id = static_cast<std::uint32_t>(std::stoul(match[1], nullptr, 16));
      expected[id].push_back({static_cast<std::uint8_t>(std::stoul(match[3], nullptr, 16)),
                              static_cast<std::uint32_t>(std::stoul(match[4], nullptr, 16))});
      EXPECT_EQ(read.table->name(id, read.budget), match[2].str()) << file.path();
    }
    for (const auto& [id, wanted] : expected) {
      std::vector<Value> found;
      for (const auto& one : read.table->all(id, read.budget)) {
        if (!one.complex) found.push_back(one.value);
      }
      EXPECT_EQ(found, wanted) << file.path() << " " << std::hex << id;
      values += found.size();
    }
  }
  EXPECT_GT(values, 1000U);
}

TEST(AndroidTableCorpus, ShortOffsetsAndCompactEntriesAreRead) {
  const auto folder = support::corpus("apk/apktool");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  const std::optional<Bytes> content = entry_of(*folder / "issue3366.apk", "resources.arsc");
  ASSERT_TRUE(content);
  Read read(*content);
  ASSERT_TRUE(read.table);
  EXPECT_THAT(read.objections(), IsEmpty());
  std::set<std::string> names;
  for (std::uint32_t id = 0x7f010000; id < 0x7f010000 + 1002; ++id) {
    EXPECT_TRUE(read.look_up(id)) << std::hex << id;
    names.insert(read.table->name(id, read.budget).value_or(""));
  }
  EXPECT_EQ(names.size(), 1002U);
}

TEST(AndroidTable, CutAnywhereIsObjectedTo) {
  support::ResourceTable recipe("org.example");
  recipe.string("a", "one");
  recipe.string("b", "two");
  const Bytes file = recipe.build();
  for (std::size_t length = 0; length < file.size(); ++length) {
    EXPECT_THAT(Read(file.substr(0, length)).objections(), testing::Contains("arsc.malformed")) << length;
  }
}

TEST(AndroidTable, ALyingByteNeverLeadsOutside) {
  support::ResourceTable recipe("org.example");
  const auto id = recipe.add("string", "a", {{{}, text("one")}, {{.language = "de"}, text("eins")}});
  const Bytes good = recipe.build();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char value : {'\x00', '\x01', '\x7f', '\xff'}) {
      Bytes file = good;
      file[at] = value;
      Read read(file);
      if (read.table) (void)read.look_up(id, {"de", "", "", ""});
    }
  }
}

TEST(AndroidTableCorpus, ALargeTableIsReadWithoutObjection) {
  const auto folder = support::corpus("axml/pyaxmlparser");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  Read read(support::read_file(*folder / "resources.arsc"));
  ASSERT_TRUE(read.table);
  EXPECT_THAT(read.objections(), IsEmpty());
  EXPECT_GT(read.table->locales().size(), 10U);
}

}  // namespace
}  // namespace formulary::bytes::test
