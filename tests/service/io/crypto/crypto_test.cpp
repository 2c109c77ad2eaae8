// The world as it is: clock, identities, secrets, digests, passwords.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "service/domain/uuid.hpp"
#include "service/io/crypto/clock.hpp"
#include "service/io/crypto/random.hpp"
#include "service/io/crypto/system_world.hpp"

namespace formulary::test {
namespace {

using io::crypto::SystemWorld;

// RFC 9562 appendix A.6: the example of a UUIDv7.
TEST(Uuid, IsWrittenAsTheStandardShows) {
  const std::array<std::uint8_t, 10> random{0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f};
  EXPECT_EQ(domain::uuid_v7({0x017F22E279B0}, random), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST(Uuid, SortsByTimeAndIsNeverTheSame) {
  SystemWorld world;
  std::set<std::string> ids;
  std::string before;
  for (int n = 0; n < 1000; ++n) {
    const std::string id = world.new_id();
    EXPECT_EQ(id.size(), 36U);
    EXPECT_EQ(id[14], '7');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
    EXPECT_GE(id.substr(0, 13), before.substr(0, 13));
    before = id;
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 1000U);
}

TEST(Base62, PadsAndUsesTheWholeAlphabet) {
  std::array<std::uint8_t, 32> bytes{};
  EXPECT_EQ(io::crypto::to_base62(bytes), std::string(43, '0'));
  bytes[31] = 61;
  EXPECT_EQ(io::crypto::to_base62(bytes), std::string(42, '0') + "z");
  bytes[31] = 62;
  EXPECT_EQ(io::crypto::to_base62(bytes), std::string(41, '0') + "10");
  bytes.fill(0xff);  // 2^256 - 1
  EXPECT_EQ(io::crypto::to_base62(bytes), "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1");
}

TEST(Secret, Has43DigitsAndIsNeverTheSame) {
  SystemWorld world;
  std::set<std::string> secrets;
  for (int n = 0; n < 200; ++n) {
    const std::string secret = world.new_secret();
    EXPECT_EQ(secret.size(), 43U);
    EXPECT_TRUE(std::ranges::all_of(secret, [](unsigned char c) { return std::isalnum(c) != 0; })) << secret;
    secrets.insert(secret);
  }
  EXPECT_EQ(secrets.size(), 200U);
}

// FIPS 180-4 example "abc".
TEST(Sha256, IsWrittenInLowerCase) {
  const SystemWorld world;
  EXPECT_EQ(world.sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(world.sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Password, IsVerifiedAgainstItsHash) {
  SystemWorld world;
  const std::string phc = world.hash_password("correct horse battery staple");
  EXPECT_EQ(phc.substr(0, 31), "$argon2id$v=19$m=19456,t=2,p=1$");
  EXPECT_TRUE(world.verify_password("correct horse battery staple", phc));
  EXPECT_FALSE(world.verify_password("correct horse battery stapl", phc));
  EXPECT_FALSE(world.verify_password("", phc));
  EXPECT_NE(world.hash_password("correct horse battery staple"), phc) << "salted";
}

TEST(Password, WithAZeroInTheMiddleIsWhole) {
  SystemWorld world;
  const std::string phc = world.hash_password(std::string_view("one\0two", 7));
  EXPECT_TRUE(world.verify_password(std::string_view("one\0two", 7), phc));
  EXPECT_FALSE(world.verify_password(std::string_view("one\0six", 7), phc));
}

// Made by the reference command line of Argon2: argon2 "somesalt" -id -t 2 -k 65536 -p 1, password "password".
TEST(Password, OtherParametersAreReadFromTheHash) {
  SystemWorld world;
  const std::string phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(world.verify_password("password", phc));
  EXPECT_FALSE(world.verify_password("passwort", phc));
}

TEST(Password, ATextThatIsNoHashFitsNoPassword) {
  SystemWorld world;
  for (const char* phc : {"", "password", "$argon2id$", "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA",
                          "$argon2id$v=19$m=19456,t=2,p=1$$", "$2b$12$abcdefghijklmnopqrstuv"}) {
    EXPECT_FALSE(world.verify_password("password", phc)) << phc;
    EXPECT_FALSE(world.verify_password("", phc)) << phc;
  }
}

TEST(Password, ACrowdIsServedAFewAtATime) {
  SystemWorld world;
  const std::string phc = world.hash_password("password");
  std::vector<std::jthread> crowd;
  std::atomic<int> welcome = 0;
  for (int n = 0; n < 12; ++n) {
    crowd.emplace_back([&] { welcome += world.verify_password("password", phc) ? 1 : 0; });
  }
  crowd.clear();
  EXPECT_EQ(welcome, 12);
}

TEST(Clock, TellsTheTimeAndTheDayInUtc) {
  const SystemWorld world;
  const auto before = std::chrono::system_clock::now();
  const domain::Present present = world.present();
  const auto after = std::chrono::system_clock::now();
  EXPECT_GE(present.now.ms, std::chrono::duration_cast<std::chrono::milliseconds>(before.time_since_epoch()).count());
  EXPECT_LE(present.now.ms, std::chrono::duration_cast<std::chrono::milliseconds>(after.time_since_epoch()).count());
  const std::chrono::sys_time<std::chrono::milliseconds> instant{std::chrono::milliseconds(present.now.ms)};
  EXPECT_EQ(present.today, std::chrono::floor<std::chrono::days>(instant));
}

TEST(Clock, TheDayIsTheOneInTheHospitalsZone) {
  const char* zones[] = {"Pacific/Kiritimati", "Etc/GMT+12"};  // 14 hours ahead, 12 hours behind: 26 hours apart
  domain::Day days[2];
  try {
    for (int i = 0; i < 2; ++i) days[i] = SystemWorld(zones[i]).present().today;
  } catch (const std::invalid_argument& error) {
    GTEST_SKIP() << error.what();
  }
  EXPECT_GE((days[0] - days[1]).count(), 1);
  EXPECT_LE((days[0] - days[1]).count(), 2);
}

TEST(Clock, AZoneThatIsNoneIsRefused) {
  for (const char* zone :
       {"", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe", "Europe//Berlin", "; rm"}) {
    EXPECT_THROW(SystemWorld{zone}, std::invalid_argument) << zone;
  }
}

// RFC 2202 section 3, test cases 1 and 2.
TEST(HmacSha1, IsThatOfTheStandard) {
  const SystemWorld world;
  const auto hex = [](const std::string& bytes) {
    std::string text;
    for (const char c : bytes) {
      text += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
      text += "0123456789abcdef"[c & 15];
    }
    return text;
  };
  EXPECT_EQ(hex(world.hmac_sha1(std::string(20, '\x0b'), "Hi There")), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hex(world.hmac_sha1("Jefe", "what do ya want for nothing?")), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST(Seed, Has160BitsAndIsNeverTheSame) {
  SystemWorld world;
  EXPECT_EQ(world.new_seed().size(), 20U);
  EXPECT_NE(world.new_seed(), world.new_seed());
}

TEST(Passwords, AreHashedAnewWhenTheParametersChanged) {
  SystemWorld world;
  EXPECT_FALSE(world.is_outdated(world.hash_password("any words at all")));
  EXPECT_TRUE(world.is_outdated("$argon2id$v=19$m=4096,t=2,p=1$c2FsdHNhbHRzYWx0$AAAA"));
  EXPECT_TRUE(world.is_outdated("$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$AAAA"));
}

}  // namespace
}  // namespace formulary::test
