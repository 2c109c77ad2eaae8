#include "service/io/store/lattice_sum.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

#include "service/io/store/digest.hpp"

namespace formulary::io::store {
namespace {

static_assert(std::endian::native == std::endian::little, "lanes are stored as they lie in memory, low byte first");

const EVP_CIPHER* algorithm() {
  static const EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-CTR", nullptr);
  if (fetched == nullptr) throw std::runtime_error("OpenSSL has no AES-256-CTR");
  return fetched;
}

}  // namespace

/// The key stream of AES-256-CTR (NIST SP 800-38A, section 6.5) under the SHA-256 of the element, its counter from
/// zero: a sixth of the time that SHAKE128 takes for as many bytes, and there are millions of rows.
const LatticeSum::Lanes& LatticeSum::expand(std::string_view element) {
  thread_local const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                             &EVP_CIPHER_CTX_free);
  thread_local Lanes lanes;
  constexpr std::array<std::uint8_t, size> zeros{};
  const Digest key = sha256(element);
  int written = 0;
  const bool done = context &&
                    EVP_EncryptInit_ex2(context.get(), algorithm(), key.data(), zeros.data(), nullptr) == 1 &&
                    EVP_EncryptUpdate(context.get(), reinterpret_cast<std::uint8_t*>(lanes.data()), &written,
                                      zeros.data(), static_cast<int>(size)) == 1 &&
                    written == static_cast<int>(size);
  if (!done) throw std::runtime_error("AES-256-CTR failed");
  return lanes;
}

void LatticeSum::add(std::string_view element) {
  const Lanes& lanes = expand(element);
  for (std::size_t i = 0; i < lanes.size(); ++i) lanes_[i] = static_cast<std::uint16_t>(lanes_[i] + lanes[i]);
}

void LatticeSum::subtract(std::string_view element) {
  const Lanes& lanes = expand(element);
  for (std::size_t i = 0; i < lanes.size(); ++i) lanes_[i] = static_cast<std::uint16_t>(lanes_[i] - lanes[i]);
}

void LatticeSum::add(const LatticeSum& other) {
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    lanes_[i] = static_cast<std::uint16_t>(lanes_[i] + other.lanes_[i]);
  }
}

bool LatticeSum::is_zero() const {
  return std::ranges::all_of(lanes_, [](std::uint16_t lane) { return lane == 0; });
}

bool LatticeSum::assign(std::string_view bytes) {
  if (bytes.size() != size) return false;
  std::memcpy(lanes_.data(), bytes.data(), size);
  return true;
}

}  // namespace formulary::io::store
