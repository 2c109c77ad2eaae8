// Signed packages with bytes changed, one by one: the scanner must never crash, must never take longer than it should,
// and must say `verified` only of what the signature still covers.
#include <set>

#include <gtest/gtest.h>

#include "tests/scanners/signing/packages.hpp"
#include "tests/support/program.hpp"

namespace formulary::signing::test {
namespace {

struct Block {
  std::size_t start, end;
  std::size_t last;     ///< where the pair before the padding begins
  std::size_t padding;  ///< where the padding begins
};

Block block_of(const Bytes& file) {
  const std::size_t magic = file.rfind("APK Sig Block 42");
  const std::size_t size = static_cast<std::size_t>(read_little(file, magic - 8, 8)) + 8;
  const std::size_t start = magic + 16 - size;
  std::size_t last = start;
  std::size_t at = start + 8;
  while (read_little(file, at + 8, 4) != 0x42726577) {
    last = at;
    at += 8 + static_cast<std::size_t>(read_little(file, at, 8));
  }
  return {start, magic + 16, last, at};
}

Bytes small_package(Schemes schemes) {
  static const Signer old_key = make_signer({.subject = "Old", .key = Key::ec()});
  static const Signer new_key = make_signer({.subject = "New", .key = Key::ec()});
  ApkSigning signing{.signer = old_key, .schemes = schemes};
  if (has(schemes, Schemes::v31)) signing.rotated_to = new_key;
  return app(21).signed_with(signing);
}

// With v1, v2 and v3 each naming the others, nothing in the signing block may change but its padding, and the length of
// the value before it, which may take in some of the padding.
TEST(Mutation, EveryByteOfTheSigningBlockIsCovered) {
  for (const Schemes schemes : {Schemes::v1v2v3, Schemes::v1v2v3v31}) {
    const Bytes good = small_package(schemes);
    ASSERT_TRUE(Judged(good).verified()) << Judged(good).objections();
    const Block block = block_of(good);
    std::size_t tried = 0;
    for (std::size_t at = block.start; at < block.end; ++at) {
      const bool in_length = at >= block.last && at < block.last + 8;
      const bool in_padding = at >= block.padding && at < block.end - 24;  // size and magic follow
      if (in_length || in_padding) continue;
      Bytes changed = good;
      changed[at] ^= at % 2 == 0 ? '\x01' : '\x80';
      EXPECT_FALSE(Judged(changed).verified()) << "byte " << at << " of the file, from " << block.start;
      ++tried;
    }
    std::printf("%zu changes to the signing block, none verified\n", tried);
  }
}

TEST(Mutation, EveryByteOutsideTheSigningBlockIsCovered) {
  const Bytes good = small_package(Schemes::v1v2v3);
  const Block block = block_of(good);
  for (std::size_t at = 0; at < good.size(); ++at) {
    if (at == block.start) at = block.end;
    Bytes changed = good;
    changed[at] ^= 0x10;
    EXPECT_FALSE(Judged(changed).verified()) << "byte " << at;
  }
}

// A signature block holds more than is signed (the certificate's own signature, for one); but whatever changes, the
// signer must stay the holder of the same key.
TEST(Mutation, AJarSignatureNeverNamesAnotherKey) {
  const Signer signer = make_signer({.subject = "Signer", .key = Key::ec()});
  const AndroidApp package = app(21, 29);
  const Files signature = jar_signature(package.files(), signer);
  const std::string key = hex(digest(signer.key.public_key()));
  std::size_t tried = 0;
  for (const auto& [name, content] : signature) {
    for (std::size_t at = 0; at < content.size(); ++at) {
      ZipBuilder zip = package.zip();
      for (const auto& [other, untouched] : signature) {
        Bytes changed = untouched;
        if (other == name) changed[at] ^= 0x01;
        zip.store(other, changed);
      }
      const Judged judged(zip.build());
      ++tried;
      if (!judged.verified()) continue;
      const auto signers = judged.values(fact::apk_signature_signer);
      ASSERT_EQ(signers.size(), 1u) << name << " " << at;
      EXPECT_EQ(judged.values(fact::certificate_key_sha256, signers.front()), std::vector<std::string>{key})
          << name << " " << at;
      EXPECT_FALSE(name.ends_with(".SF")) << "byte " << at << " of the signature file is not covered";
    }
  }
  std::printf("%zu changes to the JAR signature\n", tried);
}

TEST(Mutation, EveryTruncationIsSurvived) {
  const Bytes good = small_package(Schemes::v1v2v3v31);
  for (std::size_t length = 0; length < good.size(); length += 7) {
    EXPECT_FALSE(Judged(good.substr(0, length)).verified()) << length;
  }
}

// Lengths are what parsers trip over: everywhere in the signing block four bytes become a large number, or zero.
TEST(Mutation, WildLengthsAreSurvived) {
  const Bytes good = small_package(Schemes::v1v2v3v31);
  const Block block = block_of(good);
  const std::vector<std::uint32_t> values{0, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffc};
  for (std::size_t at = block.start; at + 4 <= block.last; ++at) {
    Bytes changed = good;
    patch(changed, at, u32(values[at % values.size()]));
    EXPECT_FALSE(changed != good && Judged(changed).verified()) << at;
  }
}

std::set<std::string> signing_keys(const Judged& judged) {
  std::set<std::string> keys;
  for (const std::string& signer : judged.values(fact::apk_signature_signer)) {
    for (const std::string& key : judged.values(fact::certificate_key_sha256, signer)) keys.insert(key);
  }
  return keys;
}

// Real files with a few bytes changed at random places (the same ones in every run): no crash, and no new signer.
TEST(Mutation, TheCorpusIsSurvivedWithRandomChanges) {
  const auto corpus = apksig_corpus();
  if (!corpus) GTEST_SKIP() << "the apksig corpus is not there; set FORMULARY_SHARED";
  std::uint64_t state = 88172645463325252ull;  // xorshift64
  const auto random = [&](std::size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<std::size_t>(state % below);
  };
  std::size_t tried = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*corpus)) {
    if (entry.path().extension() != ".apk" || entry.file_size() > 20000) continue;
    const Bytes good = read_file(entry.path());
    const std::set<std::string> keys = signing_keys(Judged(good));
    for (int round = 0; round < 20; ++round, ++tried) {
      Bytes changed = good;
      for (int i = 0; i < 3; ++i) changed[random(changed.size())] = static_cast<char>(random(256));
      const Judged judged(changed);
      if (!judged.verified()) continue;
      EXPECT_EQ(signing_keys(judged), keys) << entry.path();
    }
  }
  std::printf("%zu changed files of the corpus scanned\n", tried);
}

}  // namespace
}  // namespace formulary::signing::test
