// An app bundle through the whole scanner.
#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_bundle.hpp"

namespace formulary::fuzz::bundle {

void run(View data) { (void)scan(bytes::MemorySource(data)); }

std::vector<Bytes> seeds() {
  support::AndroidBundle recipe(support::AndroidApp().debuggable().permission("android.permission.CAMERA", 30));
  recipe.feature("scanner", "on-demand").need("application").child("service").set("android:name", support::text(".S"));
  support::ZipBuilder stored;
  for (const auto& [name, content] : recipe.files()) stored.store(name, content);
  return {recipe.signed_by(support::make_signer()), stored.build()};
}

}  // namespace formulary::fuzz::bundle
