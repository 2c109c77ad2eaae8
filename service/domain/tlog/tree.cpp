#include "service/domain/tlog/tree.hpp"

#include <bit>
#include <stdexcept>

namespace formulary::domain::tlog {
namespace {

/// RFC 6962 section 2.1: k is the largest power of two smaller than n.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

class Tree {
 public:
  Tree(const TreeHasher& hasher, HashSource& source) : hasher_(hasher), source_(source) {}

  /// MTH(D[from:to]). Ranges arise by splitting, so one whose length is a power of two is a complete subtree.
  Hash range(std::uint64_t from, std::uint64_t to) const {
    const std::uint64_t count = to - from;
    if (std::has_single_bit(count)) {
      const int level = std::countr_zero(count);
      return source_.at(level, from >> level);
    }
    const std::uint64_t k = split(count);
    return hasher_.node(range(from, from + k), range(from + k, to));
  }

  /// PATH(m, D[from:to]), section 2.1.1.
  void path(std::uint64_t index, std::uint64_t from, std::uint64_t to, Proof& out) const {
    if (to - from == 1) return;
    const std::uint64_t middle = from + split(to - from);
    if (index < middle) {
      path(index, from, middle, out);
      out.push_back(range(middle, to));
    } else {
      path(index, middle, to, out);
      out.push_back(range(from, middle));
    }
  }

  /// SUBPROOF(m, D[from:to], whole), section 2.1.2; `whole`: the old tree is known to whoever verifies.
  void subproof(std::uint64_t old_size, std::uint64_t from, std::uint64_t to, bool whole, Proof& out) const {
    if (old_size == to) {
      if (!whole) out.push_back(range(from, to));
      return;
    }
    const std::uint64_t middle = from + split(to - from);
    if (old_size <= middle) {
      subproof(old_size, from, middle, whole, out);
      out.push_back(range(middle, to));
    } else {
      subproof(old_size, middle, to, false, out);
      out.push_back(range(from, middle));
    }
  }

 private:
  const TreeHasher& hasher_;
  HashSource& source_;
};

}  // namespace

Hash root_of(const TreeHasher& hasher, HashSource& source, std::uint64_t size) {
  return size == 0 ? hasher.empty() : Tree(hasher, source).range(0, size);
}

Proof prove_inclusion(const TreeHasher& hasher, HashSource& source, std::uint64_t index, std::uint64_t size) {
  if (index >= size) throw std::out_of_range("There is no such entry in a log of this size.");
  Proof proof;
  Tree(hasher, source).path(index, 0, size, proof);
  return proof;
}

Proof prove_consistency(const TreeHasher& hasher, HashSource& source, std::uint64_t old_size, std::uint64_t size) {
  if (old_size == 0 || old_size > size) throw std::out_of_range("There is no proof from this size.");
  Proof proof;
  Tree(hasher, source).subproof(old_size, 0, size, true, proof);
  return proof;
}

}  // namespace formulary::domain::tlog
