// Signature schemes, one deviation at a time: each row makes a package by the tests' own recipes, changes one thing,
// and says what the scanner must make of it.
#include "tests/scanners/signing/packages.hpp"

namespace formulary::signing::test {
namespace {

// One row a case.
// clang-format off
const std::vector<Case>& cases() {
  static const ApkSigning all{.signer = vendor(), .schemes = Schemes::v1v2v3};
  static const ApkSigning rotated{.signer = vendor(), .schemes = Schemes::v1v2v3v31, .rotated_to = successor()};
  static const std::vector<Case> table{
      // -- what an honest package may look like
      {"all_schemes", [] { return app(21).signed_by(vendor()); }, true},
      {"v1_for_old_targets", [] { return app(21, 29).signed_by(vendor(), Schemes::v1); }, true},
      {"v1_with_sha1", [] { return app(16, 29).signed_with({.signer = vendor(), .schemes = Schemes::v1, .jar = {.digest = "SHA1"}}); }, true},
      {"v2_from_24", [] { return app(24).signed_by(vendor(), Schemes::v2); }, true},
      {"v3_from_28", [] { return app(28).signed_by(vendor(), Schemes::v3); }, true},
      {"v31_rotation", [] { return app(21).signed_with(rotated); }, true},
      {"rsa_pss_256", [] { return signed_v2({{.identity = vendor(), .algorithms = {0x0101}}}); }, true},
      {"rsa_pss_512", [] { return signed_v2({{.identity = vendor(), .algorithms = {0x0102}}}); }, true},
      {"rsa_pkcs1_512", [] { return signed_v2({{.identity = vendor(), .algorithms = {0x0104}}}); }, true},
      {"ecdsa_512", [] { return signed_v3({{.identity = successor(), .algorithms = {0x0202}}}); }, true},
      {"dsa_256", [] { return signed_v2({by(make_signer({.key = Key::dsa()}))}); }, true},
      {"two_algorithms",
       [] {
         return signed_v2({{.identity = vendor(), .algorithms = {0x0103, 0x0104}}});
       },
       true},
      {"two_v2_signers",
       [] {
         return signed_v2({by(vendor()), by(successor())});
       },
       true},

      // -- the platform range decides which schemes are needed
      {"v2_alone_for_21", [] { return app(21).signed_by(vendor(), Schemes::v2); }, false, "apk.v1.no_manifest"},
      {"v2_alone_asked_for_24", [] { return app(21).signed_by(vendor(), Schemes::v2); }, true, "", {.min_sdk = 24}},
      {"v1_alone_for_new_targets", [] { return app(21, 30).signed_by(vendor(), Schemes::v1); }, false, "apk.signature.min_sig_scheme_for_target_sdk_not_met"},
      {"v1_alone_for_new_targets_below_them", [] { return app(21, 30).signed_by(vendor(), Schemes::v1); }, true, "", {.max_sdk = 29}},
      {"v3_alone_for_24", [] { return app(24).signed_by(vendor(), Schemes::v3); }, true, "apk.signature.uncovered_levels"},
      {"unsigned", [] { return app(24).unsigned_package(); }, false, "apk.v1.no_manifest"},
      {"empty_range", [] { return app(24).signed_by(vendor()); }, false, "apk.signature.empty_range", {.max_sdk = 23}},
      {"sandbox_needs_v2",
       [] {
         AndroidApp made = app(21, 29);
         made.manifest().add({std::string(android_namespace), "targetSandboxVersion", 0x0101054c, decimal(2), {}});
         return made.signed_by(vendor(), Schemes::v1);
       },
       false, "apk.signature.no_sig_for_target_sandbox_version"},

      // -- changed content
      {"v2_content_changed",
       [] {
         Bytes file = app(24).signed_by(vendor(), Schemes::v2);
         file[file.find("classes.dex") + 30] ^= 1;
         return file;
       },
       false, "apk.v2.digest_mismatch"},
      {"v3_content_changed",
       [] {
         Bytes file = app(28).signed_by(vendor(), Schemes::v3);
         file[file.find("classes.dex") + 30] ^= 1;
         return file;
       },
       false, "apk.v3.digest_mismatch"},
      {"v3_directory_changed",
       [] {
         Bytes file = app(28).signed_by(vendor(), Schemes::v3);
         file[file.find("PK\1\2") + 12] ^= 1;  // a time
         return file;
       },
       false, "apk.v3.digest_mismatch"},
      {"comment_changed",
       [] {
         AndroidApp made = app(28);
         ZipBuilder zip = made.zip();
         zip.end.comment = "comment";
         const Bytes file = zip.build();
         Bytes out = insert_signing_block(file, {{v3_block_id, v3_block(file, {by(vendor())})}});
         out.back() ^= 1;
         return out;
       },
       false, "apk.v3.digest_mismatch"},
      {"comment_kept",
       [] {
         AndroidApp made = app(28);
         ZipBuilder zip = made.zip();
         zip.end.comment = std::string(0xffff, 'c');
         const Bytes file = zip.build();
         return insert_signing_block(file, {{v3_block_id, v3_block(file, {by(vendor())})}});
       },
       true},
      {"declared_digest_wrong", [] { return signed_v2({{.identity = vendor(), .content_digest = Bytes(32, 'x')}}); }, false, "apk.v2.digest_mismatch"},
      {"garbage_behind_directory",
       [] {
         Bytes file = app(24).signed_by(vendor(), Schemes::v2);
         file.insert(file.rfind("PK\5\6"), "GARBAGE");
         return file;
       },
       false, "apk.v1.no_manifest"},
      {"bytes_behind_the_end", [] { return app(24).signed_by(vendor(), Schemes::v2) + "x"; }, false, "apk.signature.malformed_apk"},

      // -- stripped signatures
      {"all_but_v1_stripped", [] { return stripped(app(21), {.signer = vendor(), .schemes = Schemes::v1v2v3, .jar = {.schemes = "2, 3"}}); }, false, "apk.v1.missing_apk_sig_referenced"},
      {"unknown_schemes_promised", [] { return app(21, 29).signed_with({.signer = vendor(), .schemes = Schemes::v1, .jar = {.schemes = "17, x, "}}); }, true,
       "apk.v1.unknown_apk_sig_scheme_id"},
      {"v3_stripped", [] { return without(app(21).signed_with(all), v3_block_id); }, false, "apk.v2.missing_apk_sig_referenced"},
      {"v3_stripped_below_28", [] { return without(app(24).signed_by(vendor(), Schemes::v2v3), v3_block_id); }, true, "apk.v2.unknown_apk_sig_scheme_id", {.max_sdk = 27}},
      {"v31_stripped", [] { return without(app(21).signed_with(rotated), v31_block_id); }, false, "apk.v31.block_missing"},
      {"v31_stripped_below_33", [] { return without(app(21).signed_with(rotated), v31_block_id); }, true, "", {.max_sdk = 32}},
      {"v31_without_v3", [] { return without(app(28).signed_with(rotated), v3_block_id); }, false, "apk.v31.block_found_without_v3_block"},
      {"v1_without_promise", [] { return app(21).signed_by(vendor(), Schemes::v1v2); }, true},
      {"magic_broken",
       [] {
         Bytes file = app(24).signed_by(vendor(), Schemes::v2);
         file[file.find("APK Sig Block 42")] ^= 1;
         return file;
       },
       false, "apk.v1.no_manifest"},

      // -- signers
      {"ten_v2_signers", [] { return signed_v2(std::vector<BlockSigner>(10, by(successor()))); }, true},
      {"eleven_v2_signers", [] { return signed_v2(std::vector<BlockSigner>(11, by(successor()))); }, false, "apk.v2.max_signatures_exceeded"},
      {"no_signers", [] { return signed_v2({}); }, false, "apk.v2.no_signers"},
      {"one_of_two_broken",
       [] {
         return signed_v2({by(vendor()), {.identity = successor(), .public_key = stranger().key.public_key()}});
       },
       false, "apk.v2.did_not_verify"},
      {"key_of_another_kind", [] { return signed_v2({{.identity = vendor(), .public_key = stranger().key.public_key()}}); }, false, "apk.v2.malformed_public_key"},
      {"key_garbage", [] { return signed_v2({{.identity = vendor(), .public_key = "not a key"}}); }, false, "apk.v2.malformed_public_key"},
      {"certificate_of_another",
       [] {
         return signed_v2({by(Signer{successor().key, stranger().certificate})});
       },
       false, "apk.v2.public_key_mismatch"},
      {"v3_certificate_of_another",
       [] {
         return signed_v3({by(Signer{successor().key, stranger().certificate})});
       },
       false, "apk.v3.public_key_mismatch"},
      {"unknown_algorithm_besides",
       [] {
         return signed_v2({{.identity = vendor(), .algorithms = {0x0103, 0x7777}}});
       },
       true, "apk.v2.unknown_sig_algorithm"},
      {"unknown_algorithm_alone", [] { return signed_v2({{.identity = vendor(), .algorithms = {0x7777}}}); }, false, "apk.v2.no_supported_signatures"},
      {"v3_unknown_algorithm_alone", [] { return signed_v3({{.identity = vendor(), .algorithms = {0x7777}}}); }, false, "apk.v3.no_supported_signatures"},
      {"declared_as_another_digest",
       [] {  // the signature is by SHA-256, the record says SHA-512
         Bytes file = signed_v2({by(vendor())});
         for (std::size_t at = file.find(u32(0x0103)); at != Bytes::npos; at = file.find(u32(0x0103), at)) patch(file, at, u32(0x0104));
         return file;
       },
       false, "apk.v2.verify_exception"},
      {"unknown_attribute",
       [] {
         return signed_v2({by(vendor(), 28, 0, {{0x01020304, u32(5)}})});
       },
       true, "apk.v2.unknown_additional_attribute"},
      {"short_stripping_attribute",
       [] {
         return signed_v2({by(vendor(), 28, 0, {{stripping_attribute, "ab"}})});
       },
       false, "apk.v2.malformed_additional_attribute"},
      {"two_signers_of_v1_one_of_v2",
       [] {
         const AndroidApp made = app(21);
         Files files = made.files();
         const Files second = jar_signature(files, successor(), {.name = "SECOND", .schemes = "2"});
         ZipBuilder zip = made.zip_signed_v1({.signer = vendor(), .schemes = Schemes::v1v2});
         for (const auto& [name, content] : second) {
           if (!name.ends_with("MANIFEST.MF")) zip.add(name, content);
         }
         const Bytes file = zip.build();
         return insert_signing_block(file, {{v2_block_id, v2_block(file, {by(vendor())})}});
       },
       false, "apk.v2.missing"},
      {"two_signers_of_v2_one_of_v1",
       [] {
         const Bytes file = app(21).zip_signed_v1({.signer = vendor(), .schemes = Schemes::v1v2}).build();
         return insert_signing_block(file, {{v2_block_id, v2_block(file, {by(vendor()), by(successor())})}});
       },
       false, "apk.v1.missing"},

      // -- v3: platform ranges
      {"ranges_tile",
       [] {
         return signed_v3({by(vendor(), 28, 29), by(successor(), 30, all_platforms, handed_over({vendor(), successor()}))});
       },
       true},
      {"ranges_leave_a_gap",
       [] {
         return signed_v3({by(vendor(), 28, 29), by(successor(), 31, all_platforms, handed_over({vendor(), successor()}))});
       },
       false, "apk.v3.inconsistent_sdk_versions"},
      {"ranges_overlap",
       [] {
         return signed_v3({by(vendor(), 28, 30), by(successor(), 30, all_platforms, handed_over({vendor(), successor()}))});
       },
       false, "apk.v3.inconsistent_sdk_versions"},
      {"ranges_the_same",
       [] {
         return signed_v3({by(vendor()), by(successor())});
       },
       false, "apk.v3.inconsistent_sdk_versions"},
      {"ranges_end_too_early", [] { return signed_v3({by(vendor(), 28, 30)}); }, false, "apk.v3.missing_sdk_versions"},
      {"ranges_end_early_enough", [] { return signed_v3({by(vendor(), 28, 30)}); }, true, "", {.max_sdk = 30}},
      {"ranges_begin_too_late", [] { return signed_v3({by(vendor(), 29)}); }, false, "apk.v3.missing_sdk_versions"},
      {"range_upside_down", [] { return signed_v3({by(vendor(), 30, 28)}); }, false, "apk.v3.invalid_sdk_versions"},
      {"range_negative", [] { return signed_v3({by(vendor(), 0x80000000)}); }, false, "apk.v3.invalid_sdk_versions"},
      {"unsigned_range_changed",
       [] {
         Bytes file = signed_v3({by(vendor())});
         const Bytes range = u32(28) + u32(all_platforms);
         patch(file, file.rfind(range), u32(27));  // the copy behind the signed data
         return file;
       },
       false, "apk.v3.min_sdk_version_mismatch"},

      // -- v3: lineage
      {"lineage_holds",
       [] {
         return signed_v3({by(successor(), 28, all_platforms, handed_over({vendor(), successor()}))});
       },
       true},
      {"lineage_ends_with_another",
       [] {
         return signed_v3({by(stranger(), 28, all_platforms, handed_over({vendor(), successor()}))});
       },
       false, "apk.v3.por_cert_mismatch"},
      {"lineage_goes_past_the_signer",
       [] {
         return signed_v3({by(vendor(), 28, all_platforms, handed_over({vendor(), successor()}))});
       },
       false, "apk.v3.por_cert_mismatch"},
      {"lineage_not_signed_by_the_elder",
       [] {
         const Signer impostor{stranger().key, successor().certificate};  // has the name, not the key
         return signed_v3({by(vendor(), 28, all_platforms, handed_over({impostor, vendor()}))});
       },
       false, "apk.v3.por_did_not_verify"},
      {"lineage_with_a_certificate_twice",
       [] {
         return signed_v3({by(vendor(), 28, all_platforms, handed_over({vendor(), successor(), vendor()}))});
       },
       false, "apk.v3.por_did_not_verify"},
      {"lineage_of_another_version",
       [] {
         Bytes value = lineage({vendor(), successor()});
         patch(value, 0, u32(2));
         return signed_v3({by(successor(), 28, all_platforms, {{lineage_attribute, value}})});
       },
       false, "apk.v3.por_cert_mismatch"},
      {"lineage_cut_short",
       [] {
         const Bytes value = lineage({vendor(), successor()});
         return signed_v3({by(successor(), 28, all_platforms, {{lineage_attribute, value.substr(0, value.size() - 5)}})});
       },
       false, "apk.v3.malformed_lineage"},
      {"lineages_contradict",
       [] {
         return signed_v3({by(successor(), 28, 29, handed_over({stranger(), successor()})), by(successor(), 30, all_platforms, handed_over({vendor(), successor()}))});
       },
       false, "apk.v3.inconsistent_lineages"},
      {"older_signer_not_in_lineage",
       [] {
         const Bytes file = app(24).unsigned_package();
         return insert_signing_block(
             file, {{v2_block_id, v2_block(file, {by(stranger())})}, {v3_block_id, v3_block(file, {by(successor(), 28, all_platforms, handed_over({vendor(), successor()}))})}});
       },
       false, "apk.v3.past_signers_mismatch"},
      {"older_signer_unrelated",
       [] {
         const Bytes file = app(24).unsigned_package();
         return insert_signing_block(file, {{v2_block_id, v2_block(file, {by(vendor())})}, {v3_block_id, v3_block(file, {by(successor())})}});
       },
       false, "apk.v3.past_signers_mismatch"},
      {"two_older_signers",
       [] {
         const Bytes file = app(24).unsigned_package();
         return insert_signing_block(file, {{v2_block_id, v2_block(file, {by(vendor()), by(stranger())})}, {v3_block_id, v3_block(file, {by(vendor())})}});
       },
       false, "apk.v3.multiple_past_signers"},

      // -- v3.1
      {"rotation_level_named",
       [] {
         return signed_v3_v31(by(vendor(), 28, 33, {{rotation_min_attribute, u32(34)}}), {by(successor(), 34, all_platforms, handed_over({vendor(), successor()}))});
       },
       true},
      {"rotation_level_contradicted",
       [] {
         return signed_v3_v31(by(vendor(), 28, 32, {{rotation_min_attribute, u32(34)}}), {by(successor(), 33, all_platforms, handed_over({vendor(), successor()}))});
       },
       false, "apk.v31.rotation_min_sdk_mismatch"},
      {"rotation_level_not_named",
       [] {
         return signed_v3_v31(by(vendor(), 28, 32), {by(successor(), 33, all_platforms, handed_over({vendor(), successor()}))});
       },
       true, "apk.v31.rotation_min_sdk_attr_missing"},
      {"gap_before_rotation",
       [] {
         return signed_v3_v31(by(vendor(), 28, 31, {{rotation_min_attribute, u32(33)}}), {by(successor(), 33, all_platforms, handed_over({vendor(), successor()}))});
       },
       false, "apk.v3.missing_sdk_versions"},
      {"v31_ends_too_early",
       [] {
         return signed_v3_v31(by(vendor(), 28, 32, {{rotation_min_attribute, u32(33)}}), {by(successor(), 33, 35, handed_over({vendor(), successor()}))});
       },
       false, "apk.v3.missing_sdk_versions"},
      {"v31_out_of_range",
       [] {
         return signed_v3_v31(by(vendor(), 28, 33, {{rotation_min_attribute, u32(34)}}), {by(successor(), 34, all_platforms, handed_over({vendor(), successor()}))});
       },
       true,
       "",
       {.max_sdk = 33}},
      {"v31_for_a_development_release",
       [] {
         Attributes attributes = handed_over({vendor(), successor()});
         attributes.emplace_back(0xc2a6b3ba, "");
         return signed_v3_v31(by(vendor(), 28, 34, {{rotation_min_attribute, u32(34)}}), {by(successor(), 34, all_platforms, attributes)});
       },
       true},
      {"v3_for_a_development_release",
       [] {
         return signed_v3({by(vendor(), 28, all_platforms, {{0xc2a6b3ba, ""}})});
       },
       true, "apk.v31.rotation_targets_dev_release_attr_on_v3_signer"},
      {"v31_content_declared_wrong",
       [] {
         BlockSigner wrong = by(successor(), 33, all_platforms, handed_over({vendor(), successor()}));
         wrong.content_digest = Bytes(32, 'x');
         return signed_v3_v31(by(vendor(), 28, 32, {{rotation_min_attribute, u32(33)}}), {wrong});
       },
       false, "apk.v3.digest_mismatch"},

      // -- the block
      {"the_first_of_two_blocks_counts",
       [] { return with_block(app(24), [](const Bytes& zip) {
              return Attributes{{v2_block_id, v2_block(zip, {by(vendor())})}, {v2_block_id, "nonsense"}};
            }); }, true,
       "apk.signing_block.duplicate_id"},
      {"the_second_of_two_blocks_does_not",
       [] { return with_block(app(24), [](const Bytes& zip) {
              return Attributes{{v2_block_id, "nonsense"}, {v2_block_id, v2_block(zip, {by(vendor())})}};
            }); }, false,
       "apk.v2.malformed_signers"},
      {"unknown_ids_are_ignored", [] { return with_block(app(24), [](const Bytes& zip) {
                                         return Attributes{{0x12345678, "anything"}, {v2_block_id, v2_block(zip, {by(vendor())})}};
                                       }); },
       true},

  };
  return table;
}
// clang-format on

class SignatureSchemes : public testing::TestWithParam<Case> {};
TEST_P(SignatureSchemes, AreJudged) { expect(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Cases, SignatureSchemes, testing::ValuesIn(cases()), name_of_case);

}  // namespace
}  // namespace formulary::signing::test
