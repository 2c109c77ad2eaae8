// Recipes that the signature tests share: three identities, and packages signed by them in ways that differ in one
// thing.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/scanners/signing/judged.hpp"
#include "tests/support/android_app.hpp"

namespace formulary::signing::test {

using namespace support;

inline const Signer& vendor() {
  static const Signer signer = make_signer({.subject = "Vendor"});
  return signer;
}
inline const Signer& successor() {
  static const Signer signer = make_signer({.subject = "Successor", .key = Key::ec()});
  return signer;
}
inline const Signer& stranger() {
  static const Signer signer = make_signer({.subject = "Stranger", .key = Key::ec()});
  return signer;
}

inline AndroidApp app(std::uint32_t minimum, std::uint32_t target = 34) {
  AndroidApp made;
  made.sdk(minimum, target);
  return made;
}
inline Bytes with_block(const AndroidApp& made, const std::function<Attributes(const Bytes&)>& pairs) {
  const Bytes zip = made.unsigned_package();
  return insert_signing_block(zip, pairs(zip));
}
inline Bytes signed_v2(const std::vector<BlockSigner>& signers, std::uint32_t minimum = 24) {
  return with_block(app(minimum), [&](const Bytes& zip) { return Attributes{{v2_block_id, v2_block(zip, signers)}}; });
}
inline Bytes signed_v3(const std::vector<BlockSigner>& signers, std::uint32_t minimum = 28) {
  return with_block(app(minimum), [&](const Bytes& zip) { return Attributes{{v3_block_id, v3_block(zip, signers)}}; });
}
inline Bytes signed_v3_v31(const BlockSigner& v3, const std::vector<BlockSigner>& v31) {
  return with_block(app(28), [&](const Bytes& zip) {
    return Attributes{{v3_block_id, v3_block(zip, {v3})}, {v31_block_id, v3_block(zip, v31)}};
  });
}
inline BlockSigner by(const Signer& signer, std::uint32_t min = 28, std::uint32_t max = all_platforms,
                      Attributes more = {}) {
  return {.identity = signer, .attributes = std::move(more), .min_sdk = min, .max_sdk = max};
}
inline Attributes handed_over(const std::vector<Signer>& oldest_first) {
  return {{lineage_attribute, lineage(oldest_first)}};
}
/// Hides a value of the signing block under an id that nobody knows.
inline Bytes without(Bytes file, std::uint32_t block) {
  const std::size_t magic = file.rfind("APK Sig Block 42");
  const std::size_t start = magic + 8 - static_cast<std::size_t>(read_little(file, magic - 8, 8));
  patch(file, file.find(u32(block), start), u32(0x5eadbeef));
  return file;
}

/// The package without its signing block: what zipalign makes of a file that it does not understand.
inline Bytes stripped(const AndroidApp& made, const ApkSigning& signing) { return made.zip_signed_v1(signing).build(); }

/// One row of a table: a package, a platform range, and what the scanner must make of them.
struct Case {
  const char* name;
  std::function<Bytes()> make;
  bool verified;
  const char* objection = "";  ///< an anomaly that must be there
  ScanOptions options = {};
};

/// Scans the row's package and compares.
inline void expect(const Case& each) {
  const Judged judged(each.make(), each.options);
  EXPECT_EQ(judged.verified(), each.verified) << judged.objections();
  EXPECT_EQ(judged.values(fact::apk_signature_verified).size(), 1u);
  EXPECT_TRUE(*each.objection == '\0' || judged.objects(each.objection)) << judged.objections();
  EXPECT_EQ(judged.signers().empty(), !each.verified);
}

inline std::string name_of_case(const testing::TestParamInfo<Case>& row) { return row.param.name; }
inline void PrintTo(const Case& each, std::ostream* out) { *out << each.name; }

}  // namespace formulary::signing::test
