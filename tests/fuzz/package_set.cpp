// A set of packages through the whole scanner.
#include "tests/support/package_set.hpp"

#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::package_set {

void run(View data) { (void)scan(bytes::MemorySource(data)); }

std::vector<Bytes> seeds() {
  support::PackageSet set(support::AndroidApp(), support::make_signer({.key = support::Key::ec()}));
  set.split("config.de").manifest().set("configForSplit", support::text(""));
  set.feature("scanner").component("service", ".Scan", true);
  set.file("manifest.json", R"({"package_name":"org.example.ward","split_apks":[{"file":"base.apk","id":"base"}]})");
  return {set.build()};
}

}  // namespace formulary::fuzz::package_set
