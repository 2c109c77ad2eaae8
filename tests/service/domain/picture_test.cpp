// The picture of an app's dealings with data about people.
#include "service/domain/picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

// A Report of facts, told line by line.
class Told {
 public:
  Told() { fact(fact::android_package, "", "org.example.ward"); }

  Told& fact(std::string_view name, std::string_view subject, std::string_view value) {
    report_.facts.push_back({std::string(name), std::string(subject), std::string(value),
                             "AndroidManifest.xml#" + std::to_string(report_.facts.size())});
    return *this;
  }
  Told& permission(std::string_view name, std::string_view subject = "") {
    return fact(fact::android_permission, subject, name);
  }
  Told& online() {
    return permission("android.permission.INTERNET").fact(fact::android_network_cleartext, "*", "false");
  }
  Picture picture() const { return picture_of(report_, *parse_day("2026-03-01")).value(); }
  const Report& report() const { return report_; }

 private:
  Report report_{.format = "apk", .complete = true};
};

std::vector<std::string> kinds(const std::vector<PictureItem>& items) {
  std::vector<std::string> found;
  for (const PictureItem& item : items) found.push_back(item.kind + (item.concern ? "!" : ""));
  return found;
}

const PictureItem& item(const std::vector<PictureItem>& items, std::string_view kind) {
  const auto found = std::ranges::find(items, kind, &PictureItem::kind);
  if (found == items.end()) throw std::out_of_range(std::string(kind));
  return *found;
}

TEST(Picture, IsOfAndroidAppsOnly) {
  EXPECT_FALSE(picture_of(Report{}, *parse_day("2026-03-01")));
  EXPECT_TRUE(picture_of(Told().report(), *parse_day("2026-03-01")));
}

TEST(Picture, AnAppWithoutNetworkHasNoServers) {
  const Picture picture = Told().fact(fact::android_allow_backup, "", "false").picture();
  EXPECT_THAT(picture.sources, IsEmpty());
  EXPECT_THAT(picture.ways_out, IsEmpty());
  EXPECT_THAT(kinds(picture.protections), ElementsAre("no_network", "no_backup"));
  EXPECT_EQ(picture.summary,
            "The app can get at no kinds of data about people; there are no ways by which data can leave it.");
}

TEST(Picture, TheOnlyWayOutIsNotCountedAmongOthers) {
  const Picture picture = Told().fact(fact::android_allow_backup, "", "true").picture();
  EXPECT_THAT(kinds(picture.ways_out), ElementsAre("backup!"));
  EXPECT_THAT(picture.summary, testing::EndsWith("there is one way by which data can leave it, without a guard."));
}

TEST(Picture, SourcesAreWhatTheAppAsksFor) {
  const Picture picture = Told()
                              .permission("android.permission.health.READ_HEART_RATE")
                              .permission("android.permission.health.WRITE_BLOOD_GLUCOSE")
                              .permission("android.permission.CAMERA")
                              .permission("android.permission.ACCESS_FINE_LOCATION")
                              .permission("android.permission.ACCESS_BACKGROUND_LOCATION")
                              .permission("android.permission.VIBRATE")
                              .fact(fact::android_min_sdk, "", "26")
                              .permission("android.permission.READ_CONTACTS", "maxSdkVersion=22")
                              .picture();
  EXPECT_THAT(kinds(picture.sources), ElementsAre("health_records", "camera", "location"));
  EXPECT_THAT(item(picture.sources, "health_records").names, ElementsAre("heart rate (read)", "blood glucose (write)"));
  EXPECT_THAT(item(picture.sources, "location").names,
              ElementsAre("ACCESS_FINE_LOCATION", "ACCESS_BACKGROUND_LOCATION"));
  EXPECT_EQ(item(picture.sources, "location").evidence.size(), 2U);
}

TEST(Picture, ServersComeFromTheNetworkRulesAndFromTheCode) {
  const Picture picture = Told()
                              .online()
                              .fact(fact::android_network_cleartext, "api.example.org", "false")
                              .fact("android.code.domain", "", "telemetry.example.net")
                              .picture();
  EXPECT_THAT(kinds(picture.ways_out), ElementsAre("servers"));
  EXPECT_THAT(item(picture.ways_out, "servers").names, ElementsAre("api.example.org", "telemetry.example.net"));
  EXPECT_THAT(kinds(picture.protections), Contains("encryption"));
}

TEST(Picture, WaysOutThatNothingGuardsAreMarked) {
  const Picture picture = Told()
                              .permission("android.permission.INTERNET")
                              .fact(fact::android_network_cleartext, "*", "true")
                              .fact(fact::android_network_trust_anchor, "*", "user")
                              .fact(fact::android_allow_backup, "", "true")
                              .fact("android.sdk", "analytics", "Example Analytics")
                              .fact("android.sdk", "image loading", "Example Pictures")
                              .fact(fact::android_meta_data, "com.facebook.sdk.ApplicationId", "1234567890")
                              .fact(fact::android_component, "org.example.ward.Notes", "provider")
                              .fact(fact::android_exported, "org.example.ward.Notes", "true")
                              .fact(fact::android_debuggable, "", "true")
                              .picture();
  EXPECT_THAT(kinds(picture.ways_out), UnorderedElementsAre("servers", "unencrypted!", "third_parties!", "backup!",
                                                            "data_stores!", "debugging!"));
  EXPECT_THAT(item(picture.ways_out, "third_parties").names,
              UnorderedElementsAre("Example Analytics", "com.facebook.sdk.ApplicationId"));
  EXPECT_THAT(picture.protections, IsEmpty());
  EXPECT_THAT(picture.summary, testing::HasSubstr("6 ways by which data can leave it, 5 of them without a guard."));
}

TEST(Picture, PinsProtectUntilTheyEnd) {
  const auto pinned = [](std::string_view end) {
    return kinds(Told()
                     .online()
                     .fact(fact::android_network_pin_count, "api.example.org", "2")
                     .fact(fact::android_network_pin_expiration, "api.example.org", end)
                     .picture()
                     .protections);
  };
  EXPECT_THAT(pinned("2026-03-02"), Contains("pins"));
  EXPECT_THAT(pinned("2026-03-01"), Not(Contains("pins")));
  EXPECT_THAT(pinned("some day"), Not(Contains("pins")));
}

TEST(Picture, EveryItemHasASentenceAndEvidence) {
  const Picture picture = Told()
                              .online()
                              .permission("android.permission.RECORD_AUDIO")
                              .fact(fact::android_allow_backup, "", "true")
                              .fact(fact::android_network_cleartext, "10.0.0.7", "true")
                              .picture();
  EXPECT_THAT(kinds(picture.ways_out), ElementsAre("servers", "unencrypted_inside", "backup!"));
  for (const auto* part : {&picture.sources, &picture.ways_out, &picture.protections}) {
    for (const PictureItem& one : *part) {
      EXPECT_TRUE(one.sentence.ends_with('.')) << one.kind << ": " << one.sentence;
      EXPECT_LT(one.title.size(), 32U) << one.title;
      EXPECT_THAT(one.evidence, Not(IsEmpty())) << one.kind;
    }
  }
}

TEST(Picture, StaysSmallWhateverTheReportHolds) {
  Told told;
  told.online();
  for (int i = 0; i < 5000; ++i) told.fact("android.code.domain", "", "d" + std::to_string(i) + ".example.org");
  const Picture picture = told.picture();
  EXPECT_EQ(item(picture.ways_out, "servers").names.size(), PictureItem::most_names);
  EXPECT_EQ(item(picture.ways_out, "servers").evidence.size(), PictureItem::most_evidence);
}

}  // namespace
}  // namespace formulary::domain
