// Makes files of APK Signature Scheme v4 (source.android.com, "APK signature scheme v4"): what apksigner puts beside a
// package as `.idsig`. A hostile recipe changes one value.
//
//     Bytes idsig = idsig_file(package, {.signer = vendor, .apk_digest = content_digest(zip)});
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "tests/support/signer.hpp"

namespace formulary::support {

struct IdsigRecipe {
  Signer signer;
  Bytes apk_digest;  ///< as the package's signer of scheme v3 or v2 states it
  std::uint32_t version = 2;
  std::uint32_t hash_algorithm = 1;
  unsigned page_bits = 12;
  Bytes salt{};
  std::optional<std::uint32_t> algorithm{};              ///< of the signature; absent: the usual one for the key
  std::optional<Bytes> root{};                           ///< instead of the package's own
  std::optional<Bytes> tree{};                           ///< instead of the package's own
  std::optional<Bytes> certificate{};                    ///< instead of the signer's own
  std::optional<Bytes> signed_root{};                    ///< what is signed instead of the root that is stated
  std::vector<std::pair<std::uint32_t, Signer>> more{};  ///< v4.1: block id, and who signs
};

Bytes idsig_file(const Bytes& package, const IdsigRecipe& recipe);

/// Root and levels of the hash tree over `content`: SHA-256, pages of 4 KiB, no salt.
std::pair<Bytes, Bytes> hash_tree(const Bytes& content);

}  // namespace formulary::support
