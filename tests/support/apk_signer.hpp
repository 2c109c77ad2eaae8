// Signs Android packages for recipes: v1 (JAR and PKCS#7), v2, v3 and v3.1 with rotation lineage, by OpenSSL directly
// and from the published formats (source.android.com, "APK signature scheme v2/v3/v3.1"), so that what the scanner
// verifies was not made by the scanner. The layers can be used one by one, so a hostile recipe changes one value:
//
//     Bytes file = insert_signing_block(zip.build(), {{v2_block_id, v2_block(zip.build(), {{vendor}})}});
//
// `sign_package` puts them together for an honest package.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/bytes.hpp"
#include "tests/support/signer.hpp"

namespace formulary::support {

using Files = std::vector<std::pair<std::string, Bytes>>;  ///< name and content

// -- v1: JAR
// ------------------------------------------------------------------------------------------------------------

struct JarOptions {
  std::string digest = "SHA-256";  ///< or `SHA1`
  std::string name = "CERT";       ///< META-INF/CERT.SF
  std::string schemes{};           ///< X-Android-APK-Signed: `2, 3`; empty: the attribute is absent
};

/// The three files of META-INF that sign `files`: MANIFEST.MF, CERT.SF and CERT.RSA, .EC or .DSA.
Files jar_signature(const Files& files, const Signer& signer, const JarOptions& options = {});

// -- v2, v3, v3.1: the APK signing block
// ----------------------------------------------------------------------------------

inline constexpr std::uint32_t v2_block_id = 0x7109871a;
inline constexpr std::uint32_t v3_block_id = 0xf05368c0;
inline constexpr std::uint32_t v31_block_id = 0x1b93ad61;
inline constexpr std::uint32_t stripping_attribute = 0xbeeff00d;     ///< in v2: the newer scheme that is present too
inline constexpr std::uint32_t lineage_attribute = 0x3ba06f8c;       ///< in v3 and v3.1
inline constexpr std::uint32_t rotation_min_attribute = 0x559f8b02;  ///< in v3: where v3.1 takes over
inline constexpr std::uint32_t all_platforms = 0x7fffffff;

using Attributes = std::vector<std::pair<std::uint32_t, Bytes>>;

struct BlockSigner {
  Signer identity;
  std::vector<std::uint32_t> algorithms{};  ///< empty: the usual one for the key
  Attributes attributes{};
  std::uint32_t min_sdk = 28;  ///< v3 and v3.1 only
  std::uint32_t max_sdk = all_platforms;
  std::optional<Bytes> public_key{};      ///< instead of the key's own
  std::optional<Bytes> content_digest{};  ///< instead of the file's own
};

/// The signature algorithm that signers use for a key: 0x0103 RSA, 0x0201 EC, 0x0301 DSA, all with SHA-256.
std::uint32_t usual_algorithm(const Key& key);

/// The digest of a ZIP file over chunks of 1 MiB, as v2 and v3 define it; `name` is `SHA256` or `SHA512`.
Bytes content_digest(const Bytes& zip, const char* name = "SHA256");

/// Values of the pairs in the signing block, for a file without one.
Bytes v2_block(const Bytes& zip, const std::vector<BlockSigner>& signers);
Bytes v3_block(const Bytes& zip, const std::vector<BlockSigner>& signers);

/// The proof that each signer handed over to the next. `flags`: what the older keys may still do.
Bytes lineage(const std::vector<Signer>& oldest_first, std::uint32_t flags = 0x17);

/// Puts a signing block with these pairs before the central directory, padded to 4096 bytes as apksigner does.
Bytes insert_signing_block(const Bytes& zip, const Attributes& pairs);

// -- all together
// ---------------------------------------------------------------------------------------------------------

enum class Schemes : unsigned {
  none = 0,
  v1 = 1,
  v2 = 2,
  v3 = 4,
  v31 = 8,
  v1v2 = 3,
  v2v3 = 6,
  v1v2v3 = 7,
  v1v2v3v31 = 15
};
inline bool has(Schemes set, Schemes one) { return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0; }

struct ApkSigning {
  Signer signer;
  Schemes schemes = Schemes::v1v2v3;
  std::optional<Signer> rotated_to{};  ///< the newer key; used from v3.1 on, or by v3 when there is no v3.1
  std::uint32_t rotation_min_sdk = 33;
  JarOptions jar{};
};

/// Adds the signing block to a file whose entries are complete (v1 included).
Bytes add_signing_block(const Bytes& zip, const ApkSigning& signing);

}  // namespace formulary::support
