// The table of platform levels and whom they accept: every row must say what judging its levels alone says.
#include <sstream>

#include <gmock/gmock.h>

#include "tests/scanners/signing/packages.hpp"
#include "tests/support/program.hpp"

namespace formulary::signing::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// `24-27: SHA-256,SHA-256` and so on, in rising order.
std::vector<std::string> table(const Judged& judged) {
  std::vector<std::pair<unsigned long, std::string>> rows;
  for (const Fact& fact : judged.report().facts) {
    if (fact.name != fact::apk_signature_platforms) continue;
    rows.emplace_back(std::stoul(fact.subject), fact.subject + ": " + fact.value);
  }
  std::ranges::sort(rows);
  std::vector<std::string> result;
  for (auto& [from, row] : rows) result.push_back(row);
  return result;
}

/// What the table says of one level; empty when it has no row for it.
std::string at_level(const Judged& judged, unsigned long level) {
  for (const std::string& row : table(judged)) {
    const unsigned long first = std::stoul(row);
    const std::string levels = row.substr(0, row.find(':'));
    const std::size_t dash = levels.find('-');
    const unsigned long last = levels.ends_with('+')       ? 0x7fffffff
                               : dash == std::string::npos ? first
                                                           : std::stoul(levels.substr(dash + 1));
    if (first <= level && level <= last) return row.substr(row.find(": ") + 2);
  }
  return "";
}

// Levels on both sides of every change of the platform's behaviour, and one of each kind.
const std::vector<std::uint32_t> every_edge{1, 17, 18, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 32, 33, 34};
const std::vector<std::uint32_t> every_kind{17, 18, 23, 27, 32, 34};

void expect_rows_to_hold(const Bytes& file, const std::vector<std::uint32_t>& levels) {
  const Judged whole(file);
  for (const std::uint32_t level : levels) {
    const std::string said = at_level(whole, level);
    if (said.empty()) continue;  // below the package's own lowest level
    const Judged alone(file, {.min_sdk = level, .max_sdk = level});
    EXPECT_EQ(table(alone), std::vector<std::string>{std::to_string(level) + ": " + said}) << "level " << level;
    const bool accepted = said != "none";
    EXPECT_TRUE(!accepted || alone.verified()) << "level " << level << ": " << alone.objections();
  }
}

Bytes changed(Bytes file, std::string_view near, std::size_t further) {
  const std::size_t at = file.find(near);
  if (at == Bytes::npos) throw std::runtime_error("nothing to change");
  file[at + further] ^= 1;
  return file;
}

const std::string first = vendor().certificate_sha256();
const std::string second = successor().certificate_sha256();
const std::string both = std::min(first, second) + "," + std::max(first, second);

TEST(Platforms, OneSignerIsOneRow) {
  EXPECT_THAT(table(Judged(app(21).signed_by(vendor()))), ElementsAre("21+: " + first));
  EXPECT_THAT(table(Judged(app(21).signed_by(vendor()), {.min_sdk = 24, .max_sdk = 30})),
              ElementsAre("24-30: " + first));
}

TEST(Platforms, ARotationIsTwoRowsWithoutObjection) {
  const Judged judged(app(21).signed_with({.signer = vendor(), .rotated_to = successor()}));
  EXPECT_THAT(table(judged), ElementsAre("21-27: " + first, "28+: " + second));
  EXPECT_FALSE(judged.objects(anomaly::apk_signature_other_signer));
}

TEST(Platforms, ALateRotationBeginsWhereItSays) {
  const Judged judged(app(21).signed_with(
      {.signer = vendor(), .schemes = Schemes::v1v2v3v31, .rotated_to = successor(), .rotation_min_sdk = 34}));
  EXPECT_THAT(table(judged), ElementsAre("21-33: " + first, "34+: " + second));
  EXPECT_FALSE(judged.objects(anomaly::apk_signature_other_signer));
}

TEST(Platforms, SeveralSignersAreOneSet) {
  EXPECT_THAT(table(Judged(signed_v2({{vendor()}, {successor()}}))), ElementsAre("24+: " + both));
}

TEST(Platforms, LevelsWithoutASignatureAreNamed) {
  const Judged judged(app(21).signed_by(vendor(), Schemes::v2));
  EXPECT_FALSE(judged.verified());
  EXPECT_THAT(table(judged), ElementsAre("21-23: none", "24+: " + first));
  EXPECT_TRUE(judged.objects(anomaly::apk_signature_refused_levels));
}

TEST(Platforms, LevelsThatKnowNoneOfTheSchemesAreNamed) {
  const Judged judged(app(24).signed_by(vendor(), Schemes::v3));
  EXPECT_TRUE(judged.verified()) << judged.objections();
  EXPECT_THAT(table(judged), ElementsAre("24-27: none", "28+: " + first));
  EXPECT_TRUE(judged.objects(anomaly::apk_signature_refused_levels));
}

// Nobody refuses this one as a whole: levels 28 to 32 take the first signer, and 33 the second.
TEST(Platforms, AnotherSignerOnNewPhonesIsObjectedTo) {
  const Judged judged(signed_v3_v31(by(vendor(), 28, 32, {{rotation_min_attribute, u32(33)}}), {by(stranger(), 33)}));
  EXPECT_TRUE(judged.verified()) << judged.objections();
  EXPECT_THAT(table(judged), ElementsAre("28-32: " + first, "33+: " + stranger().certificate_sha256()));
  EXPECT_TRUE(judged.objects(anomaly::apk_signature_other_signer)) << judged.objections();
}

TEST(Platforms, AnotherSignerOnOldPhonesIsObjectedTo) {
  const Bytes file = with_block(app(24), [](const Bytes& zip) {
    return Attributes{{v2_block_id, v2_block(zip, {{stranger()}})}, {v3_block_id, v3_block(zip, {by(vendor())})}};
  });
  const Judged judged(file);
  EXPECT_FALSE(judged.verified());
  EXPECT_THAT(table(judged), ElementsAre("24-27: " + stranger().certificate_sha256(), "28+: " + first));
  EXPECT_TRUE(judged.objects(anomaly::apk_signature_other_signer)) << judged.objections();
}

TEST(Platforms, AChangedPackageIsRefusedEverywhere) {
  const Judged judged(changed(app(21).signed_by(vendor()), "classes.dex", 30));
  EXPECT_THAT(table(judged), ElementsAre("21+: none"));
}

TEST(Platforms, AManifestThatNobodyCanReadHasNoTable) {
  AndroidApp made = app(24);
  const Bytes file = made.file("AndroidManifest.xml", "no manifest").signed_by(vendor());
  EXPECT_THAT(table(Judged(file)), IsEmpty());
}

TEST(Platforms, EveryRowHoldsForEachOfItsLevels) {
  const Signer weak = make_signer({.subject = "Weak", .key = Key::rsa(1024)});
  const std::vector<std::pair<const char*, Bytes>> packages{
      {"all schemes", app(1).signed_by(vendor())},
      {"v1", app(10, 29).signed_by(vendor(), Schemes::v1)},
      {"v1, elliptic", app(10, 29).signed_by(successor(), Schemes::v1)},
      {"v1 with SHA-1", app(10, 29).signed_with({.signer = weak, .schemes = Schemes::v1, .jar = {.digest = "SHA1"}})},
      {"v1 for a new target", app(10, 34).signed_by(vendor(), Schemes::v1)},
      {"v2", app(10).signed_by(vendor(), Schemes::v2)},
      {"v1 and v2", app(10).signed_by(vendor(), Schemes::v1v2)},
      {"v2 and v3", app(10).signed_by(vendor(), Schemes::v2v3)},
      {"rotated", app(10).signed_with({.signer = vendor(), .rotated_to = successor()})},
      {"rotated late",
       app(10).signed_with({.signer = vendor(), .schemes = Schemes::v1v2v3v31, .rotated_to = successor()})},
      {"changed", changed(app(10).signed_by(vendor()), "classes.dex", 30)},
      {"v3 stripped", without(app(10).signed_by(vendor()), v3_block_id)},
      {"v2 stripped", without(app(10).signed_by(vendor()), v2_block_id)},
      {"unsigned", app(10).unsigned_package()},
  };
  for (const auto& [name, file] : packages) {
    SCOPED_TRACE(name);
    expect_rows_to_hold(file, every_edge);
  }
}

TEST(Platforms, EveryRowHoldsOnTheCorpus) {
  const auto corpus = apksig_corpus();
  if (!corpus) GTEST_SKIP() << "the apksig corpus is not there; set FORMULARY_SHARED";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*corpus)) {
    const std::string name = entry.path().filename().string();
    // Keys of 8192 bits and more take too long for so many looks.
    if (entry.path().extension() != ".apk" || name.find("8192") != std::string::npos ||
        name.find("16384") != std::string::npos) {
      continue;
    }
    SCOPED_TRACE(name);
    expect_rows_to_hold(read_file(entry.path()), every_kind);
    ++files;
  }
  std::printf("%zu files of the corpus\n", files);
  EXPECT_GT(files, 50u);
}

}  // namespace
}  // namespace formulary::signing::test
