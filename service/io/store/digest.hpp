// SHA-256 and random bytes for the audit log, by OpenSSL.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/domain/tlog/tree_hash.hpp"

namespace formulary::io::store {

using Digest = domain::tlog::Hash;

/// SHA-256 of the parts, one after the other.
Digest sha256(std::string_view first, std::string_view second = {}, std::string_view third = {});

/// RFC 6962 section 2.1: leaf = SHA-256(0x00 ‖ entry), node = SHA-256(0x01 ‖ left ‖ right), empty tree = SHA-256("").
Digest leaf_hash(std::string_view entry);
Digest node_hash(const Digest& left, const Digest& right);
Digest empty_tree_hash();

std::string to_hex(const Digest& digest);
using domain::tlog::as_text;

/// Fills `out` with random bytes; throws when the system has none.
void fill_random(std::uint8_t* out, std::size_t size);

}  // namespace formulary::io::store
