// Ed25519 (RFC 8032) and SHA-256 by OpenSSL, in the shapes that the domain's log asks for.
#pragma once

#include <string>
#include <string_view>

#include "service/domain/tlog/key.hpp"

namespace formulary::io::crypto {

domain::tlog::KeyBytes ed25519_public_key(const domain::tlog::KeyBytes& seed);
/// 64 bytes; the same for the same seed and message.
std::string ed25519_sign(const domain::tlog::KeyBytes& seed, std::string_view message);
bool ed25519_verify(const domain::tlog::KeyBytes& key, std::string_view message, std::string_view signature);

/// SHA-256 of three parts, one after the other.
domain::tlog::Hash sha256_of(std::string_view first, std::string_view second, std::string_view third);

}  // namespace formulary::io::crypto
