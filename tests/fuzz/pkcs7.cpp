// A PKCS #7 signature block: its structure, its attributes, and every certificate in it.
#include "scanners/signing/pkcs7.hpp"

#include "scanners/signing/x509.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/android_app.hpp"

namespace formulary::fuzz::pkcs7 {

void run(View data) {
  bytes::Budget budget = bytes::Budget::for_file(data.size());
  const auto block = signing::read_pkcs7(data);
  if (!block) return;
  for (const View encoded : block->certificates) {
    if (const auto certificate = signing::Certificate::parse(encoded, budget)) {
      (void)certificate->text();
      (void)certificate->may_sign();
      (void)certificate->has_unknown_critical_extension();
    }
  }
  for (const signing::Pkcs7Signer& signer : block->signers) {
    if (signer.signed_attributes)
      (void)signing::read_signed_attributes(*signer.signed_attributes, signing::ContentType::read);
  }
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> blocks;
  for (const support::Signer& signer : {support::make_signer(), support::make_signer({.key = support::Key::ec()})}) {
    for (const auto& [name, content] : support::jar_signature(support::AndroidApp().files(), signer)) {
      if (!name.ends_with(".MF") && !name.ends_with(".SF")) blocks.push_back(content);
    }
  }
  return blocks;
}

}  // namespace formulary::fuzz::pkcs7
