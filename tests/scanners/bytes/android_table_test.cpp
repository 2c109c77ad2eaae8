// Resource tables: which value a device gets, how references end, and tables that lie.
#include "scanners/bytes/android_table.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
