#include "scanners/signing/jar.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/cursor.hpp"
#include "scanners/signing/jar_block.hpp"
#include "scanners/signing/jar_manifest.hpp"

namespace formulary::signing {
namespace {

using bytes::Zip;
using bytes::ZipEntry;

constexpr std::string_view folder = "META-INF/";
constexpr std::size_t most_jar_signers = 10;
constexpr std::size_t most_wrong_sections = 1000;

struct Candidate {
  const ZipEntry* block = nullptr;
  const ZipEntry* file = nullptr;
  Bytes signature_file;
  JarBlock verified;
  std::unordered_set<std::string> entries;
};

bool is_signature_block(std::string_view name) {
  return name.ends_with(".RSA") || name.ends_with(".DSA") || name.ends_with(".EC");
}

// APPNOTE 4.3.7. Platforms refuse an entry whose local header says otherwise than the central directory, unless it is
// one whose sizes and checksum follow behind the content (4.4.4, bit 3).
bool local_header_agrees(const bytes::Source& source, const ZipEntry& entry) {
  constexpr std::size_t fixed = 30;
  constexpr std::uint16_t has_descriptor = 8;
  Bytes header(fixed + entry.name.size());
  if (!source.read(entry.header_offset, header)) return false;
  bytes::Cursor cursor(header);
  const bool is_header = cursor.u32("signature") == 0x04034b50;
  cursor.skip(2, "version needed");
  const std::uint16_t flags = cursor.u16("flags");
  cursor.skip(6, "method, time and date");
  const std::uint32_t crc32 = cursor.u32("crc-32");
  const std::uint32_t compressed_size = cursor.u32("compressed size");
  const std::uint32_t size = cursor.u32("uncompressed size");
  const std::uint16_t name_length = cursor.u16("name length");
  cursor.skip(2, "extra field length");
  const bool same_name = name_length == entry.name.size() && bytes::as_text(cursor.rest()) == entry.name;
  const bool later = (entry.flags & has_descriptor) != 0;
  const bool same_sizes = crc32 == entry.crc32 && compressed_size == entry.compressed_size && size == entry.size;
  return is_header && same_name && ((flags ^ entry.flags) & has_descriptor) == 0 && (later || same_sizes);
}

class JarVerifier {
 public:
  JarVerifier(const Zip& zip, const JarRequest& request, JarDigests& known, Budget& budget,
              std::vector<Anomaly>& zip_anomalies)
      : zip_(zip),
        request_(request),
        known_(known),
        budget_(budget),
        zip_anomalies_(zip_anomalies),
        errors_(result_.errors),
        warnings_(result_.warnings) {}

  // Each stage looks at everything it can; the next one only begins when there was no error.
  JarResult verify() {
    result_.looked_at = true;
    const bool verified = check_names() && read_manifest() && find_candidates() && check_blocks() &&
                          check_signature_files() && check_entries();
    if (verified) conclude();
    errors_.finish();
    warnings_.finish();
    result_.verified = verified && result_.errors.empty() && !result_.signers.empty();
    return std::move(result_);
  }

 private:
  void reject(std::string_view id, std::string_view subject, std::string_view evidence) {
    errors_.add(id, subject, evidence);
  }
  bool sound() const { return result_.errors.empty(); }

  std::optional<Bytes> content(const ZipEntry& entry) {
    std::optional<Bytes> data;
    if (local_header_agrees(zip_.source(), entry)) {
      // What signs or is signed needs no checksum, and platforms look at none here.
      data = zip_.extract(as_platform_reads(entry), budget_, zip_anomalies_, bytes::Checksum::only_reported);
    }
    if (!data) reject(anomaly::apk_v1_malformed_zip_entry, entry.name, bytes::at_offset(entry.header_offset));
    return data;
  }

  bool check_names() {
    for (const ZipEntry& entry : zip_.entries()) {
      if (!names_.insert(entry.name).second) {
        reject(anomaly::apk_v1_duplicate_zip_entry, entry.name, bytes::at_offset(entry.header_offset));
      }
    }
    return sound();
  }

  bool read_manifest() {
    const auto found = std::ranges::find(zip_.entries(), jar_manifest_name, &ZipEntry::name);
    if (found == zip_.entries().end()) {
      reject(anomaly::apk_v1_no_manifest, jar_manifest_name, "");
      return false;
    }
    auto data = content(*found);
    if (!data) return false;
    manifest_.bytes = std::move(*data);
    result_.manifest_sha256 = digest(DigestAlgorithm::sha256, manifest_.bytes);
    JarManifestReader reader(manifest_.bytes);
    manifest_.main = reader.next().value_or(JarSection{});
    std::size_t number = 0;
    std::size_t wrong = 0;  // so many that the rest does not matter
    while (auto section = reader.next()) {
      ++number;
      if (wrong == most_wrong_sections || !budget_.take(budget_.steps, 1, "sections of MANIFEST.MF")) break;
      const std::string* name = section->name();
      if (name == nullptr) {
        ++wrong;
        reject(anomaly::apk_v1_unnamed_manifest_section, "section " + std::to_string(number), jar_manifest_name);
        continue;
      }
      const std::string key = *name;
      if (!manifest_.sections.emplace(key, std::move(*section)).second) {
        ++wrong;
        reject(anomaly::apk_v1_duplicate_manifest_section, key, jar_manifest_name);
      } else if (!names_.contains(key)) {
        ++wrong;
        reject(anomaly::apk_v1_missing_zip_entry_referenced_in_manifest, key, jar_manifest_name);
      }
    }
    if (!reader.ok()) budget_.exceed("attributes of MANIFEST.MF");
    return sound() && budget_.exceeded().empty();
  }

  bool find_candidates() {
    std::map<std::string_view, const ZipEntry*> files;
    for (const ZipEntry& entry : zip_.entries()) {
      if (entry.name.starts_with(folder) && entry.name.ends_with(".SF")) files[entry.name] = &entry;
    }
    for (const ZipEntry& entry : zip_.entries()) {
      if (!entry.name.starts_with(folder) || !is_signature_block(entry.name)) continue;
      const std::string file = entry.name.substr(0, entry.name.rfind('.')) + ".SF";
      const auto found = files.find(file);
      if (found == files.end()) {
        warnings_.add(anomaly::apk_v1_missing_file, file, entry.name);
      } else {
        candidates_.push_back({&entry, found->second, {}, {}, {}});
      }
    }
    if (candidates_.empty()) reject(anomaly::apk_v1_no_signatures, "", folder);
    if (candidates_.size() > most_jar_signers) {
      reject(anomaly::apk_v1_max_signatures_exceeded, std::to_string(candidates_.size()), folder);
    }
    return sound();
  }

  bool check_blocks() {
    for (Candidate& candidate : candidates_) {
      const auto block = content(*candidate.block);
      auto file = content(*candidate.file);
      if (!block || !file) return false;
      candidate.signature_file = std::move(*file);
      auto verified = verify_jar_block(*block, candidate.signature_file, request_.range, budget_);
      if (verified) {
        candidate.verified = std::move(*verified);
      } else {
        reject(verified.error().anomaly, verified.error().detail, candidate.block->name);
      }
    }
    return sound();
  }

  bool check_signature_files() {
    std::erase_if(candidates_, [&](Candidate& candidate) {
      JarFileVerdict verdict =
          check_jar_signature_file(candidate.signature_file, candidate.file->name, manifest_, request_, budget_);
      for (const Anomaly& warning : verdict.warnings) warnings_.add(warning.id, warning.subject, warning.evidence);
      for (const Anomaly& error : verdict.errors) reject(error.id, error.subject, error.evidence);
      candidate.entries = std::move(verdict.entries);
      return !verdict.heeded;
    });
    if (sound() && candidates_.empty()) reject(anomaly::apk_v1_no_signatures, "", folder);
    return sound() && budget_.exceeded().empty();
  }

  bool check_entries() {
    std::vector<const ZipEntry*> entries;
    for (const ZipEntry& entry : zip_.entries()) {
      // Unlike the JAR specification, platforms leave out all of META-INF/.
      if (!entry.name.starts_with(folder) && !entry.name.ends_with('/')) entries.push_back(&entry);
    }
    std::ranges::stable_sort(entries, {}, [](const ZipEntry* entry) { return entry->header_offset; });
    std::optional<std::vector<bool>> first_signers;
    for (const ZipEntry* entry : entries) {
      const auto section = manifest_.sections.find(entry->name);
      if (section == manifest_.sections.end()) {
        reject(anomaly::apk_v1_no_zip_entry_digest_in_manifest, entry->name, jar_manifest_name);
        continue;
      }
      std::vector<bool> signers;
      for (const Candidate& candidate : candidates_) signers.push_back(candidate.entries.contains(entry->name));
      if (std::ranges::find(signers, true) == signers.end()) {
        reject(anomaly::apk_v1_zip_entry_not_signed, entry->name, bytes::at_offset(entry->header_offset));
        continue;
      }
      if (!first_signers) first_signers = signers;
      if (*first_signers != signers) {
        reject(anomaly::apk_v1_zip_entry_signers_mismatch, entry->name, bytes::at_offset(entry->header_offset));
        continue;
      }
      if (!check_entry(*entry, section->second)) return false;
    }
    if (!first_signers) {
      reject(anomaly::apk_v1_no_signed_zip_entries, "", "");
      return false;
    }
    signed_by_ = *first_signers;
    return sound();
  }

  // False when the entry cannot be read at all.
  bool check_entry(const ZipEntry& entry, const JarSection& section) {
    const auto expected = jar_digests(section, "-Digest", request_.range);
    if (!expected) {
      reject(anomaly::apk_v1_malformed_digest, entry.name, jar_manifest_name);
      return true;
    }
    if (expected->empty()) {
      reject(anomaly::apk_v1_no_zip_entry_digest_in_manifest, entry.name, jar_manifest_name);
      return true;
    }
    if (!read_entry(entry, *expected)) {
      reject(anomaly::apk_v1_malformed_zip_entry, entry.name, bytes::at_offset(entry.header_offset));
      return false;
    }
    for (const JarDigest& one : *expected) {
      if (known_.at({entry.header_offset, one.algorithm}) == one.value) continue;
      reject(anomaly::apk_v1_zip_entry_digest_did_not_verify, entry.name, digest_name(one.algorithm));
    }
    return true;
  }

  // Computes those of the wanted digests that are not known yet, in one pass. False when the entry cannot be read.
  bool read_entry(const ZipEntry& entry, const std::vector<JarDigest>& wanted) {
    // First: what is known of a place is not known of another entry that claims the same place.
    if (!local_header_agrees(zip_.source(), entry)) return false;
    std::map<DigestAlgorithm, Digest*> running;
    for (const JarDigest& one : wanted) {
      if (known_.contains({entry.header_offset, one.algorithm})) continue;
      running[one.algorithm] = &digests_.try_emplace(one.algorithm, one.algorithm).first->second;
    }
    if (running.empty()) return true;
    const auto consume = [&](View piece) {
      for (const auto& [algorithm, digest] : running) digest->update(piece);
    };
    const bool read = zip_.stream(as_platform_reads(entry), budget_, zip_anomalies_, consume);
    for (const auto& [algorithm, digest] : running) {
      Bytes actual = digest->finish();
      if (read) known_.emplace(std::pair(entry.header_offset, algorithm), std::move(actual));
    }
    return read;
  }

  void conclude() {
    std::unordered_set<std::string_view> own{jar_manifest_name};
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (!signed_by_[i]) continue;
      own.insert(candidates_[i].block->name);
      own.insert(candidates_[i].file->name);
      JarBlock& verified = candidates_[i].verified;
      result_.signers.push_back({candidates_[i].block->name, std::move(verified.chain), std::move(verified.algorithm)});
    }
    for (const ZipEntry& entry : zip_.entries()) {
      if (entry.name.starts_with(folder) && !entry.name.ends_with('/') && !own.contains(entry.name)) {
        warnings_.add(anomaly::apk_v1_unprotected_zip_entry, entry.name, bytes::at_offset(entry.header_offset));
      }
    }
  }

  const Zip& zip_;
  const JarRequest& request_;
  JarDigests& known_;
  Budget& budget_;
  std::vector<Anomaly>& zip_anomalies_;
  JarResult result_;
  bytes::Complaints errors_;
  bytes::Complaints warnings_;
  std::unordered_set<std::string_view> names_;
  JarManifest manifest_;
  std::vector<Candidate> candidates_;
  std::map<DigestAlgorithm, Digest> digests_;
  std::vector<bool> signed_by_;
};

}  // namespace

bytes::ZipEntry as_platform_reads(bytes::ZipEntry entry) {
  if (entry.method != 0) entry.method = 8;
  return entry;
}

JarResult verify_jar(const bytes::Zip& zip, const JarRequest& request, JarDigests& digests, Budget& budget,
                     std::vector<Anomaly>& zip_anomalies) {
  return JarVerifier(zip, request, digests, budget, zip_anomalies).verify();
}

}  // namespace formulary::signing
