// A digest of a set of byte strings that is kept up to date as they come and go: the sum of one vector for each, LtHash
// (Bellare and Micciancio, "A New Paradigm for Collision-Free Hashing", Eurocrypt 1997; 1024 lanes of 16 bits as in
// "Securing Update Propagation with Homomorphic Hashing", Lewi and others, 2019, section 4). To find two sets with the
// same sum is a lattice problem, also for those who choose the strings; a plain sum of SHA-256 values would not be.
// Sets, not sequences: a string that stands in it twice counts twice, the order does not count.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace formulary::io::store {

class LatticeSum {
 public:
  static constexpr std::size_t size = 2048;  ///< bytes

  void add(std::string_view element);
  void subtract(std::string_view element);
  void add(const LatticeSum& other);

  bool is_zero() const;
  bool operator==(const LatticeSum&) const = default;

  std::string_view bytes() const { return {reinterpret_cast<const char*>(lanes_.data()), size}; }
  /// False when these are no bytes of a sum.
  bool assign(std::string_view bytes);

 private:
  using Lanes = std::array<std::uint16_t, size / 2>;
  static const Lanes& expand(std::string_view element);

  Lanes lanes_{};
};

}  // namespace formulary::io::store
