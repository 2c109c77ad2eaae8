// formulary-samples DIR: writes the packages of the demonstration hospital, built and signed on the spot. Each row of
// the table is one file; what is special about it is said by its recipe.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>

#include "tests/support/android_app.hpp"
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

struct Sample {
  const char* name;
  const char* what;
  std::function<Bytes()> make;
};

int write_samples(const std::filesystem::path& directory) {
  const Signer vendor = make_signer({.subject = "Example Ward Software", .organization = "Example Ward GmbH"});
  const Signer other = make_signer({.subject = "Handy Tools", .organization = "Handy Tools Ltd"});
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
