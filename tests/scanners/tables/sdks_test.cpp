// The table of software development kits: well-formed, in order, free of contradictions; and what it answers.
#include "scanners/tables/sdks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace formulary::tables {
namespace {

bool only(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}
constexpr std::string_view small = "abcdefghijklmnopqrstuvwxyz0123456789";

TEST(Sdks, TheTableIsLargeAndInOrder) {
  const auto sdks = all_sdks();
  EXPECT_GE(sdks.size(), 160U);
  for (std::size_t i = 1; i < sdks.size(); ++i) EXPECT_LT(sdks[i - 1].identifier, sdks[i].identifier);
}

TEST(Sdks, EveryRowIsWellFormed) {
  std::set<std::string_view> names;
  for (const Sdk& sdk : all_sdks()) {
    EXPECT_TRUE(only(sdk.identifier, std::string(small) + "_")) << sdk.identifier;
    EXPECT_FALSE(sdk.name.empty()) << sdk.identifier;
    EXPECT_TRUE(names.insert(sdk.name).second) << sdk.name << " is there twice";
    EXPECT_FALSE(sdk.owner.empty()) << sdk.identifier;
    EXPECT_FALSE(sdk_category_name(sdk.category).empty()) << sdk.identifier;
    EXPECT_TRUE(sdk.source.starts_with("https://") && sdk.source.find(' ') == std::string_view::npos) << sdk.source;
    EXPECT_FALSE(sdk.class_prefixes.empty()) << sdk.identifier << ": a kit is code";
    for (const std::string_view prefix : sdk.class_prefixes) {
      EXPECT_TRUE(only(prefix, std::string(small) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_.")) << prefix;
      EXPECT_NE(prefix.find('.'), std::string_view::npos) << prefix << " says too little";
      EXPECT_FALSE(prefix.starts_with('.') || prefix.ends_with('.') || prefix.find("..") != prefix.npos) << prefix;
    }
    for (const std::string_view domain : sdk.domains) {
      EXPECT_TRUE(only(domain, std::string(small) + "-.")) << domain;
      EXPECT_NE(domain.find('.'), std::string_view::npos) << domain;
      EXPECT_FALSE(domain.starts_with('.') || domain.ends_with('.')) << domain;
    }
  }
}

TEST(Sdks, NoRowHidesAnother) {
  std::map<std::string_view, const Sdk*> prefixes, domains, settings;
  for (const Sdk& sdk : all_sdks()) {
    for (const std::string_view one : sdk.class_prefixes) EXPECT_TRUE(prefixes.emplace(one, &sdk).second) << one;
    for (const std::string_view one : sdk.domains) EXPECT_TRUE(domains.emplace(one, &sdk).second) << one;
    for (const std::string_view one : sdk.meta_data) EXPECT_TRUE(settings.emplace(one, &sdk).second) << one;
  }
  for (const auto& [prefix, sdk] : prefixes) {
    for (std::size_t dot = prefix.rfind('.'); dot != std::string_view::npos; dot = prefix.rfind('.', dot - 1)) {
      EXPECT_FALSE(prefixes.contains(prefix.substr(0, dot))) << prefix << " lies within another row's prefix";
    }
  }
  for (const auto& [domain, sdk] : domains) {
    for (std::size_t dot = domain.find('.'); dot != std::string_view::npos; dot = domain.find('.', dot + 1)) {
      const auto outer = domains.find(domain.substr(dot + 1));
      EXPECT_TRUE(outer == domains.end() || outer->second->owner == sdk->owner) << domain;
    }
  }
}

TEST(Sdks, NoRowClaimsLibrariesThatOnlyRunOnThePhone) {
  for (const char* harmless :
       {"androidx.core.app.NotificationCompat", "com.google.android.material.button.MaterialButton",
        "com.google.gson.Gson", "okhttp3.OkHttpClient", "com.squareup.picasso.Picasso", "kotlin.Unit",
        "com.facebook.react.ReactActivity", "com.facebook.drawee.view.SimpleDraweeView",
        "com.facebook.soloader.SoLoader", "com.google.firebase.FirebaseApp",
        "com.google.firebase.components.ComponentDiscoveryService",
        "com.google.android.gms.common.api.GoogleApiActivity", "com.google.android.gms.tasks.Task",
        "com.microsoft.appcenter.AppCenter", "io.realm.Realm", "io.flutter.embedding.android.FlutterActivity",
        "com.google.android.gms.ads", "com.izettle.html2bitmap.Html2Bitmap", "org.example.ward.Main"}) {
    const Sdk* sdk = sdk_of_class(harmless);
    EXPECT_EQ(sdk, nullptr) << harmless << " is taken for " << sdk->name;
  }
}

struct Question {
  const Sdk* (*ask)(std::string_view);
  const char* text;
  const char* name;  ///< empty: nobody
};

class SdkQuestions : public testing::TestWithParam<Question> {};

TEST_P(SdkQuestions, HaveTheirAnswer) {
  const Sdk* sdk = GetParam().ask(GetParam().text);
  EXPECT_EQ(sdk == nullptr ? "" : sdk->name, GetParam().name) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, SdkQuestions,
    testing::Values(
        Question{sdk_of_class, "com.mixpanel.android.mpmetrics.MixpanelAPI", "Mixpanel"},
        Question{sdk_of_class, "com.mixpanel.android", "Mixpanel"},
        Question{sdk_of_class, "com.mixpanel.androidx.Thing", ""}, Question{sdk_of_class, "com.mixpanel", ""},
        Question{sdk_of_class, "", ""}, Question{sdk_of_class, "com.facebook.FacebookSdk$Callback", "Facebook SDK"},
        Question{sdk_of_class, "com.facebook.FacebookSdkVersion", ""},
        Question{sdk_of_class, "com.google.android.gms.ads.identifier.AdvertisingIdClient", "Google Advertising ID"},
        Question{sdk_of_class, "com.google.android.gms.ads.AdView", "Google Mobile Ads"},
        Question{sdk_of_class, "com.localytics.androidx.Localytics", "Localytics"},
        Question{sdk_of_class, "com.google.android.libraries.ads.mobile.sdk.MobileAds", "Google Mobile Ads"},
        Question{sdk_of_class, "com.unity3d.mediation.LevelPlay", "ironSource"},
        Question{sdk_of_class, "com.unity3d.services.ads.UnityAds", "Unity Ads"},
        Question{sdk_of_class, "com.my.tracker.MyTracker", "MyTracker"},
        Question{sdk_of_class, "com.uxcam.UXCam", "UXCam"}, Question{sdk_of_domain, "api.mixpanel.com", "Mixpanel"},
        Question{sdk_of_domain, "mixpanel.com", "Mixpanel"}, Question{sdk_of_domain, "notmixpanel.com", ""},
        Question{sdk_of_domain, "mixpanel.com.example.org", ""},
        Question{sdk_of_domain, "firebase-settings.crashlytics.com", "Firebase Crashlytics"},
        Question{sdk_of_domain, "settings.crashlytics.com", "Crashlytics (Fabric)"}, Question{sdk_of_domain, "com", ""},
        Question{sdk_of_domain, "", ""}, Question{sdk_of_meta_data, "io.sentry.dsn", "Sentry"},
        Question{sdk_of_meta_data, "io.sentry", ""}));

}  // namespace
}  // namespace formulary::tables
