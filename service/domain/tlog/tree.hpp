// Roots and proofs of a log of which the hashes of all complete subtrees are at hand (RFC 6962 sections 2.1 to 2.1.2).
// Asks for about as many hashes as the tree has levels, whatever its size.
#pragma once

#include "service/domain/tlog/tree_hash.hpp"

namespace formulary::domain::tlog {

/// Where the hashes of complete subtrees come from.
class HashSource {
 public:
  virtual ~HashSource() = default;
  /// The subtree of the entries n * 2^level up to (n + 1) * 2^level. Throws when it is not there.
  virtual Hash at(int level, std::uint64_t n) = 0;
};

/// Of the first `size` entries.
Hash root_of(const TreeHasher& hasher, HashSource& source, std::uint64_t size);

/// That entry `index` is among the first `size`; index < size.
Proof prove_inclusion(const TreeHasher& hasher, HashSource& source, std::uint64_t index, std::uint64_t size);

/// That the first `size` entries begin with the first `old_size`; 0 < old_size <= size.
Proof prove_consistency(const TreeHasher& hasher, HashSource& source, std::uint64_t old_size, std::uint64_t size);

}  // namespace formulary::domain::tlog
