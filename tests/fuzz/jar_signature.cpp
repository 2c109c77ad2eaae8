// A signature file (.SF) of a package signed by scheme v1, and its manifest where the bytes begin with `M`.
#include "scanners/scan.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_app.hpp"

namespace formulary::fuzz::jar_signature {
namespace {

const support::Files& signature_files() {
  static const support::Files files = support::jar_signature(support::AndroidApp().files(), support::make_signer());
  return files;
}

}  // namespace

void run(View data) {
  if (data.empty()) return;
  const std::string_view text = bytes::as_text(data);
  const std::string_view fuzzed = text.front() == 'M' ? ".MF" : ".SF";
  support::ZipBuilder zip = support::AndroidApp().zip();
  for (const auto& [name, content] : signature_files()) {
    zip.add(name, name.ends_with(fuzzed) ? Bytes(text.substr(fuzzed == ".MF" ? 0 : 1)) : content);
  }
  (void)scan(support::source(zip.build()), {.min_sdk = 16, .max_sdk = 23});
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> texts;
  for (const auto& [name, content] : signature_files()) {
    if (name.ends_with(".MF")) texts.push_back(content);  // begins with `Manifest-Version`
    if (name.ends_with(".SF")) texts.push_back("S" + content);
  }
  return texts;
}

}  // namespace formulary::fuzz::jar_signature
