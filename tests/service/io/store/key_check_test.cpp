// A database notices keys that are not those with which its secrets were sealed.
#include "service/io/store/key_check.hpp"

#include "service/io/crypto/field_cipher.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {
namespace {

using io::crypto::AesFieldCipher;
using io::crypto::FieldKey;

FieldKey key_of(std::uint8_t byte) {
  FieldKey key{};
  key.fill(byte);
  return key;
}

TEST(KeyCheck, TheFirstKeysAreKnownFromThenOn) {
  TemporaryFolder folder;
  const auto file = folder / "formulary.db";
  io::store::open(file);
  AesFieldCipher right({{1, key_of(7)}}), wrong({{1, key_of(8)}}), rotated({{1, key_of(7)}, {2, key_of(9)}}),
      young({{2, key_of(9)}});
  EXPECT_TRUE(io::store::fits(file, right));
  EXPECT_TRUE(io::store::fits(file, right));
  EXPECT_FALSE(io::store::fits(file, wrong));
  EXPECT_FALSE(io::store::fits(file, young)) << "what was sealed with the key 1 could not be opened";
  EXPECT_TRUE(io::store::fits(file, rotated));
  EXPECT_TRUE(io::store::fits(file, young)) << "sealed again with the youngest";
}

}  // namespace
}  // namespace formulary::test
