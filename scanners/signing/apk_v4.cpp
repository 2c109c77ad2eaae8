#include "scanners/signing/apk_v4.hpp"

#include <algorithm>

#include "scanners/bytes/complaints.hpp"
#include "scanners/signing/length_prefixed.hpp"
#include "scanners/signing/verity.hpp"

namespace formulary::signing {
namespace {

using bytes::Cursor;

constexpr std::uint32_t current_version = 2;
constexpr std::uint32_t sha256_hashing = 1;
constexpr std::uint8_t pages_of_4096 = 12;  // as a power of two
constexpr std::size_t most_signers = 4;
constexpr std::size_t piece = 1024 * 1024;

void append(Bytes& out, View data) { out.insert(out.end(), data.begin(), data.end()); }
void append_number(Bytes& out, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) out.push_back(static_cast<std::byte>(value >> (8 * i) & 0xff));
}
void append_prefixed(Bytes& out, View data) {
  append_number(out, data.size(), 4);
  append(out, data);
}

struct HashingInfo {
  std::uint32_t algorithm = 0;
  std::uint8_t page_size = 0;
  View salt;
  View root;
};

struct SigningInfo {
  View apk_digest, certificate, additional_data, public_key, signature;
  std::uint32_t algorithm = 0;
};

class IdsigVerifier {
 public:
  IdsigVerifier(const bytes::Source& package, const RepeatedSchemes& schemes, Budget& budget)
      : package_(package), schemes_(schemes), budget_(budget) {}

  // uint32 version, length-prefixed hashing info, length-prefixed signing infos, and optionally the length-prefixed
  // hash tree
  Idsig verify(View file) {
    Cursor cursor(file);
    const std::uint32_t version = cursor.u32("version");
    Cursor hashing = length_prefixed(cursor, "hashing info");
    Cursor signing = length_prefixed(cursor, "signing infos");
    if (!cursor.ok()) return reject(anomaly::apk_v4_malformed);
    if (version != current_version) return reject(anomaly::apk_v4_version_not_current, std::to_string(version));
    if (!read_hashing(hashing)) return std::move(result_);
    read_signers(signing);
    if (!sound_) return std::move(result_);
    std::optional<View> tree;
    if (!cursor.at_end()) tree = length_prefixed(cursor, "hash tree").rest();
    if (!cursor.ok()) return reject(anomaly::apk_v4_malformed, "hash tree");
    compare_tree(tree);
    if (sound_) compare_schemes();
    result_.verified = sound_;
    return std::move(result_);
  }

 private:
  void note(std::string_view id, std::string subject = {}) {
    result_.anomalies.push_back({std::string(id), std::move(subject), "idsig"});
  }
  Idsig reject(std::string_view id, std::string subject = {}) {
    complain(id, std::move(subject));
    return std::move(result_);
  }
  bool complain(std::string_view id, std::string subject = {}) {
    sound_ = false;
    note(id, std::move(subject));
    return false;
  }

  // hashing info: uint32 algorithm, uint8 power of the page size, length-prefixed salt, length-prefixed root hash
  bool read_hashing(Cursor& info) {
    hashing_.algorithm = info.u32("hash algorithm");
    hashing_.page_size = info.u8("page size");
    hashing_.salt = length_prefixed(info, "salt").rest();
    hashing_.root = length_prefixed(info, "root hash").rest();
    if (!info.ok()) return complain(anomaly::apk_v4_malformed, "hashing info");
    result_.root_hash.assign(hashing_.root.begin(), hashing_.root.end());
    if (hashing_.algorithm != sha256_hashing || hashing_.page_size != pages_of_4096 || !hashing_.salt.empty()) {
      return complain(anomaly::apk_v4_unsupported_hashing);
    }
    return true;
  }

  // signing infos: one signing info, then blocks of uint32 id of the scheme it repeats and a length-prefixed signing
  // info
  void read_signers(Cursor& infos) {
    read_signer(infos, schemes_.v3.verified ? "v3" : "v2");
    while (sound_ && !infos.at_end()) {
      const std::uint32_t id = infos.u32("id of a signing info");
      Cursor info = length_prefixed(infos, "signing info");
      if (!infos.ok() || result_.signers.size() >= most_signers) {
        complain(anomaly::apk_v4_malformed_signers);
      } else if (id == block_id::v3_1) {
        read_signer(info, "v3.1");
      }
    }
  }

  // signing info: length-prefixed digest of the package, certificate, additional data and public key; uint32 algorithm;
  // length-prefixed signature
  void read_signer(Cursor& cursor, std::string_view scheme) {
    SigningInfo info;
    info.apk_digest = length_prefixed(cursor, "digest of the package").rest();
    info.certificate = length_prefixed(cursor, "certificate").rest();
    info.additional_data = length_prefixed(cursor, "additional data").rest();
    info.public_key = length_prefixed(cursor, "public key").rest();
    info.algorithm = cursor.u32("signature algorithm");
    info.signature = length_prefixed(cursor, "signature").rest();
    if (!cursor.ok()) {
      complain(anomaly::apk_v4_malformed_signers);
      return;
    }
    result_.signers.push_back({scheme, {}, info.apk_digest});
    if (!verify_signature(info)) return;
    if (info.certificate.empty()) {
      complain(anomaly::apk_v4_no_certificate);
      return;
    }
    std::optional<Certificate>& certificate = result_.signers.back().certificate;
    certificate = Certificate::parse(info.certificate, budget_);
    if (!certificate) {
      complain(anomaly::apk_v4_malformed_certificate);
    } else if (!certificate->holds_key(info.public_key)) {
      complain(anomaly::apk_v4_public_key_mismatch);
    }
  }

  bool verify_signature(const SigningInfo& info) {
    const ApkAlgorithm* algorithm = find_apk_algorithm(info.algorithm);
    if (algorithm == nullptr) {
      note(anomaly::apk_v4_unknown_sig_algorithm, bytes::at_offset(info.algorithm).substr(1));
      return complain(anomaly::apk_v4_no_supported_signatures);
    }
    const std::string name(algorithm->name);
    const auto key = PublicKey::from_spki(info.public_key);
    if (!key || key->family() != algorithm->method.family) return complain(anomaly::apk_v4_malformed_public_key, name);
    switch (key->verify(algorithm->method, signed_data(info), info.signature, budget_)) {
      case Check::good:
        return true;
      case Check::bad:
      case Check::other_digest:
        return complain(anomaly::apk_v4_did_not_verify, name);
      case Check::unusable:
        break;
    }
    return complain(anomaly::apk_v4_verify_exception, name);
  }

  // signed data: uint32 size of all of it; uint64 size of the package; the hashing info; length-prefixed digest,
  // certificate and additional data
  Bytes signed_data(const SigningInfo& info) const {
    Bytes data;
    append_number(data, package_.size(), 8);
    append_number(data, hashing_.algorithm, 4);
    append_number(data, hashing_.page_size, 1);
    for (const View field : {hashing_.salt, hashing_.root, info.apk_digest, info.certificate, info.additional_data}) {
      append_prefixed(data, field);
    }
    Bytes sized;
    append_number(sized, data.size() + 4, 4);
    append(sized, data);
    return sized;
  }

  void compare_tree(const std::optional<View>& stated) {
    VerityDigest digest({}, VerityLevels::kept);
    Bytes buffer;
    for (std::uint64_t at = 0; at < package_.size(); at += buffer.size()) {
      buffer.resize(static_cast<std::size_t>(std::min<std::uint64_t>(piece, package_.size() - at)));
      if (!package_.read(at, buffer)) {
        complain(anomaly::apk_v4_apk_root_did_not_verify);
        return;
      }
      digest.add(buffer);
    }
    const VerityTree tree = digest.finish();
    if (!std::ranges::equal(hashing_.root, tree.root)) {
      complain(anomaly::apk_v4_apk_root_did_not_verify);
    } else if (stated && !std::ranges::equal(*stated, tree.levels)) {
      complain(anomaly::apk_v4_apk_tree_did_not_verify);
    }
  }

  void compare_schemes() {
    const bool extended = schemes_.v3_1.verified && schemes_.v3.verified;
    if (result_.signers.size() != (extended ? 2 : 1)) {
      complain(extended ? anomaly::apk_v41_needs_two_signers : anomaly::apk_v4_multiple_signers);
      return;
    }
    if (!schemes_.v3.verified && !schemes_.v2.verified) {
      complain(anomaly::apk_v4_without_v2_v3);
      return;
    }
    compare(result_.signers.front(), schemes_.v3.verified ? schemes_.v3 : schemes_.v2);
    if (extended) compare(result_.signers.back(), schemes_.v3_1);
  }

  void compare(const IdsigSigner& own, const SchemeResult& scheme) {
    const std::string name(own.scheme);
    if (scheme.signers.size() != 1) {
      complain(anomaly::apk_v4_multiple_signers, name);
      return;
    }
    const ApkSigner& signer = scheme.signers.front();
    if (!(signer.certificates.front() == *own.certificate)) complain(anomaly::apk_v4_v2_v3_signers_mismatch, name);
    const DeclaredDigest* best = nullptr;
    int best_strength = 0;
    for (const DeclaredDigest& declared : signer.digests) {
      const ApkAlgorithm* algorithm = find_apk_algorithm(declared.algorithm);
      if (algorithm == nullptr || strength(algorithm->content) <= best_strength) continue;
      best = &declared;
      best_strength = strength(algorithm->content);
    }
    if (best == nullptr || !std::ranges::equal(best->value, own.apk_digest)) {
      complain(anomaly::apk_v4_v2_v3_digests_mismatch, name);
    }
  }

  const bytes::Source& package_;
  const RepeatedSchemes& schemes_;
  Budget& budget_;
  HashingInfo hashing_;
  Idsig result_;
  bool sound_ = true;
};

}  // namespace

Idsig verify_idsig(View file, const bytes::Source& package, const RepeatedSchemes& schemes, Budget& budget) {
  return IdsigVerifier(package, schemes, budget).verify(file);
}

}  // namespace formulary::signing
