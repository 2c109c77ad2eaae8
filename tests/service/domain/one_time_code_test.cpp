// One-time codes against the vectors of RFC 6238 (appendix B), and what makes a code count.
#include "service/domain/one_time_code.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace formulary::domain {
namespace {

std::string hmac(std::string_view key, std::string_view message) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  ::HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(message.data()),
         message.size(), mac, &size);
  return {reinterpret_cast<const char*>(mac), size};
}

constexpr std::string_view seed = "12345678901234567890";
Instant at(std::int64_t seconds) { return {seconds * 1000}; }

TEST(OneTimeCode, IsThatOfTheStandard) {
  struct Case {
    std::int64_t seconds;
    const char* code;  ///< the last six of the eight digits in the table
  };
  for (const Case& one : {Case{59, "287082"}, Case{1111111109, "081804"}, Case{1111111111, "050471"},
                          Case{1234567890, "005924"}, Case{2000000000, "279037"}, Case{20000000000, "353130"}}) {
    EXPECT_EQ(one_time_code(hmac, seed, code_step(at(one.seconds))), one.code) << one.seconds;
  }
}

TEST(OneTimeCode, CountsInItsStepAndTheOnesBesideIt) {
  struct Case {
    std::int64_t seconds;
    bool accepted;
  };
  for (const Case& one : {Case{1111111111 - 61, false}, Case{1111111111 - 31, true}, Case{1111111111, true},
                          Case{1111111111 + 30, true}, Case{1111111111 + 60, false}}) {
    EXPECT_EQ(accepted_step(hmac, seed, 0, at(one.seconds), "050471").has_value(), one.accepted) << one.seconds;
  }
}

TEST(OneTimeCode, WorksOnce) {
  const auto step = accepted_step(hmac, seed, 0, at(59), "287082");
  ASSERT_EQ(step, 1);
  EXPECT_FALSE(accepted_step(hmac, seed, *step, at(59), "287082"));
  EXPECT_FALSE(accepted_step(hmac, seed, *step, at(61), "287082"));
}

TEST(OneTimeCode, HasSixDigits) {
  for (const char* code : {"", "28708", "2870820", "28708a", " 287082", "94287082"}) {
    EXPECT_FALSE(accepted_step(hmac, seed, 0, at(59), code)) << code;
  }
}

// RFC 4648, section 10, without its padding.
TEST(Base32, IsThatOfTheStandard) {
  for (const auto& [plain, text] :
       {std::pair("", ""), std::pair("f", "MY"), std::pair("fo", "MZXQ"), std::pair("foo", "MZXW6"),
        std::pair("foob", "MZXW6YQ"), std::pair("fooba", "MZXW6YTB"), std::pair("foobar", "MZXW6YTBOI")}) {
    EXPECT_EQ(base32(plain), text);
  }
}

TEST(EnrolmentAddress, NamesTheAccountSafely) {
  EXPECT_EQ(enrolment_address("a&b@ward", seed),
            "otpauth://totp/Formulary:a%26b%40ward?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Formulary"
            "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace formulary::domain
