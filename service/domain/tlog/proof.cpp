#include "service/domain/tlog/proof.hpp"

#include <bit>
#include <span>

namespace formulary::domain::tlog {
namespace {

/// The two numbers that the RFC calls fn and sn: where a node stands in its level, and the last node of that level.
struct Place {
  std::uint64_t node, last;

  bool right() const { return node % 2 == 1; }
  bool at_the_edge() const { return node == last; }
  void up() {
    node /= 2;
    last /= 2;
  }
  /// From a right edge without a sibling to where there is one.
  void up_to_a_right_node() {
    while (!right() && node != 0) up();
  }
};

}  // namespace

bool is_included(const TreeHasher& hasher, std::uint64_t index, std::uint64_t size, const Hash& leaf,
                 const Proof& proof, const Hash& root) {
  if (index >= size) return false;
  Place place{index, size - 1};
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (place.last == 0) return false;
    if (place.right() || place.at_the_edge()) {
      hash = hasher.node(sibling, hash);
      place.up_to_a_right_node();
    } else {
      hash = hasher.node(hash, sibling);
    }
    place.up();
  }
  return place.last == 0 && hash == root;
}

bool is_consistent(const TreeHasher& hasher, std::uint64_t old_size, std::uint64_t size, const Hash& old_root,
                   const Hash& root, const Proof& proof) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  if (proof.empty()) return false;
  Place place{old_size - 1, size - 1};
  while (place.right()) place.up();
  const bool whole = std::has_single_bit(old_size);  // then the old root is itself the first node
  Hash old_hash = whole ? old_root : proof.front();
  Hash hash = old_hash;
  for (const Hash& sibling : std::span(proof).subspan(whole ? 0 : 1)) {
    if (place.last == 0) return false;
    if (place.right() || place.at_the_edge()) {
      old_hash = hasher.node(sibling, old_hash);
      hash = hasher.node(sibling, hash);
      place.up_to_a_right_node();
    } else {
      hash = hasher.node(hash, sibling);
    }
    place.up();
  }
  return place.last == 0 && old_hash == old_root && hash == root;
}

}  // namespace formulary::domain::tlog
