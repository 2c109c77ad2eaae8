// Verifies proofs by RFC 9162 sections 2.1.3.2 and 2.1.4.2. Takes any input, and says no in doubt: a proof from an
// empty log proves nothing and is refused, which the RFC leaves open.
#pragma once

#include "service/domain/tlog/tree_hash.hpp"

namespace formulary::domain::tlog {

/// True when `proof` shows that `leaf` is the hash of entry `index` in the log of `size` entries with this root.
bool is_included(const TreeHasher& hasher, std::uint64_t index, std::uint64_t size, const Hash& leaf,
                 const Proof& proof, const Hash& root);

/// True when `proof` shows that the log of `size` entries begins with that of `old_size`.
bool is_consistent(const TreeHasher& hasher, std::uint64_t old_size, std::uint64_t size, const Hash& old_root,
                   const Hash& root, const Proof& proof);

}  // namespace formulary::domain::tlog
