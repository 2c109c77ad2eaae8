// Makes source stamps (android.googlesource.com, tools/apksig): blocks in which a second party, usually a store, signs
// the digests of a package.
//
//     app.file("stamp-cert-sha256", digest(store.certificate_der()));
//     insert_signing_block(zip, {{v2_block_id, …}, {stamp_v2_block_id, stamp_v2(store, {{2, content_digest(zip)}})}});
#pragma once

#include "tests/support/apk_signer.hpp"

namespace formulary::support {

inline constexpr std::uint32_t stamp_v1_block_id = 0x2b09189e;
inline constexpr std::uint32_t stamp_v2_block_id = 0x6dff800d;
inline constexpr std::uint32_t stamp_time_attribute = 0xe43c5946;     ///< value: uint64 seconds since 1970
inline constexpr std::uint32_t stamp_lineage_attribute = 0x9d6303f7;  ///< value: a lineage

/// Version 1, over the digest (SHA-256 in chunks) of one scheme.
Bytes stamp_v1(const Signer& stamp, const Bytes& digest);

/// Version 2, over the digest of each scheme by its number, with attributes.
Bytes stamp_v2(const Signer& stamp, const std::vector<std::pair<std::uint32_t, Bytes>>& digests,
               const Attributes& attributes = {});

}  // namespace formulary::support
