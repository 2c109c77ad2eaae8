// JAR signatures (v1), one deviation at a time: entries, sections, signature blocks, and algorithms by platform level.
#include <gmock/gmock.h>

#include "tests/scanners/signing/packages.hpp"

namespace formulary::signing::test {
namespace {

ZipBuilder jar() { return app(21, 29).zip_signed_v1({.signer = vendor(), .schemes = Schemes::v1}); }

// One row a case.
// clang-format off
const std::vector<Case>& cases() {
  static const std::vector<Case> table{
      {"entry_added",
       [] {
         ZipBuilder zip = jar();
         zip.add("assets/late.bin", "late");
         return zip.build();
       },
       false, "apk.v1.no_zip_entry_digest_in_manifest"},
      {"entry_twice",
       [] {
         ZipBuilder zip = jar();
         zip.add("classes.dex", empty_dex());
         return zip.build();
       },
       false, "apk.v1.duplicate_zip_entry"},
      {"entry_removed",
       [] {
         ZipBuilder zip = jar();
         std::erase_if(zip.entries, [](const ZipEntryRecipe& entry) { return entry.name == "classes.dex"; });
         return zip.build();
       },
       false, "apk.v1.missing_zip_entry_referenced_in_manifest"},
      {"entry_changed",
       [] {
         ZipBuilder zip = jar();
         std::erase_if(zip.entries, [](const ZipEntryRecipe& entry) { return entry.name == "classes.dex"; });
         zip.add("classes.dex", "dex\n035");
         return zip.build();
       },
       false, "apk.v1.zip_entry_digest_did_not_verify"},
      {"entry_in_meta_inf_is_not_covered",
       [] {
         ZipBuilder zip = jar();
         zip.add("META-INF/services/x", "late");
         return zip.build();
       },
       true, "apk.v1.unprotected_zip_entry"},
      {"block_without_file",
       [] {
         ZipBuilder zip = jar();
         zip.add("META-INF/LOST.RSA", "x");
         return zip.build();
       },
       true, "apk.v1.missing_file"},
      {"block_garbage",
       [] {
         ZipBuilder zip = jar();
         zip.add("META-INF/LOST.RSA", "x");
         zip.add("META-INF/LOST.SF", "Signature-Version: 1.0\r\n\r\n");
         return zip.build();
       },
       false, "apk.v1.parse_exception"},
      {"block_of_unnamed_method",
       [] {  // platforms inflate whatever is not stored
         ZipBuilder zip = jar();
         for (ZipEntryRecipe& entry : zip.entries) {
           if (entry.name.ends_with(".RSA")) entry.method(21);
         }
         return zip.build();
       },
       true},
      {"method_differs_in_local_header",
       [] {
         ZipBuilder zip = jar();
         for (ZipEntryRecipe& entry : zip.entries) {
           if (entry.name.ends_with(".RSA")) entry.local.method = 0;
         }
         return zip.build();
       },
       true},
      {"ec_before_18", [] { return app(17, 29).signed_by(successor(), Schemes::v1); }, false, "apk.v1.unsupported_sig_alg"},
      {"sha256_rsa_before_18", [] { return app(17, 29).signed_by(vendor(), Schemes::v1); }, false, "apk.v1.unsupported_sig_alg"},
  };
  return table;
}
// clang-format on

class JarSignatures : public testing::TestWithParam<Case> {};
TEST_P(JarSignatures, AreJudged) { expect(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Cases, JarSignatures, testing::ValuesIn(cases()), name_of_case);

}  // namespace
}  // namespace formulary::signing::test
