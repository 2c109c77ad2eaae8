#include "scanners/signing/apk_digest.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "scanners/signing/verity.hpp"

namespace formulary::signing {
namespace {

constexpr std::uint64_t chunk_size = 1024 * 1024;
constexpr std::size_t page_size = 4096;

std::array<std::byte, 4> little_endian(std::uint32_t value) {
  return {std::byte(value & 0xff), std::byte(value >> 8 & 0xff), std::byte(value >> 16 & 0xff),
          std::byte(value >> 24 & 0xff)};
}

void append(Bytes& out, View data) { out.insert(out.end(), data.begin(), data.end()); }

// "The digest of each chunk is computed over 0xa5, the chunk's length (uint32) and its contents; the top-level digest
// over 0x5a, the number of chunks (uint32) and the digests of the chunks in the order in which they appear."
class ChunkedDigest {
 public:
  explicit ChunkedDigest(DigestAlgorithm algorithm) : running_(algorithm) {}

  void add(View chunk) {
    static constexpr std::byte prefix{0xa5};
    running_.update({&prefix, 1});
    running_.update(little_endian(static_cast<std::uint32_t>(chunk.size())));
    running_.update(chunk);
    append(digests_, running_.finish());
    ++count_;
  }

  Bytes finish() {
    static constexpr std::byte prefix{0x5a};
    running_.update({&prefix, 1});
    running_.update(little_endian(count_));
    running_.update(digests_);
    return running_.finish();
  }

 private:
  Digest running_;
  Bytes digests_;
  std::uint32_t count_ = 0;
};

// The root of the tree, followed by the number of bytes it covers (uint64).
Bytes root_and_size(const VerityTree& tree) {
  Bytes result = tree.root;
  append(result, little_endian(static_cast<std::uint32_t>(tree.size)));
  append(result, little_endian(static_cast<std::uint32_t>(tree.size >> 32)));
  return result;
}

}  // namespace

const Bytes* ApkDigests::find(ContentDigest kind) const {
  const auto found = known_.find(kind);
  return found == known_.end() || found->second.empty() ? nullptr : &found->second;
}

void ApkDigests::compute(const std::set<ContentDigest>& wanted) {
  std::map<ContentDigest, ChunkedDigest> chunked;
  std::optional<VerityDigest> verity;
  for (const ContentDigest kind : wanted) {
    if (!known_.try_emplace(kind).second) continue;  // empty until it is known
    if (kind == ContentDigest::chunked_sha256) chunked.try_emplace(kind, DigestAlgorithm::sha256);
    if (kind == ContentDigest::chunked_sha512) chunked.try_emplace(kind, DigestAlgorithm::sha512);
    const bool whole_pages = block_.offset() % page_size == 0 && block_.size() % page_size == 0;
    if (kind == ContentDigest::verity_sha256 && whole_pages) verity.emplace(Bytes(8));
  }
  if (chunked.empty() && !verity) return;

  const auto add = [&](View chunk) {
    for (auto& [kind, running] : chunked) running.add(chunk);
    if (verity) verity->add(chunk);
  };
  Bytes buffer;
  const auto add_region = [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t position = begin; position < end; position += buffer.size()) {
      buffer.resize(static_cast<std::size_t>(std::min(chunk_size, end - position)));
      if (!source_.read(position, buffer)) return false;
      add(buffer);
    }
    return true;
  };
  if (!add_region(0, block_.offset()) || !add_region(sections_.directory_offset, sections_.end_record_offset)) return;
  // "The offset of the central directory in the end record is treated as the offset of the APK Signing Block."
  Bytes end_record = sections_.end_record;
  std::ranges::copy(little_endian(static_cast<std::uint32_t>(block_.offset())), end_record.begin() + 16);
  add(end_record);

  for (auto& [kind, running] : chunked) known_[kind] = running.finish();
  if (verity) known_[ContentDigest::verity_sha256] = root_and_size(verity->finish());
}

}  // namespace formulary::signing
