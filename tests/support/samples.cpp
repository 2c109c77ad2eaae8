// formulary-samples DIR: writes the packages of the demonstration hospital, built and signed on the spot. Each row of
// the table is one file; what is special about it is said by its recipe.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>

#include "tests/support/android_app.hpp"
#include "tests/support/android_bundle.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/elf_builder.hpp"
#include "tests/support/package_set.hpp"
#include "tests/support/program.hpp"

namespace formulary::support {
namespace {

AndroidApp ward() {
  AndroidApp app;
  app.package("org.example.ward").label("Ward Notes", "Stationsnotizen").sdk(28, 36);
  app.permission("android.permission.INTERNET").permission("android.permission.CAMERA");
  return app;
}

/// The older one of two entries of the same name is what some readers show and others run.
Bytes with_second_dex(const Signer& signer) {
  AndroidApp app;
  app.package("org.example.twofaced").label("Two Faces").sdk(21, 28);
  ZipBuilder zip = app.zip_signed_v1({.signer = signer, .schemes = Schemes::v1});
  zip.add("classes.dex", empty_dex() + "another program");
  return zip.build();
}

/// Encrypted by default, with one server that is not and one whose keys are fixed.
XmlElement pulse_connections() {
  XmlElement config("network-security-config");
  config.child("base-config").set("cleartextTrafficPermitted", text("false"));
  XmlElement& open = config.child("domain-config").set("cleartextTrafficPermitted", text("true"));
  open.child("domain").set("includeSubdomains", text("true")).character_data = "values.pulse.example";
  XmlElement& fixed = config.child("domain-config");
  fixed.child("domain").character_data = "accounts.pulse.example";
  XmlElement& pins = fixed.child("pin-set").set("expiration", text("2035-01-31"));
  for (const char of : {'A', 'B'}) {
    pins.child("pin").set("digest", text("SHA-256")).character_data = Bytes(42, of) + "A=";
  }
  return config;
}

/// It sends measured values, counts what its users do, shows advertising, and logs.
Bytes pulse_code() {
  DexBuilder dex;
  DexMethod& upload = dex.add("org.example.pulse.Upload").method("run");
  upload.text(0, "http://values.pulse.example/v1/heart").text(1, "https://accounts.pulse.example/login");
  upload.call_static("android.util.Log", "d", {0, 1}).end();
  DexMethod& advice = dex.add("org.example.pulse.Advice").method("show");
  advice.call("android.webkit.WebView", "addJavascriptInterface", {0, 1, 2});
  advice.text(0, "pulse").call_static("java.lang.System", "loadLibrary", {0}).end();
  for (const char* part : {"MainActivity", "Values", "Diary"}) {
    dex.add(std::string("org.example.pulse.") + part).method("onCreate").end();
  }
  dex.add("com.mixpanel.android.mpmetrics.MixpanelAPI").method("track").end();
  dex.add("com.google.android.gms.ads.MobileAds").method("initialize").end();
  return dex.build();
}

/// Its own encryption library, of 2017.
Bytes pulse_library() {
  ElfBuilder elf;
  elf.name = "libpulse.so";
  elf.data = Bytes(1, '\0') + "OpenSSL 1.0.2k  26 Jan 2017" + Bytes(1, '\0');
  return elf.build();
}

/// Measures at home what patients may not want others to know.
AndroidApp pulse() {
  AndroidApp app;
  ResourceTable table("org.example.pulse");
  table.string("app_name", "Pulse at Home");
  const auto connections = table.add("xml", "network", {{{}, text("res/xml/network.xml")}});
  app.package("org.example.pulse").version(23, "2.3").sdk(28, 36).backup(true);
  app.file("resources.arsc", table.build()).file("res/xml/network.xml", binary_xml(pulse_connections()));
  app.application().set("android:networkSecurityConfig", reference(connections));
  for (const char* name : {"INTERNET", "health.READ_HEART_RATE", "health.READ_BLOOD_PRESSURE", "health.WRITE_WEIGHT",
                           "BLUETOOTH_CONNECT", "ACCESS_FINE_LOCATION"}) {
    app.permission(std::string("android.permission.") + name);
  }
  app.permission("com.google.android.gms.permission.AD_ID");
  app.component("provider", "org.example.pulse.Values", true)
      .set("android:authorities", text("org.example.pulse.values"));
  app.component("provider", "org.example.pulse.Diary", false)
      .set("android:authorities", text("org.example.pulse.diary"));
  return app.file("classes.dex", pulse_code()).file("lib/arm64-v8a/libpulse.so", pulse_library());
}

/// Opens the addresses of two web sites by itself, once they say that it may.
AndroidApp visits() {
  AndroidApp app;
  app.package("org.example.visits").version(14, "1.4").label("Visiting Hours").sdk(28, 36);
  app.permission("android.permission.INTERNET");
  XmlElement& filter = app.component("activity", "org.example.visits.Open", true).child("intent-filter");
  filter.set("android:autoVerify", boolean(true));
  filter.child("action").set("android:name", text("android.intent.action.VIEW"));
  for (const char* name : {"DEFAULT", "BROWSABLE"}) {
    filter.child("category").set("android:name", text(std::string("android.intent.category.") + name));
  }
  for (const char* host : {"visits.example", "ward.example"}) {
    filter.child("data").set("android:scheme", text("https")).set("android:host", text(host));
  }
  return app;
}

/// As a store hands it to one kind of telephone: the processor's part and a language are packages of their own.
PackageSet rounds(const Signer& signer, int code, const char* version) {
  AndroidApp app;
  app.package("org.example.rounds").version(code, version).label("Ward Rounds").sdk(28, 36);
  app.permission("android.permission.INTERNET").permission("android.permission.CAMERA");
  DexBuilder dex;
  DexMethod& start = dex.add("org.example.rounds.MainActivity").method("onCreate");
  start.text(0, "rounds").call_static("java.lang.System", "loadLibrary", {0}).end();
  PackageSet set(std::move(app.file("classes.dex", dex.build())), signer);
  ElfBuilder library;
  library.name = "librounds.so";
  set.split("config.arm64_v8a").file("lib/arm64-v8a/librounds.so", library.build());
  set.split("config.de");
  return set;
}

/// A part that somebody else has signed was put among the others.
Bytes rounds_with_a_stranger(const Signer& signer, const Signer& stranger) {
  PackageSet set = rounds(signer, 21, "2.1");
  ZipBuilder zip = set.zip();
  zip.store("config.fr.apk", set.split("config.fr").signed_by(stranger));
  return zip.build();
}

/// What a vendor gives to a store: the application, and a part that comes on demand.
Bytes meals(const Signer& uploader) {
  AndroidApp app;
  app.package("org.example.meals").version(12, "1.2").label("Meal Orders").sdk(28, 36);
  app.permission("android.permission.INTERNET");
  AndroidBundle bundle(std::move(app));
  XmlElement& scanner = bundle.feature("scanner", "on-demand");
  scanner.child("uses-permission").set("android:name", text("android.permission.CAMERA"));
  scanner.need("application").child("activity").set("android:name", text("org.example.meals.Scan"));
  return bundle.signed_by(uploader);
}

struct Sample {
  const char* name;
  const char* what;
  std::function<Bytes()> make;
};

int write_samples(const std::filesystem::path& directory) {
  const Signer vendor = make_signer({.subject = "Example Ward Software", .organization = "Example Ward GmbH"});
  const Signer other = make_signer({.subject = "Handy Tools", .organization = "Handy Tools Ltd"});
  const Signer heart = make_signer({.subject = "Example Heart", .organization = "Example Heart Inc."});
  const Signer weak = make_signer({.subject = "Old Vendor",
                                   .organization = "Old Vendor Inc",
                                   .key = Key::rsa(1024),
                                   .not_before = "20100101000000Z",
                                   .not_after = "20200101000000Z",
                                   .digest = "SHA1"});
  const Sample samples[] = {
      {"ward-1.0.apk", "a good package", [&] { return ward().version(10, "1.0").signed_by(vendor); }},
      {"ward-1.1.apk", "its next version, same signer, one permission more",
       [&] {
         return ward().version(11, "1.1").permission("android.permission.ACCESS_FINE_LOCATION").signed_by(vendor);
       }},
      {"triage-debug-2.0.apk", "debuggable, cleartext traffic, backup allowed",
       [&] {
         AndroidApp app;
         app.package("org.example.triage").version(20, "2.0").label("Triage").debuggable().cleartext().backup(true);
         return app.permission("android.permission.INTERNET").signed_by(other);
       }},
      {"flashlight-3.2.apk", "asks for far more than it needs",
       [&] {
         AndroidApp app;
         app.package("org.example.flashlight").version(32, "3.2").label("Flashlight");
         for (const char* name : {"READ_CONTACTS", "READ_SMS", "SEND_SMS", "RECORD_AUDIO", "READ_CALL_LOG", "CAMERA",
                                  "ACCESS_FINE_LOCATION", "ACCESS_BACKGROUND_LOCATION", "SYSTEM_ALERT_WINDOW",
                                  "REQUEST_INSTALL_PACKAGES", "QUERY_ALL_PACKAGES", "BODY_SENSORS"}) {
           app.permission(std::string("android.permission.") + name);
         }
         app.component("service", "org.example.flashlight.Upload", true);
         app.component("receiver", "org.example.flashlight.Boot", true);
         return app.signed_by(other);
       }},
      {"pulse-2.3.apk", "health data, and many ways by which they leave: advertising, statistics, an open data store",
       [&] { return pulse().signed_by(other); }},
      {"dosage-0.9.apk", "signed with an expired certificate, 1024-bit key and SHA-1",
       [&] {
         AndroidApp app;
         app.package("org.example.dosage").version(9, "0.9").label("Dosage").sdk(16, 22);
         return app.signed_with({.signer = weak, .schemes = Schemes::v1, .jar = {.digest = "SHA1"}});
       }},
      {"roster-4.0.apk", "signed by the first scheme only",
       [&] {
         AndroidApp app;
         app.package("org.example.roster").version(40, "4.0").label("Roster").sdk(21, 28);
         return app.signed_by(other, Schemes::v1);
       }},
      {"twofaced-1.0.apk", "two entries named classes.dex", [&] { return with_second_dex(other); }},
      {"visits-1.4.apk", "wants to open the addresses of two web sites", [&] { return visits().signed_by(vendor); }},
      {"rounds-2.0.apks", "a set of packages: base, processor, language",
       [&] { return rounds(vendor, 20, "2.0").build(); }},
      {"rounds-2.1-mixed.apks", "the next version, with a part that somebody else has signed",
       [&] { return rounds_with_a_stranger(vendor, other); }},
      {"meals-1.2.aab", "a bundle, as a vendor gives it to a store", [&] { return meals(other); }},
      {"echo-3.1.apk", "a medical device, of the maker whose numbers the demonstration's authorities have",
       [&] {
         AndroidApp app;
         app.package("org.example.echo").version(31, "3.1").label("Echo Viewer").sdk(28, 36);
         return app.permission("android.permission.INTERNET").signed_by(heart);
       }},
      {"infusion-2.4.apk", "a medical device, of which a notice speaks",
       [&] {
         AndroidApp app;
         app.package("org.example.infusion").version(24, "2.4").label("Infusion Companion").sdk(28, 36);
         return app.permission("android.permission.INTERNET").signed_by(other);
       }},
      {"scales-5.1-unsigned.apk", "not signed",
       [&] {
         AndroidApp app;
         app.package("org.example.scales").version(51, "5.1").label("Bed Scales");
         return app.unsigned_package();
       }},
  };
  std::filesystem::create_directories(directory);
  for (const Sample& sample : samples) {
    write_file(directory / sample.name, sample.make());
    std::printf("%s\t%s\n", sample.name, sample.what);
  }
  return 0;
}

}  // namespace
}  // namespace formulary::support

int main(int count, char** arguments) {
  if (count != 2 || arguments[1][0] == '-') {
    std::fputs("usage: formulary-samples DIRECTORY\nWrites the sample packages of the demonstration into it.\n",
               stderr);
    return 2;
  }
  try {
    return formulary::support::write_samples(arguments[1]);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "formulary-samples: %s\n", problem.what());
    return 1;
  }
}
