#include "tests/support/apk_signer.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <openssl/pkcs7.h>

namespace formulary::support {

namespace {

/// One manifest line, folded at 72 bytes (JAR File Specification, "Line length").
std::string manifest_line(std::string line) {
  std::string out;
  for (; line.size() > 70; line = " " + line.substr(70)) out += line.substr(0, 70) + "\r\n";
  return out + line + "\r\n";
}

const char* openssl_name(const std::string& jar_digest) { return jar_digest == "SHA1" ? "SHA1" : "SHA256"; }

/// PKCS#7 SignedData over `content`, detached, without signed attributes: what the platform expects.
Bytes pkcs7(std::string_view content, const Signer& signer, const EVP_MD* digest) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> data(
      BIO_new_mem_buf(content.data(), static_cast<int>(content.size())), BIO_free);
  constexpr int flags = PKCS7_DETACHED | PKCS7_BINARY | PKCS7_NOATTR;
  const std::unique_ptr<PKCS7, decltype(&PKCS7_free)> message(
      PKCS7_sign(nullptr, nullptr, nullptr, data.get(), flags | PKCS7_PARTIAL), PKCS7_free);
  if (!message ||
      PKCS7_sign_add_signer(message.get(), signer.certificate.get(), signer.key.handle(), digest, flags) == nullptr ||
      PKCS7_final(message.get(), data.get(), flags) != 1) {
    throw std::runtime_error("OpenSSL cannot make a PKCS#7 signature");
  }
  unsigned char* out = nullptr;
  const int length = i2d_PKCS7(message.get(), &out);
  Bytes result(reinterpret_cast<char*>(out), static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return result;
}

/// The parts of a ZIP file that v2 and later digest; the end record is the last 22 bytes or has a comment.
struct Sections {
  std::size_t directory, end;

  explicit Sections(const Bytes& zip) {
    end = zip.rfind(u32(0x06054b50));
    if (end == Bytes::npos) throw std::invalid_argument("no end record: this recipe cannot be signed with a block");
    directory = static_cast<std::size_t>(read_little(zip, end + 16, 4));
  }
};

struct Algorithm {
  const char* digest;
  Key::Padding padding;
};

Algorithm algorithm(std::uint32_t id) {
  const bool pss = id == 0x0101 || id == 0x0102;
  const bool wide = id == 0x0102 || id == 0x0104 || id == 0x0202;
  return {wide ? "SHA512" : "SHA256", pss ? Key::Padding::pss : Key::Padding::usual};
}

std::vector<std::uint32_t> algorithms(const BlockSigner& signer) {
  if (!signer.algorithms.empty()) return signer.algorithms;
  return {usual_algorithm(signer.identity.key)};
}

enum class Version { v2, v3 };

/// signer := signed data, [min SDK, max SDK,] signatures, public key; every part behind its length.
Bytes block_signer(const Bytes& zip, const BlockSigner& signer, Version version) {
  const Bytes range = version == Version::v3 ? u32(signer.min_sdk) + u32(signer.max_sdk) : Bytes();
  Bytes digests, attributes, signatures;
  for (const std::uint32_t id : algorithms(signer)) {
    const Bytes value = signer.content_digest ? *signer.content_digest : content_digest(zip, algorithm(id).digest);
    digests += prefixed32(u32(id) + prefixed32(value));
  }
  for (const auto& [id, value] : signer.attributes) attributes += prefixed32(u32(id) + value);
  const Bytes signed_data =
      prefixed32(digests) + prefixed32(prefixed32(signer.identity.certificate_der())) + range + prefixed32(attributes);
  for (const std::uint32_t id : algorithms(signer)) {
    const auto [name, padding] = algorithm(id);
    signatures += prefixed32(u32(id) + prefixed32(signer.identity.key.sign(signed_data, name, padding)));
  }
  return prefixed32(signed_data) + range + prefixed32(signatures) +
         prefixed32(signer.public_key ? *signer.public_key : signer.identity.key.public_key());
}

Bytes block_value(const Bytes& zip, const std::vector<BlockSigner>& signers, Version version) {
  Bytes out;
  for (const BlockSigner& signer : signers) out += prefixed32(block_signer(zip, signer, version));
  return prefixed32(out);
}

}  // namespace

Files jar_signature(const Files& files, const Signer& signer, const JarOptions& options) {
  const char* digest_name = openssl_name(options.digest);
  const auto digest_line = [&](const std::string& suffix, std::string_view content) {
    return manifest_line(options.digest + "-Digest" + suffix + ": " + base64(digest(content, digest_name)));
  };
  std::string manifest = "Manifest-Version: 1.0\r\nCreated-By: 1.0 (Formulary tests)\r\n\r\n";
  std::string sections;
  for (const auto& [name, content] : files) {
    const std::string section = manifest_line("Name: " + name) + digest_line("", content) + "\r\n";
    manifest += section;
    sections += manifest_line("Name: " + name) + digest_line("", section) + "\r\n";
  }
  std::string signature_file = "Signature-Version: 1.0\r\nCreated-By: 1.0 (Formulary tests)\r\n";
  signature_file += digest_line("-Manifest", manifest);
  if (!options.schemes.empty()) signature_file += manifest_line("X-Android-APK-Signed: " + options.schemes);
  signature_file += "\r\n" + sections;

  const int type = EVP_PKEY_get_base_id(signer.key.handle());
  const std::string extension = type == EVP_PKEY_EC ? ".EC" : type == EVP_PKEY_DSA ? ".DSA" : ".RSA";
  const std::string base = "META-INF/" + options.name;
  return {{"META-INF/MANIFEST.MF", manifest},
          {base + ".SF", signature_file},
          {base + extension, pkcs7(signature_file, signer, EVP_get_digestbyname(digest_name))}};
}

std::uint32_t usual_algorithm(const Key& key) {
  const int type = EVP_PKEY_get_base_id(key.handle());
  return type == EVP_PKEY_EC ? 0x0201 : type == EVP_PKEY_DSA ? 0x0301 : 0x0103;
}

Bytes content_digest(const Bytes& zip, const char* name) {
  const Sections sections(zip);
  const std::string_view whole = zip;
  Bytes chunks;
  std::uint32_t count = 0;
  for (const auto& [from, to] : {std::pair(std::size_t{0}, sections.directory),
                                 std::pair(sections.directory, sections.end), std::pair(sections.end, zip.size())}) {
    constexpr std::size_t chunk_size = 1 << 20;
    for (std::size_t at = from; at < to; at += chunk_size, ++count) {
      const std::string_view chunk = whole.substr(at, std::min(chunk_size, to - at));
      chunks += digest(u8(0xa5) + u32(chunk.size()) + Bytes(chunk), name);
    }
  }
  return digest(u8(0x5a) + u32(count) + chunks, name);
}

Bytes v2_block(const Bytes& zip, const std::vector<BlockSigner>& signers) {
  return block_value(zip, signers, Version::v2);
}

Bytes v3_block(const Bytes& zip, const std::vector<BlockSigner>& signers) {
  return block_value(zip, signers, Version::v3);
}

Bytes lineage(const std::vector<Signer>& oldest_first, std::uint32_t flags) {
  Bytes nodes;
  const Signer* parent = nullptr;
  for (const Signer& signer : oldest_first) {
    const std::uint32_t parent_algorithm = parent != nullptr ? usual_algorithm(parent->key) : 0;
    const bool last = &signer == &oldest_first.back();
    const Bytes signed_data = prefixed32(signer.certificate_der()) + u32(parent_algorithm);
    const Bytes signature = parent != nullptr ? parent->key.sign(signed_data) : Bytes();
    nodes += prefixed32(prefixed32(signed_data) + u32(flags) + u32(last ? 0 : usual_algorithm(signer.key)) +
                        prefixed32(signature));
    parent = &signer;
  }
  return u32(1) + nodes;
}

Bytes insert_signing_block(const Bytes& zip, const Attributes& pairs) {
  Bytes body;
  for (const auto& [id, value] : pairs) body += u64(4 + value.size()) + u32(id) + value;
  constexpr std::size_t frame = 8 + 8 + 16, padding_header = 12, page = 4096;
  constexpr std::uint32_t padding_id = 0x42726577;
  if (const std::size_t over = (frame + body.size()) % page; over != 0) {
    std::size_t padding = page - over;
    if (padding < padding_header) padding += page;
    body += u64(padding - 8) + u32(padding_id) + Bytes(padding - padding_header, '\0');
  }
  const Bytes size = u64(body.size() + 8 + 16);
  const Bytes block = size + body + size + "APK Sig Block 42";

  const Sections sections(zip);
  Bytes out = zip;
  patch(out, sections.end + 16, u32(sections.directory + block.size()));
  out.insert(sections.directory, block);
  return out;
}

Bytes add_signing_block(const Bytes& zip, const ApkSigning& signing) {
  const bool v3 = has(signing.schemes, Schemes::v3), v31 = has(signing.schemes, Schemes::v31);
  Attributes pairs;
  if (has(signing.schemes, Schemes::v2)) {
    BlockSigner signer{.identity = signing.signer};
    if (v3) signer.attributes = {{stripping_attribute, u32(3)}};
    pairs.emplace_back(v2_block_id, v2_block(zip, {signer}));
  }
  std::optional<BlockSigner> rotated;
  if (signing.rotated_to) {
    rotated = BlockSigner{.identity = *signing.rotated_to};
    rotated->attributes = {{lineage_attribute, lineage({signing.signer, *signing.rotated_to})}};
  }
  if (v3) {
    BlockSigner signer{.identity = signing.signer};
    if (v31) signer.attributes = {{rotation_min_attribute, u32(signing.rotation_min_sdk)}};
    pairs.emplace_back(v3_block_id, v3_block(zip, {rotated && !v31 ? *rotated : signer}));
  }
  if (v31) {
    if (!rotated) throw std::invalid_argument("v3.1 is for a rotated key: set `rotated_to`");
    rotated->min_sdk = signing.rotation_min_sdk;
    pairs.emplace_back(v31_block_id, v3_block(zip, {*rotated}));
  }
  return pairs.empty() ? zip : insert_signing_block(zip, pairs);
}

}  // namespace formulary::support
