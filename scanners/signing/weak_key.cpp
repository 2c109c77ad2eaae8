#include "scanners/signing/weak_key.hpp"

#include <memory>
#include <vector>

#include <openssl/bn.h>

namespace formulary::signing {
namespace {

constexpr std::size_t longest = 2048;  // bytes; what is longer is not looked at
constexpr int rounds_of_fermat = 16;
constexpr unsigned primes_below = 1000;
constexpr unsigned last_prime_of_roca = 167;  // "the product of the first 39 primes" is in every affected key

struct Free {
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, Free>;

bool is_prime(unsigned candidate) {
  for (unsigned divisor = 2; divisor * divisor <= candidate; ++divisor) {
    if (candidate % divisor == 0) return false;
  }
  return candidate > 1;
}

const std::vector<unsigned>& odd_primes() {
  static const std::vector<unsigned> primes = [] {
    std::vector<unsigned> found;
    for (unsigned candidate = 3; candidate < primes_below; candidate += 2) {
      if (is_prime(candidate)) found.push_back(candidate);
    }
    return found;
  }();
  return primes;
}

unsigned remainder(View modulus, unsigned divisor) {
  unsigned rest = 0;
  for (const std::byte digit : modulus) rest = (rest * 256 + std::to_integer<unsigned>(digit)) % divisor;
  return rest;
}

bool is_power_of_65537(unsigned value, unsigned prime) {
  unsigned power = 1;
  do {
    if (power == value) return true;
    power = power * (65537 % prime) % prime;
  } while (power != 1);
  return false;
}

bool is_roca(View modulus) {
  for (const unsigned prime : odd_primes()) {
    if (prime > last_prime_of_roca) return true;
    if (!is_power_of_65537(remainder(modulus, prime), prime)) return false;
  }
  return true;
}

// The greatest number whose square is not above `number`, by Newton's method. False when memory ran out.
bool square_root(BIGNUM* root, const BIGNUM* number, BN_CTX* context) {
  const Number next(BN_new()), quotient(BN_new());
  if (!next || !quotient || BN_set_word(root, 0) != 1 || BN_set_bit(root, (BN_num_bits(number) + 1) / 2) != 1) {
    return false;
  }
  for (;;) {
    if (BN_div(quotient.get(), nullptr, number, root, context) != 1 || BN_add(next.get(), root, quotient.get()) != 1 ||
        BN_rshift1(next.get(), next.get()) != 1) {
      return false;
    }
    if (BN_cmp(next.get(), root) >= 0) return true;
    if (BN_copy(root, next.get()) == nullptr) return false;
  }
}

// Fermat: an odd number is a^2 - b^2 with a = (p + q) / 2; when p and q are close, a is close to its root.
bool has_close_factors(View modulus) {
  const std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  const Number number(
      BN_bin2bn(reinterpret_cast<const unsigned char*>(modulus.data()), static_cast<int>(modulus.size()), nullptr));
  const Number a(BN_new()), difference(BN_new()), b(BN_new());
  if (!context || !number || !a || !difference || !b || BN_is_zero(number.get())) return false;
  if (!square_root(a.get(), number.get(), context.get())) return false;
  for (int round = 0; round < rounds_of_fermat; ++round, BN_add_word(a.get(), 1)) {
    if (BN_sqr(difference.get(), a.get(), context.get()) != 1 ||
        BN_sub(difference.get(), difference.get(), number.get()) != 1) {
      return false;
    }
    if (BN_is_negative(difference.get()) == 1) continue;
    if (BN_is_zero(difference.get()) == 1) return true;
    if (!square_root(b.get(), difference.get(), context.get()) || BN_sqr(b.get(), b.get(), context.get()) != 1) {
      return false;
    }
    if (BN_cmp(b.get(), difference.get()) == 0) return true;
  }
  return false;
}

}  // namespace

std::string_view weakness_of(View modulus) {
  if (modulus.empty() || modulus.size() > longest) return "";
  if (remainder(modulus, 2) == 0) return "small_factor";
  for (const unsigned prime : odd_primes()) {
    if (remainder(modulus, prime) == 0) return "small_factor";
  }
  if (is_roca(modulus)) return "roca";
  return has_close_factors(modulus) ? "close_factors" : "";
}

}  // namespace formulary::signing
