// RSA keys that others can compute, made here as faulty programs and chips made them.
#include "scanners/signing/weak_key.hpp"

#include <memory>

#include <gtest/gtest.h>
#include <openssl/bn.h>

#include "scanners/signing/public_key.hpp"
#include "tests/support/signer.hpp"

namespace formulary::signing::test {
namespace {

using support::view;

using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
Number number(std::uint64_t value = 0) {
  Number made(BN_new(), BN_free);
  BN_set_word(made.get(), value);
  return made;
}
Bytes big_endian(const Number& value) {
  Bytes out(static_cast<std::size_t>(BN_num_bytes(value.get())));
  BN_bn2bin(value.get(), reinterpret_cast<unsigned char*>(out.data()));
  return out;
}
struct Arithmetic {
  std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context{BN_CTX_new(), BN_CTX_free};
  Number times(const Number& a, const Number& b) {
    Number result = number();
    BN_mul(result.get(), a.get(), b.get(), context.get());
    return result;
  }
  Number prime(int bits) {
    Number result = number();
    BN_generate_prime_ex(result.get(), bits, 0, nullptr, nullptr, nullptr);
    return result;
  }
  bool is_prime(const Number& candidate) { return BN_check_prime(candidate.get(), context.get(), nullptr) == 1; }
};

TEST(WeakKeys, OrdinaryKeysAreNotWeak) {
  for (int i = 0; i < 10; ++i) {
    const auto key = PublicKey::from_spki(view(support::Key::rsa(1024).public_key()));
    EXPECT_EQ(weakness_of(key->modulus()), "");
  }
  EXPECT_EQ(weakness_of({}), "");
}

TEST(WeakKeys, OneOfNearFactorsIsFound) {
  Arithmetic arithmetic;
  const Number p = arithmetic.prime(512);
  Number q = number();
  BN_copy(q.get(), p.get());
  do BN_add_word(q.get(), 2);
  while (!arithmetic.is_prime(q));
  EXPECT_EQ(weakness_of(big_endian(arithmetic.times(p, q))), "close_factors");
  EXPECT_EQ(weakness_of(big_endian(arithmetic.times(p, p))), "close_factors") << "a square";
}

TEST(WeakKeys, OneWithASmallFactorIsFound) {
  Arithmetic arithmetic;
  const Number p = arithmetic.prime(512);
  for (const unsigned factor : {2u, 3u, 997u}) {
    EXPECT_EQ(weakness_of(big_endian(arithmetic.times(p, number(factor)))), "small_factor") << factor;
  }
  EXPECT_EQ(weakness_of(big_endian(arithmetic.times(p, number(1009)))), "");
}

// As the faulty library made its primes: k * M + (65537^a mod M), M the product of the first 39 primes.
TEST(WeakKeys, OneOfTheFaultyLibraryIsFound) {
  Arithmetic arithmetic;
  const Number product = number(1);
  int primes = 0;
  for (unsigned candidate = 2; primes < 39; ++candidate) {
    if (!arithmetic.is_prime(number(candidate))) continue;
    BN_mul_word(product.get(), candidate);
    ++primes;
  }
  const auto faulty_prime = [&](std::uint64_t exponent) {
    const Number power = number(), base = number(65537), a = number(exponent);
    BN_mod_exp(power.get(), base.get(), a.get(), product.get(), arithmetic.context.get());
    const Number k = arithmetic.prime(37);
    Number candidate = arithmetic.times(k, product);
    BN_add(candidate.get(), candidate.get(), power.get());
    while (!arithmetic.is_prime(candidate)) BN_add(candidate.get(), candidate.get(), product.get());
    return candidate;
  };
  const Number modulus = arithmetic.times(faulty_prime(123456), faulty_prime(987654321));
  EXPECT_EQ(weakness_of(big_endian(modulus)), "roca");
}

}  // namespace
}  // namespace formulary::signing::test
