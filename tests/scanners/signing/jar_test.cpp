// JAR signatures (v1), one deviation at a time: entries, sections, signature blocks, and algorithms by platform level.
#include <gmock/gmock.h>

#include "tests/scanners/signing/packages.hpp"
#include "tests/support/der_builder.hpp"

namespace formulary::signing::test {
namespace {

// The package with the signature files changed: `change` gets name and content of each.
Bytes changed_jar(const std::function<void(const std::string&, Bytes&)>& change, std::uint32_t minimum = 21) {
  const AndroidApp made = app(minimum, 29);
  ZipBuilder zip = made.zip();
  for (auto [name, content] : jar_signature(made.files(), vendor(), {.digest = minimum < 18 ? "SHA1" : "SHA-256"})) {
    change(name, content);
    zip.add(name, content);
  }
  return zip.build();
}
void replace(Bytes& text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
}

// The package signed by several, each of whom may leave out files.
Bytes signed_by_several(const std::vector<std::pair<Signer, std::string>>& signers_and_omissions) {
  const AndroidApp made = app(21, 29);
  ZipBuilder zip = made.zip();
  zip.add("META-INF/MANIFEST.MF", jar_signature(made.files(), vendor()).front().second);
  int number = 0;
  for (const auto& [signer, omission] : signers_and_omissions) {
    Files files = made.files();
    std::erase_if(files, [&](const auto& file) { return file.first == omission; });
    for (const auto& [name, content] : jar_signature(files, signer, {.name = "S" + std::to_string(++number)})) {
      if (!name.ends_with("MANIFEST.MF")) zip.add(name, content);
    }
  }
  return zip.build();
}

ZipBuilder jar() { return app(21, 29).zip_signed_v1({.signer = vendor(), .schemes = Schemes::v1}); }

// The package with bytes of an entry's local header changed (APPNOTE 4.3.7), which the central directory contradicts.
Bytes with_local_header(std::string_view name, std::size_t offset, std::string_view value) {
  Bytes file = jar().build();
  patch(file, file.find(name) - 30 + offset, value);
  return file;
}

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
      // What is known of the content behind a local header is not known of another name that points there.
      {"entry_that_borrows_the_local_header_of_another",
       [] {
         const AndroidApp made = app(21, 29);
         Files files = made.files();
         const auto dex = std::ranges::find(files, "classes.dex", &Files::value_type::first);
         const Bytes content = dex->second;
         files.emplace_back("classes.dey", content);
         ZipBuilder zip = made.zip();
         const auto offset = static_cast<std::uint32_t>(zip.build().find("classes.dex") - 30);
         ZipEntryRecipe& borrower = zip.add("classes.dey", content);
         borrower.has_local = false;
         borrower.central.header_offset = offset;
         for (const auto& [name, signature] : jar_signature(files, vendor())) zip.add(name, signature);
         return zip.build();
       },
       false, "apk.v1.malformed_zip_entry"},
      {"entry_twice",
       [] {
         ZipBuilder zip = jar();
         zip.add("classes.dex", empty_dex());
         return zip.build();
       },
       false, "apk.v1.duplicate_zip_entry"},
      {"local_header_with_another_checksum", [] { return with_local_header("classes.dex", 14, u32(0)); },
       false, "apk.v1.malformed_zip_entry"},
      {"local_header_with_another_size", [] { return with_local_header("classes.dex", 22, u32(7)); },
       false, "apk.v1.malformed_zip_entry"},
      {"local_header_of_the_signature_with_another_size",
       [] { return with_local_header("META-INF/CERT.RSA", 18, u32(7)); }, false, "apk.v1.malformed_zip_entry"},
      {"local_header_with_another_name", [] { return with_local_header("classes.dex", 30, "Classes.dex"); },
       false, "apk.v1.malformed_zip_entry"},
      {"local_header_with_another_time", [] { return with_local_header("classes.dex", 10, u32(0)); }, true},
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

      // -- the manifest and what the signature file says of it
      {"manifest_gets_another_creator", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".MF")) replace(content, "Created-By", "Created-bY"); }); }, true, "apk.v1.manifest_digest_did_not_verify"},
      {"manifest_section_reworded", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".MF")) replace(content, "Name: ", "name: "); }); }, false, "apk.v1.manifest_section_digest_did_not_verify"},
      {"manifest_gets_a_section", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".MF")) content += "Name: nowhere\r\n\r\n"; }); }, false, "apk.v1.missing_zip_entry_referenced_in_manifest"},
      {"manifest_section_twice", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".MF")) content += "Name: classes.dex\r\n\r\n"; }); }, false, "apk.v1.duplicate_manifest_section"},
      {"manifest_section_without_name", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".MF")) content += "Nick: x\r\n\r\n"; }); }, false, "apk.v1.unnamed_manifest_section"},
      {"manifest_empty", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".MF")) content.clear(); }); }, false, "apk.v1.no_signatures"},
      {"signature_file_changed", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".SF")) replace(content, "Created-By", "Created-bY"); }); }, false, "apk.v1.did_not_verify"},
      {"block_cut_short", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".RSA")) content.pop_back(); }); }, false, "apk.v1.parse_exception"},
      {"block_not_a_signature", [] { return changed_jar([](const std::string& name, Bytes& content) { if (name.ends_with(".RSA")) content = der::sequence({der::oid("1.2.840.113549.1.7.1")}); }); }, false, "apk.v1.parse_exception"},

      // -- several signers
      {"two_signers", [] { return signed_by_several({{vendor(), ""}, {successor(), ""}}); }, true},
      {"two_signers_of_different_entries", [] { return signed_by_several({{vendor(), ""}, {successor(), "classes.dex"}}); }, false, "apk.v1.zip_entry_signers_mismatch"},
      {"an_entry_that_nobody_signed", [] { return signed_by_several({{vendor(), "classes.dex"}}); }, false, "apk.v1.zip_entry_not_signed"},
      {"ten_signers", [] { return signed_by_several(std::vector(10, std::pair(successor(), std::string()))); }, true},
      {"eleven_signers", [] { return signed_by_several(std::vector(11, std::pair(successor(), std::string()))); }, false, "apk.v1.max_signatures_exceeded"},
  };
  return table;
}
// clang-format on

class JarSignatures : public testing::TestWithParam<Case> {};
TEST_P(JarSignatures, AreJudged) { expect(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Cases, JarSignatures, testing::ValuesIn(cases()), name_of_case);

}  // namespace
}  // namespace formulary::signing::test
