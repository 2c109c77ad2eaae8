// Parity with `aapt dump badging`: its recorded output for the collected packages, and, where the program is installed,
// its output for packages made on the spot.
#include <algorithm>
#include <map>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/bytes/android_xml.hpp"
#include "tests/scanners/formats/stated.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/program.hpp"

namespace formulary::formats::test {
namespace {

using support::Bytes;

// What both are asked for, as lines: `permission android.permission.CAMERA maxSdkVersion=18`.
using Badging = std::set<std::string>;

struct Pattern {
  const char* prefix;
  const char* line;  ///< groups: value, and an optional second one
};

const Pattern patterns[] = {
    {"package ", "^package: name='([^']*)'.*"},
    {"version ", "^package: name='[^']*' versionCode='([^']+)'.*"},
    {"version name ", "^package: .* versionName='([^']+)'.*"},
    {"min ", "^sdkVersion:'(.*)'$"},
    {"target ", "^targetSdkVersion:'(.*)'$"},
    {"max ", "^maxSdkVersion:'(.*)'$"},
    {"permission ", "^uses-permission(?:-sdk-23)?: name='([^']*)'(?: maxSdkVersion='([^']*)')?$"},
    {"implied permission ", "^uses-implied-permission: name='([^']*)'.*"},
    {"launchable ", "^launchable-activity: name='([^']*)'.*"},
    {"feature ", "^  uses-feature: name='([^']*)'$"},
    {"optional feature ", "^  uses-feature-not-required: name='([^']*)'$"},
    {"label ", "^application-label:'(.*)'$"},
};

Badging read_badging(const std::string& output) {
  static const std::regex localized("^application-label-([^:]*):'(.*)'$");
  Badging badging;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (line.size() > 2000) continue;
    std::smatch match;
    for (const Pattern& pattern : patterns) {
      if (!std::regex_match(line, match, std::regex(pattern.line))) continue;
      std::string text = pattern.prefix + match[1].str();
      if (match.size() > 2 && match[2].matched) text += " maxSdkVersion=" + match[2].str();
      badging.insert(text);
    }
    if (std::regex_match(line, match, localized)) badging.insert("label " + match[1].str() + " " + match[2].str());
  }
  return badging;
}

Badging state_badging(const Stated& stated) {
  Badging badging;
  const auto add = [&](std::string_view name, const std::string& prefix) {
    for (const std::string& value : stated.values(name)) badging.insert(prefix + value);
  };
  add(fact::android_package, "package ");
  add(fact::android_version_code, "version ");
  add(fact::android_version_name, "version name ");
  add(fact::android_min_sdk, "min ");
  add(fact::android_target_sdk, "target ");
  add(fact::android_max_sdk, "max ");
  add(fact::android_permission_implied, "implied permission ");
  add(fact::android_launchable_activity, "launchable ");
  add(fact::android_feature_implied, "feature ");
  for (const Fact& one : stated.report().facts) {
    if (one.name == fact::android_permission) {
      badging.insert("permission " + one.value + (one.subject.empty() ? "" : " " + one.subject));
    } else if (one.name == fact::android_feature) {
      badging.insert((one.subject == "optional" ? "optional feature " : "feature ") + one.value);
    } else if (one.name == fact::android_label) {
      badging.insert("label " + (one.subject.empty() ? "" : one.subject + " ") + one.value);
    }
  }
  return badging;
}

// aapt says nothing of levels that the manifest does not give, and stops in the middle when an icon cannot be found:
// then only what it says can be compared.
void compare(const std::string& output, const Stated& stated, const std::string& what) {
  const Badging theirs = read_badging(output);
  Badging ours = state_badging(stated);
  const bool finished = output.find("\nsupports-any-density:") != std::string::npos;
  if (output.find("\nsdkVersion:") == std::string::npos) ours.erase("min " + stated.value(fact::android_min_sdk));
  if (output.find("\ntargetSdkVersion:") == std::string::npos) {
    ours.erase("target " + stated.value(fact::android_target_sdk));
  }
  if (finished) {
    EXPECT_EQ(ours, theirs) << what;
  } else {
    EXPECT_THAT(std::vector<std::string>(ours.begin(), ours.end()), testing::IsSupersetOf(theirs)) << what;
  }
}

TEST(BadgingCorpus, IsWhatAaptSays) {
  const auto folder = support::corpus("apk");
  if (!folder) GTEST_SKIP() << "needs the shared corpus: set FORMULARY_SHARED";
  std::size_t compared = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(*folder)) {
    const std::string recorded = file.path().string() + ".aapt-badging.txt";
    if (file.path().extension() != ".apk" || !std::filesystem::exists(recorded)) continue;
    compare(support::read_file(recorded), Stated(support::read_file(file.path())), file.path().filename());
    ++compared;
  }
  EXPECT_GE(compared, 14U);
}

TEST(Badging, OfMadePackagesIsWhatAaptSays) {
  if (!support::installed("aapt")) GTEST_SKIP() << "needs aapt";
  using namespace support;
  std::map<std::string, AndroidApp> apps;
  apps["plain"];
  apps["two languages"].label("Ward", "Station");
  apps["old"].sdk(3, 3).permission("android.permission.WRITE_CONTACTS");
  apps["storage"].permission("android.permission.WRITE_EXTERNAL_STORAGE", 28);
  apps["location"].sdk(14, 20).permission("android.permission.ACCESS_FINE_LOCATION");
  apps["radio"].permission("android.permission.BLUETOOTH").permission("android.permission.CHANGE_WIFI_STATE");
  apps["codename"].manifest().need("uses-sdk").set("android:targetSdkVersion", text("Baklava"));
  apps["no level"].manifest().need("uses-sdk").attributes.clear();
  apps["utf16"].manifest_options().encoding = Encoding::utf16;
  apps["dots"].component("activity", ".Two", true);
  const TemporaryDirectory directory;
  for (const auto& [name, app] : apps) {
    const Bytes content = app.unsigned_package();
    const Outcome aapt = run({"aapt", "dump", "badging", directory.write("app.apk", content)});
    compare(aapt.out, Stated(content), name + "\n" + aapt.out);
  }
}

// A binary manifest with a word or a bit changed, wherever.
Bytes damaged(Bytes manifest, std::mt19937& random) {
  const std::size_t at = random() % (manifest.size() / 4) * 4;
  if (random() % 2 == 0) {
    const std::size_t byte = at + random() % 4;
    manifest[byte] = static_cast<char>(manifest[byte] ^ (1 << random() % 8));
    return manifest;
  }
  const std::uint32_t values[] = {0, 1, 4, 0xffffffff, 0x01010003, 0x03000008, 0x10000008, 0x12000008};
  support::patch(manifest, at, support::u32(values[random() % std::size(values)]));
  return manifest;
}

support::AndroidApp app_to_damage() {
  support::AndroidApp app;
  app.permission("android.permission.CAMERA").permission("android.permission.WRITE_EXTERNAL_STORAGE", 28);
  app.component("service", ".Sync", true);
  return app;
}

// Whether what is wrong with the manifest is said: a package that nobody signed is not.
bool names_damage(const Stated& stated) {
  if (!stated.report().complete) return true;
  return std::ranges::any_of(stated.objections(), [](const std::string& id) { return !id.starts_with("apk."); });
}

// Whether an attribute has a text as written or a text as its typed value, but not both. aapt takes the package's name,
// and aapt2 the names of components, from the text as written alone; the platform goes by the typed value where there
// is no such text (android.util.AttributeSet) and in every attribute with a resource id (TypedArray.getString), and so
// do we. Packaging tools write such attributes too, so that they are no anomaly by themselves.
bool has_text_once(const Bytes& manifest) {
  bytes::Budget budget = bytes::Budget::for_file(manifest.size());
  std::vector<Anomaly> unused;
  const auto document = bytes::XmlDocument::read(bytes::as_view(manifest), "AndroidManifest.xml", budget, unused);
  if (!document) return false;
  return std::ranges::any_of(document->elements(), [](const bytes::XmlElement& element) {
    return std::ranges::any_of(element.attributes, [](const bytes::XmlAttribute& one) {
      return one.raw.has_value() != (one.value.type == bytes::Value::string);
    });
  });
}

// aapt and aapt2 print the same lines where it matters here.
class BadgingOfDamagedManifests : public testing::TestWithParam<const char*> {};

TEST_P(BadgingOfDamagedManifests, IsWhatIsPrintedOrTheDamageIsNamed) {
  const std::string program = GetParam();
  if (!support::installed(program)) GTEST_SKIP() << "needs " << program;
  support::AndroidApp app = app_to_damage();
  const Bytes good = support::binary_xml(app.manifest());
  const support::TemporaryDirectory directory;
  std::mt19937 random(20261201);
  int agreed = 0, named = 0;
  for (int round = 0; round < 250; ++round) {
    const Bytes manifest = damaged(good, random);
    if (has_text_once(manifest)) continue;
    app.file("AndroidManifest.xml", manifest);
    const Bytes content = app.unsigned_package();
    const support::Outcome said = support::run({program, "dump", "badging", directory.write("app.apk", content)});
    const Stated stated(content);
    if (names_damage(stated)) {
      ++named;
      continue;
    }
    const Badging theirs = read_badging(said.out);
    if (theirs.empty()) {
      ADD_FAILURE() << "round " << round << " is refused: " << said.error;
      continue;
    }
    Badging missing = theirs;
    for (const std::string& one : state_badging(stated)) missing.erase(one);
    EXPECT_THAT(missing, testing::IsEmpty()) << "round " << round << "\n" << said.out << said.error;
    if (missing.empty()) ++agreed;
  }
  RecordProperty("agreed", agreed);
  RecordProperty("named", named);
  EXPECT_GT(agreed, 50);
  EXPECT_GT(named, 50);
}

INSTANTIATE_TEST_SUITE_P(Badging, BadgingOfDamagedManifests, testing::Values("aapt", "aapt2"));

}  // namespace
}  // namespace formulary::formats::test
