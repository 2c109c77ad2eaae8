// Encrypted fields: what is sealed for one place can be read there and nowhere else, whole and unchanged or not at all.
#include "service/io/crypto/field_cipher.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace formulary::test {
namespace {

using io::crypto::AesFieldCipher;
using io::crypto::FieldKey;
using usecases::FieldPlace;

FieldKey key_of(std::uint8_t byte) {
  FieldKey key{};
  key.fill(byte);
  return key;
}

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

constexpr FieldPlace place{"totp", "seed", "row-1"};
constexpr std::string_view seed = "12345678901234567890";

TEST(FieldCipher, GivesBackWhatWasSealedForThePlace) {
  AesFieldCipher cipher({{1, key_of(7)}});
  for (const std::string& secret : {std::string(), std::string(seed), std::string(64 * 1024, '\0')}) {
    const std::string sealed = cipher.seal(place, secret);
    EXPECT_EQ(sealed.size(), 1 + 12 + secret.size() + 16);
    EXPECT_EQ(cipher.open(place, sealed), secret);
  }
  EXPECT_THROW(cipher.seal(place, std::string(64 * 1024 + 1, 'x')), std::invalid_argument);
}

TEST(FieldCipher, TheSameSecretLooksDifferentEachTime) {
  AesFieldCipher cipher({{1, key_of(7)}});
  EXPECT_NE(cipher.seal(place, seed), cipher.seal(place, seed));
  EXPECT_EQ(cipher.seal(place, seed).find(seed), std::string::npos);
}

struct Other {
  const char* what;
  FieldPlace place;
};

TEST(FieldCipher, SwappedRowsColumnsAndTablesAreRefused) {
  AesFieldCipher cipher({{1, key_of(7)}});
  const std::string sealed = cipher.seal(place, seed);
  const Other others[] = {
      {"another row", {"totp", "seed", "row-2"}},
      {"another column", {"totp", "recovery", "row-1"}},
      {"another table", {"provider", "seed", "row-1"}},
      {"the same letters, cut elsewhere", {"totps", "eed", "row-1"}},
      {"the same letters, cut elsewhere", {"totp", "seedrow", "-1"}},
  };
  for (const Other& other : others) EXPECT_EQ(cipher.open(other.place, sealed), std::nullopt) << other.what;
}

TEST(FieldCipher, EveryChangedBitAndEveryCutIsRefused) {
  AesFieldCipher cipher({{1, key_of(7)}, {3, key_of(7)}});
  const std::string sealed = cipher.seal(place, seed);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(cipher.open(place, changed), std::nullopt) << "bit " << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_EQ(cipher.open(place, std::string_view(sealed).substr(0, size)), std::nullopt) << "cut to " << size;
  }
  EXPECT_EQ(cipher.open(place, sealed + 'x'), std::nullopt);
}

TEST(FieldCipher, OpensWithOldKeysAndSealsWithTheYoungest) {
  AesFieldCipher before({{1, key_of(7)}});
  AesFieldCipher during({{1, key_of(7)}, {2, key_of(8)}});
  AesFieldCipher after({{2, key_of(8)}});
  const std::string old = before.seal(place, seed);
  EXPECT_FALSE(before.is_old(old));
  EXPECT_EQ(during.open(place, old), seed);
  EXPECT_TRUE(during.is_old(old));
  const std::string fresh = during.seal(place, seed);
  EXPECT_FALSE(during.is_old(fresh));
  EXPECT_EQ(after.open(place, fresh), seed);
  EXPECT_EQ(after.open(place, old), std::nullopt) << "its key was destroyed";
  EXPECT_THROW(AesFieldCipher({}), std::invalid_argument);
}

TEST(FieldCipher, APlaceHasThreeNames) {
  AesFieldCipher cipher({{1, key_of(7)}});
  EXPECT_THROW(cipher.seal({"totp", "seed", ""}, seed), std::invalid_argument);
  EXPECT_THROW(cipher.seal({"totp", "seed", std::string_view("a\0b", 3)}, seed), std::invalid_argument);
}

// The key is 32 times 07; made with another program's AES-256-GCM, so that the format cannot change unnoticed.
TEST(FieldCipher, ReadsWhatWasSealedYearsAgo) {
  const AesFieldCipher cipher({{1, key_of(7)}});
  const std::string sealed =
      bytes_of("01000102030405060708090a0b29b3da44283fee714e82d4aed16c59ccd6048fbeeeaa88505df2552852990e38a67e4d60");
  EXPECT_EQ(cipher.open(place, sealed), seed);
}

}  // namespace
}  // namespace formulary::test
