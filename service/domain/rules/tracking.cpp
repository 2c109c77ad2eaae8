// Rules about what the app tells third parties, as far as its manifest shows it.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

namespace {

/// A setting that says that the app reports to a third party, or does so unless it is switched off.
struct Setting {
  std::string_view name;
  std::string_view unless;  ///< the value that switches it off; empty: the setting's presence is enough
  std::string_view sentence;
};

std::vector<Finding> settings(const Rule& rule, const RuleInput& input, std::span<const Setting> table) {
  std::vector<Finding> out;
  for (const Setting& setting : table) {
    for (const Fact* fact : input.all(fact::android_meta_data, setting.name)) {
      if (!setting.unless.empty() && fact->value == setting.unless) continue;
      out.push_back(finding(rule, setting.name, std::string(setting.sentence), fact->evidence));
    }
  }
  return out;
}

std::vector<Finding> reports_usage(const Rule& rule, const RuleInput& input) {
  static constexpr Setting table[] = {
      {"firebase_analytics_collection_enabled", "false", "The app reports its use to Google (Firebase Analytics)."},
      {"google_analytics_automatic_screen_reporting_enabled", "false",
       "The app reports which screens are opened to Google Analytics."},
      {"google_analytics_default_allow_ad_personalization_signals", "false",
       "The app lets Google use its reports for personal advertising."},
      {"com.facebook.sdk.ApplicationId", "", "The app is connected to Facebook."},
      {"com.facebook.sdk.AutoLogAppEventsEnabled", "false", "The app reports its use to Facebook."},
      {"com.facebook.sdk.AdvertiserIDCollectionEnabled", "false",
       "The app reports an advertising identity to Facebook."},
      {"com.appsflyer.FacebookApplicationId", "", "The app reports to an advertising service (AppsFlyer)."},
      {"io.branch.sdk.BranchKey", "", "The app reports to an advertising service (Branch)."},
      {"com.mixpanel.android.MPConfig.DisableAppOpenEvent", "true", "The app reports its use to Mixpanel."},
  };
  std::vector<Finding> out = settings(rule, input, table);
  // Where Google's measuring part is in the app, it reports unless a setting keeps it from doing so.
  const Fact* measuring =
      input.find(fact::android_component, "com.google.android.gms.measurement.AppMeasurementService");
  const bool decided = input.find(fact::android_meta_data, "firebase_analytics_collection_enabled") != nullptr ||
                       input.value(fact::android_meta_data, "firebase_analytics_collection_deactivated") == "true";
  if (measuring != nullptr && !decided) {
    out.push_back(finding(rule, "com.google.android.gms.measurement",
                          "The app reports its use to Google (Firebase Analytics), as nothing switches that off.",
                          measuring->evidence));
  }
  return out;
}

std::vector<Finding> advertises(const Rule& rule, const RuleInput& input) {
  static constexpr Setting table[] = {
      {"com.google.android.gms.ads.APPLICATION_ID", "", "The app shows advertising by Google (AdMob)."},
      {"com.google.android.gms.ads.AD_MANAGER_APP", "false", "The app shows advertising by Google (Ad Manager)."},
      {"applovin.sdk.key", "", "The app shows advertising by AppLovin."},
      {"google_analytics_adid_collection_enabled", "false", "The app collects an advertising identity for Google."},
  };
  return settings(rule, input, table);
}

std::vector<Finding> reports_crashes(const Rule& rule, const RuleInput& input) {
  static constexpr Setting table[] = {
      {"firebase_crashlytics_collection_enabled", "false", "The app sends crash reports to Google (Crashlytics)."},
      {"io.sentry.dsn", "", "The app sends crash reports to Sentry."},
      {"com.bugsnag.android.API_KEY", "", "The app sends crash reports to Bugsnag."},
      {"io.fabric.ApiKey", "", "The app sends crash reports to Fabric."},
  };
  return settings(rule, input, table);
}

std::vector<Finding> unsafe_browsing(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_meta_data, "android.webkit.WebView.EnableSafeBrowsing")) {
    if (fact->value != "false") continue;
    out.push_back(finding(rule, {}, "The app switches off the warning of dangerous web pages.", fact->evidence));
  }
  return out;
}

std::vector<Finding> reports_web_pages(const Rule& rule, const RuleInput& input) {
  if (input.value(fact::android_meta_data, "android.webkit.WebView.MetricsOptOut") == "true") return {};
  for (const Fact* permission : input.all(fact::android_permission)) {
    if (permission->value != "android.permission.INTERNET") continue;
    return {finding(rule, {},
                    "If the app shows web pages, the phone may report to Google how they are used: the app does not "
                    "decline that.",
                    permission->evidence)};
  }
  return {};
}

std::vector<Finding> keys(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* fact : input.all(fact::android_meta_data)) {
    std::string name;
    for (char c : fact->subject) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool secret = name.ends_with("api_key") || name.ends_with("apikey") || name.ends_with("secret") ||
                        name.ends_with("password") || name.ends_with("token");
    if (!secret || fact->value.size() < 8 || fact->value.starts_with("@")) continue;
    out.push_back(finding(rule, fact->subject,
                          "The package holds a key or password under the name " + shown(fact->subject) +
                              ", which anybody with the package can read.",
                          fact->evidence));
  }
  return out;
}

std::vector<Finding> looks_for(const Rule& rule, const RuleInput& input) {
  std::vector<Finding> out;
  for (const Fact* query : input.all(fact::android_query_package)) {
    out.push_back(finding(rule, query->value, "The app looks whether " + shown(query->value) + " is installed.",
                          query->evidence));
  }
  return out;
}

}  // namespace

const Rule and_man_020a{
    .id = "AND-MAN-020a",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::warn,
    .title = "Reports its use to a third party",
    .why =
        "Which screens somebody opens in a medical app can disclose an illness. A third party needs a contract to "
        "receive that.",
    .would_pass =
        "The vendor switches the reports off by default, or there is a business associate agreement that covers them.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = reports_usage,
};

const Rule and_man_020b{
    .id = "AND-MAN-020b",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::warn,
    .title = "Shows advertising",
    .why = "Advertising networks collect data about who uses the app.",
    .would_pass = "The vendor delivers a version without advertising.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = advertises,
};

const Rule and_man_020c{
    .id = "AND-MAN-020c",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::warn,
    .title = "Sends crash reports to a third party",
    .why = "A crash report holds what was in the app's memory at that moment, which may be patient data.",
    .would_pass =
        "The vendor switches crash reports off by default, or there is a business associate agreement that covers "
        "them.",
    .citation =
        "HHS Office for Civil Rights, \"Use of Online Tracking Technologies by HIPAA Covered Entities and Business "
        "Associates\"",
    .effective = "2022-12-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = reports_crashes,
};

const Rule and_man_020e{
    .id = "AND-MAN-020e",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::warn,
    .title = "Switches off the warning of dangerous web pages",
    .why = "Without the warning, staff may land on pages that steal passwords.",
    .would_pass = "The vendor removes the setting.",
    .citation = "Android developer documentation, \"Manage WebView objects\", Safe Browsing",
    .effective = "2018-04-01",
    .mapping = {"MASVS-PLATFORM-2", "MASTG-TEST-0027", "CWE-693", hipaa::malicious_software,
                vetting::vulnerability_types},
    .conclude = unsafe_browsing,
};

const Rule and_man_020f{
    .id = "AND-MAN-020f",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::info,
    .title = "A key lies open in the package",
    .why = "Keys in a package are public. Some are meant to be, others open a door at the vendor.",
    .would_pass = "The vendor confirms that the key is limited to this app and opens no patient data.",
    .citation = "CWE-798",
    .effective = "2008-09-23",
    .mapping = {"MASVS-STORAGE-1", "", "CWE-798", hipaa::authentication, vetting::vulnerability_types},
    .conclude = keys,
};

const Rule and_man_020g{
    .id = "AND-MAN-020g",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::info,
    .title = "Does not decline reports about web pages in the app",
    .why =
        "The part of the phone that shows web pages inside apps sends statistics to Google, if the user of the phone "
        "agreed to it and the app does not decline.",
    .would_pass = "The vendor sets android.webkit.WebView.MetricsOptOut to true.",
    .citation = "Android developer documentation, \"Manage WebView objects\", metrics collection",
    .effective = "2018-04-01",
    .mapping = {"MASVS-PRIVACY-2", "MASTG-TEST-0004", "CWE-359", hipaa::disclosure, vetting::vulnerability_types},
    .conclude = reports_web_pages,
};

const Rule and_man_021{
    .id = "AND-MAN-021",
    .format = "apk",
    .family = "tracking",
    .severity = Severity::info,
    .title = "Looks for certain other apps",
    .why = "Which other apps somebody has can be private, for instance other health or banking apps.",
    .would_pass = "The vendor explains why it looks for them.",
    .citation = "Android developer documentation, \"Package visibility filtering on Android\"",
    .effective = "2020-09-08",
    .mapping = {"MASVS-PRIVACY-1", "", "CWE-359", hipaa::minimum_necessary, vetting::vulnerability_types},
    .conclude = looks_for,
};

}  // namespace formulary::domain
