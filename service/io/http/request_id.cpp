#include "service/io/http/request_id.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <random>

namespace formulary::io::http {
namespace {

std::mt19937_64 seeded_generator() {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
  return std::mt19937_64(seed);
}

}  // namespace

std::string new_request_id() {
  thread_local std::mt19937_64 generator = seeded_generator();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto milliseconds =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  const std::uint64_t high = (milliseconds << 16) | 0x7000u | (generator() & 0x0fffu);
  const std::uint64_t low = (generator() >> 2) | 0x8000'0000'0000'0000u;

  std::string text;
  text.reserve(36);
  for (int nibble = 0; nibble < 32; ++nibble) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text.push_back('-');
    const std::uint64_t half = nibble < 16 ? high : low;
    text.push_back("0123456789abcdef"[(half >> (60 - 4 * (nibble % 16))) & 0xfu]);
  }
  return text;
}

}  // namespace formulary::io::http
