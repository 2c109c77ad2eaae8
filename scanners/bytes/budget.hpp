// What one scan may spend. Budgets are values that are passed down; whoever spends asks first. The first refusal is
// remembered with its reason, and makes the Report partial.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace formulary::bytes {

class Budget {
 public:
  static constexpr std::uint64_t mebibyte = 1024 * 1024;

  std::uint64_t entries = 100'000;             ///< entries of all containers together
  std::uint64_t inflated = 64 * mebibyte;      ///< bytes that decompression may produce in all
  std::uint64_t entry_size = 1024 * mebibyte;  ///< bytes of one decompressed entry
  std::uint64_t name_length = 4096;            ///< bytes of one name
  std::uint64_t depth = 3;                     ///< containers within containers
  std::uint64_t steps = 50'000'000;            ///< elements, chunks, strings looked at
  std::uint64_t report = 10 * mebibyte;        ///< bytes of all facts together
  std::uint64_t in_memory = 64 * mebibyte;     ///< bytes of one entry that is held in memory at once

  /// The budget for a file of `size` bytes: at most 20 times its size is inflated, between 64 MiB and 8 GiB.
  static Budget for_file(std::uint64_t size) {
    Budget budget;
    budget.inflated = std::min(std::max(64 * mebibyte, 20 * size), 8 * 1024 * mebibyte);
    return budget;
  }

  /// Takes `amount` from `left`; when there is not enough, takes nothing, remembers `what` and gives false.
  [[nodiscard]] bool take(std::uint64_t& left, std::uint64_t amount, std::string_view what) {
    if (amount <= left) {
      left -= amount;
      return true;
    }
    exceed(what);
    return false;
  }

  void exceed(std::string_view what) {
    if (exceeded_.empty()) exceeded_ = what;
  }

  /// What ran out first; empty while nothing did.
  const std::string& exceeded() const { return exceeded_; }

 private:
  std::string exceeded_;
};

}  // namespace formulary::bytes
