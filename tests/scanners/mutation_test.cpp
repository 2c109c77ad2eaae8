// Whatever one does to a package, the scanner gives a Report: it does not crash, hang, or say two things about the same
// bytes. Packages of the builders are changed in many small ways from a fixed seed, and each result is scanned. Most
// useful in the build with sanitizers; FORMULARY_MUTATIONS sets how many are tried of each package.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "scanners/report_json.hpp"
#include "scanners/scan.hpp"
#include "tests/support/android_app.hpp"
#include "tests/support/dex_builder.hpp"

namespace formulary {
namespace {

using support::AndroidApp;
using support::Bytes;
using support::Schemes;

/// Small changes that parsers dislike, at places where it hurts: each takes a file to another one.
class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  Bytes mutate(Bytes file) {
    for (std::size_t changes = 1 + pick(4); changes > 0 && !file.empty(); --changes) change(file);
    return file;
  }

 private:
  std::size_t pick(std::size_t below) { return below == 0 ? 0 : random_() % below; }

  void change(Bytes& file) {
    const std::size_t at = pick(file.size());
    switch (pick(8)) {
      case 0:
        file[at] = static_cast<char>(file[at] ^ 1 << pick(8));
        break;
      case 1:
        file[at] = static_cast<char>(random_());
        break;
      case 2:
        number(file, at, 2);
        break;
      case 3:
        number(file, at, 4);
        break;
      case 4:
        number(file, at, 8);
        break;
      case 5:
        file.erase(at, 1 + pick(64));
        break;
      case 6:
        file.insert(at, file.substr(pick(file.size()), 1 + pick(64)));
        break;
      case 7:
        file.resize(at);
        break;
    }
  }

  /// Writes a number of the kind that overflows.
  void number(Bytes& file, std::size_t at, std::size_t width) {
    static constexpr std::uint64_t interesting[] = {0,
                                                    1,
                                                    0x7f,
                                                    0x80,
                                                    0xff,
                                                    0x7fff,
                                                    0xffff,
                                                    0x7fffffff,
                                                    0x80000000,
                                                    0xfffffff8,
                                                    0xffffffff,
                                                    0x7fffffffffffffff,
                                                    0xffffffffffffffff};
    const Bytes bytes = support::little(interesting[pick(std::size(interesting))], width);
    for (std::size_t i = 0; i < width && at + i < file.size(); ++i) file[at + i] = bytes[i];
  }

  std::mt19937 random_;
};

/// Code with something of everything that the scanner looks for.
support::DexBuilder rich_code() {
  support::DexBuilder dex;
  support::DexClass& sync = dex.add("org.example.ward.Sync").implements("javax.net.ssl.X509TrustManager");
  sync.method("<init>").call("java.lang.Object", "<init>", {15}).end();
  sync.method("checkServerTrusted").end();
  sync.method("run").text(0, "DES").call_static("javax.crypto.Cipher", "getInstance", {0}).end();
  sync.method("load").text(0, "https://api.example.org/v1").number(1, 1);
  dex.add("org.example.ward.Page").method("onReceivedSslError").call("android.webkit.SslErrorHandler", "proceed", {1});
  support::DexClass& names = dex.add("org.example.ward.Names").implements("javax.net.ssl.HostnameVerifier");
  names.method("verify").number(0, 1).give(0);
  names.native_method("decode");
  dex.add("org.example.ward.Other").method("run").call("android.webkit.WebSettings", "setJavaScriptEnabled", {1, 2});
  dex.string("AKIAIOSFODNN7EXAMPLE").string("\xc3\xa9");
  return dex;
}

/// An app with something of everything, so that mutations meet every parser.
AndroidApp rich_app() {
  AndroidApp app;
  app.label("Ward Notes", "Stationsnotizen").permission("android.permission.CAMERA", 30).debuggable();
  support::XmlElement& activity = app.component("activity", ".Link", true);
  support::XmlElement& filter = activity.child("intent-filter").set("android:autoVerify", support::boolean(true));
  filter.child("action").set("android:name", support::text("android.intent.action.VIEW"));
  filter.child("data").set("android:scheme", support::text("https")).set("android:host", support::text("example.org"));
  app.component("provider", "org.example.ward.Files", false).set("android:authorities", support::text("a;b"));
  app.application().child("meta-data").set("android:name", support::text("k")).set("android:value", support::real(1));
  app.file("lib/arm64-v8a/libx.so",
           "\x7f"
           "ELF not really");
  app.file("classes.dex", rich_code().build()).file("assets/app.json", "{\"api_key\": \"8fJ2kQ9xLmP4vR7tYw3z\"}");
  return app;
}

/// Parts that are deflated in a package are mutated before they are packed, so that the change gets past the checksum.
struct Target {
  const char* name;
  Bytes original;
  std::function<Bytes(const Bytes&)> package;
};

std::vector<Target> targets() {
  static const support::Signer vendor = support::make_signer();
  const auto whole = [](const Bytes& file) { return file; };
  std::vector<Target> all = {
      {"signed_v1v2v3", rich_app().signed_by(vendor), whole},
      {"signed_v1", rich_app().sdk(16, 22).signed_by(vendor, Schemes::v1), whole},
      {"rotated",
       rich_app().signed_with({.signer = vendor,
                               .schemes = Schemes::v1v2v3v31,
                               .rotated_to = support::make_signer({.key = support::Key::ec()})}),
       whole},
      {"unsigned", rich_app().unsigned_package(), whole},
  };
  const support::Files files = rich_app().files();
  for (const auto& [name, content] : files) {
    if (!name.ends_with(".xml") && !name.ends_with(".arsc") && !name.ends_with(".dex")) continue;
    const auto repack = [name = name](const Bytes& changed) {
      return rich_app().file(name, changed).signed_by(vendor, Schemes::v2);
    };
    all.push_back({name.ends_with(".xml")   ? "manifest"
                   : name.ends_with(".dex") ? "code"
                                            : "resources",
                   content, repack});
  }
  for (const auto& [name, content] : support::jar_signature(files, vendor)) {
    const auto repack = [name = name](const Bytes& changed) {
      support::ZipBuilder zip = rich_app().zip_signed_v1({.signer = vendor});
      std::erase_if(zip.entries, [&](const auto& entry) { return entry.name == name; });
      zip.add(name, changed);
      return zip.build();
    };
    all.push_back({name.ends_with(".MF")   ? "jar_manifest"
                   : name.ends_with(".SF") ? "jar_signature_file"
                                           : "jar_signature_block",
                   content, repack});
  }
  return all;
}

int mutations() {
  const char* asked = std::getenv("FORMULARY_MUTATIONS");
  return asked != nullptr ? std::atoi(asked) : 300;
}

class Mutation : public testing::TestWithParam<Target> {};

TEST_P(Mutation, GivesAReport) {
  const Target& target = GetParam();
  Mutator mutator(20240601);
  for (int i = 0; i < mutations(); ++i) {
    const Bytes file = target.package(mutator.mutate(target.original));
    const auto start = std::chrono::steady_clock::now();
    const std::string first = to_json(scan(support::source(file)));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    ASSERT_LT(seconds.count(), 20) << "mutation " << i << " takes too long";
    if (i % 10 == 0) {
      ASSERT_EQ(to_json(scan(support::source(file))), first) << "mutation " << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Mutation, testing::ValuesIn(targets()),
                         [](const auto& given) { return std::string(given.param.name); });

// No change of a signed package goes unnoticed where it counts: what verifies still says what the original said.
TEST(MutationOfASignedPackage, NeverVerifiesWithOtherFacts) {
  static const support::Signer vendor = support::make_signer();
  const Bytes original = rich_app().signed_by(vendor, Schemes::v2v3);
  const auto manifest_facts = [](const Report& report) {
    std::vector<Fact> facts = report.facts;
    std::erase_if(facts, [](const Fact& fact) { return !fact.name.starts_with("android."); });
    return facts;
  };
  const auto verified = [](const Report& report) {
    return std::ranges::any_of(report.facts, [](const Fact& fact) {
      return fact.name == fact::apk_signature_verified && fact.value == "true";
    });
  };
  const Report good = scan(support::source(original));
  ASSERT_TRUE(verified(good));
  Mutator mutator(7);
  for (int i = 0; i < 5 * mutations(); ++i) {
    const Report report = scan(support::source(mutator.mutate(original)));
    if (verified(report)) {
      ASSERT_EQ(manifest_facts(report), manifest_facts(good)) << "mutation " << i;
    }
  }
}

}  // namespace
}  // namespace formulary
