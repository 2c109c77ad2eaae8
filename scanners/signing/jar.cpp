#include "scanners/signing/jar.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "scanners/bytes/complaints.hpp"
#include "scanners/signing/jar_block.hpp"
#include "scanners/signing/jar_manifest.hpp"

namespace formulary::signing {
namespace {

using bytes::Zip;
using bytes::ZipEntry;

constexpr std::string_view folder = "META-INF/";
constexpr std::string_view manifest_name = "META-INF/MANIFEST.MF";
constexpr std::size_t most_jar_signers = 10;
constexpr Sdk stripping_checked_since = 24;

using Sections = std::unordered_map<std::string, JarSection>;

struct Candidate {
  const ZipEntry* block = nullptr;
  const ZipEntry* file = nullptr;
  Bytes signature_file;
  std::vector<Certificate> chain;
  std::unordered_set<std::string> entries;
};

bool is_signature_block(std::string_view name) {
  return name.ends_with(".RSA") || name.ends_with(".DSA") || name.ends_with(".EC");
}

// The whole numbers of a comma-separated list; other items are skipped, as platforms do.
std::vector<std::int64_t> whole_numbers(std::string_view list) {
  std::vector<std::int64_t> numbers;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view item = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    while (!item.empty() && is_blank(item.front())) item.remove_prefix(1);
    while (!item.empty() && is_blank(item.back())) item.remove_suffix(1);
    if (item.size() > 1 && item.starts_with('+') && item[1] != '-') item.remove_prefix(1);
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), number);
    if (error == std::errc() && end == item.data() + item.size() && !item.empty()) numbers.push_back(number);
  }
  return numbers;
}

class JarVerifier {
 public:
  JarVerifier(const Zip& zip, const JarRequest& request, Budget& budget, std::vector<Anomaly>& zip_anomalies)
      : zip_(zip),
        request_(request),
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
  void suspect(std::string_view id, std::string_view subject, std::string_view evidence) {
    suspicions_.push_back({std::string(id), std::string(subject), std::string(evidence)});
  }
  bool sound() const { return result_.errors.empty(); }

  std::optional<Bytes> content(const ZipEntry& entry) {
    auto data = zip_.extract(as_platform_reads(entry), budget_, zip_anomalies_);
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
    const auto found = std::ranges::find(zip_.entries(), manifest_name, &ZipEntry::name);
    if (found == zip_.entries().end()) {
      reject(anomaly::apk_v1_no_manifest, manifest_name, "");
      return false;
    }
    auto data = content(*found);
    if (!data) return false;
    manifest_ = std::move(*data);
    result_.manifest_sha256 = digest(DigestAlgorithm::sha256, manifest_);
    JarManifestReader reader(manifest_);
    main_section_ = reader.next().value_or(JarSection{});
    std::size_t number = 0;
    while (auto section = reader.next()) {
      ++number;
      if (!budget_.take(budget_.steps, 1, "sections of MANIFEST.MF")) break;
      const std::string* name = section->name();
      if (name == nullptr) {
        reject(anomaly::apk_v1_unnamed_manifest_section, "section " + std::to_string(number), manifest_name);
        continue;
      }
      const std::string key = *name;
      if (!sections_.emplace(key, std::move(*section)).second) {
        reject(anomaly::apk_v1_duplicate_manifest_section, key, manifest_name);
      } else if (!names_.contains(key)) {
        reject(anomaly::apk_v1_missing_zip_entry_referenced_in_manifest, key, manifest_name);
      }
    }
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
      auto chain = verify_jar_block(*block, candidate.signature_file, request_.range, budget_);
      if (chain) {
        candidate.chain = std::move(*chain);
      } else {
        reject(chain.error().anomaly, chain.error().detail, candidate.block->name);
      }
    }
    return sound();
  }

  bool check_signature_files() {
    std::erase_if(candidates_, [&](Candidate& candidate) {
      suspicions_.clear();
      const bool heeded = check_signature_file(candidate);
      for (const Anomaly& error : suspicions_) {
        if (heeded) reject(error.id, error.subject, error.evidence);
      }
      return !heeded;
    });
    if (sound() && candidates_.empty()) reject(anomaly::apk_v1_no_signatures, "", folder);
    return sound() && budget_.exceeded().empty();
  }

  // False when platforms ignore the signer for it; a suspicion means that they refuse the package unless they do.
  bool check_signature_file(Candidate& candidate) {
    const std::string& file = candidate.file->name;
    JarManifestReader reader(candidate.signature_file);
    const JarSection main = reader.next().value_or(JarSection{});
    if (main.find("Signature-Version") == nullptr) {
      warnings_.add(anomaly::apk_v1_missing_version_attr_in_sig_file, "", file);
      return false;
    }
    if (request_.range.max >= stripping_checked_since && !check_stripping(main, file)) return true;

    const std::string* creator = main.find("Created-By");
    const bool signtool = creator != nullptr && creator->find("signtool") != std::string::npos;
    const bool whole = manifest_digest_holds(main, file, signtool);
    if (!signtool) {
      check_section(main, "-Digest-Manifest-Main-Attributes", main_section_, main_section_.size, file,
                    anomaly::apk_v1_manifest_main_section_digest_did_not_verify, "");
    }
    if (!suspicions_.empty()) return true;

    std::size_t number = 0;
    bool heeded = true;
    while (const auto section = reader.next()) {
      ++number;
      if (!budget_.take(budget_.steps, 1, "sections of signature files")) break;
      const std::string* name = section->name();
      if (name == nullptr) {
        warnings_.add(anomaly::apk_v1_unnamed_sig_file_section, "section " + std::to_string(number), file);
        return false;
      }
      if (!candidate.entries.insert(*name).second) {
        warnings_.add(anomaly::apk_v1_duplicate_sig_file_section, *name, file);
        return false;
      }
      if (whole) continue;
      const auto found = sections_.find(*name);
      if (found == sections_.end()) {
        warnings_.add(anomaly::apk_v1_no_zip_entry_digest_in_sig_file, *name, file);
        heeded = false;
        continue;
      }
      if (!check_section(*section, "-Digest", found->second, digested_size(found->second, signtool), file,
                         anomaly::apk_v1_manifest_section_digest_did_not_verify, *name)) {
        suspect(anomaly::apk_v1_no_zip_entry_digest_in_sig_file, *name, file);
      }
    }
    return heeded;
  }

  // X-Android-APK-Signed lists the schemes of the signing block that also sign this package.
  bool check_stripping(const JarSection& main, const std::string& file) {
    const std::string* list = main.find("X-Android-APK-Signed");
    if (list == nullptr) {
      if (!request_.found.empty()) warnings_.add(anomaly::apk_v1_no_apk_sig_strip_protection, "", file);
      return true;
    }
    if (request_.known.empty()) return true;
    for (const std::int64_t number : whole_numbers(*list)) {
      if (!request_.known.contains(number)) {
        warnings_.add(anomaly::apk_v1_unknown_apk_sig_scheme_id, std::to_string(number), file);
      } else if (!request_.found.contains(number)) {
        suspect(anomaly::apk_v1_missing_apk_sig_referenced, "v" + std::to_string(number), file);
      }
    }
    return suspicions_.empty();
  }

  // The digest of the whole manifest. When it does not hold, each section has to be checked.
  bool manifest_digest_holds(const JarSection& main, const std::string& file, bool signtool) {
    const auto expected = jar_digests(main, signtool ? "-Digest" : "-Digest-Manifest", request_.range);
    if (!expected) {
      suspect(anomaly::apk_v1_malformed_digest, manifest_name, file);
      return false;
    }
    if (expected->empty()) {
      warnings_.add(anomaly::apk_v1_no_manifest_digest_in_sig_file, "", file);
      return false;
    }
    bool holds = true;
    for (const JarDigest& one : *expected) {
      if (digest(one.algorithm, manifest_) == one.value) continue;
      warnings_.add(anomaly::apk_v1_manifest_digest_did_not_verify, digest_name(one.algorithm), file);
      holds = false;
    }
    return holds;
  }

  // One section of the manifest against the digests that `from` states of it. False when it states none.
  bool check_section(const JarSection& from, std::string_view suffix, const JarSection& section, std::size_t size,
                     const std::string& file, std::string_view id, std::string_view subject) {
    const auto expected = jar_digests(from, suffix, request_.range);
    if (!expected) {
      suspect(anomaly::apk_v1_malformed_digest, subject, file);
      return true;
    }
    for (const JarDigest& one : *expected) {
      if (digest(one.algorithm, View(manifest_).subspan(section.start, size)) != one.value) suspect(id, subject, file);
    }
    return !expected->empty();
  }

  // The tool "signtool" leaves the empty line out of a section's digest.
  std::size_t digested_size(const JarSection& section, bool signtool) const {
    const std::string_view text = bytes::as_text(View(manifest_).subspan(section.start, section.size));
    return section.size - (signtool && text.ends_with("\n\n") ? 1 : 0);
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
      const auto section = sections_.find(entry->name);
      if (section == sections_.end()) {
        reject(anomaly::apk_v1_no_zip_entry_digest_in_manifest, entry->name, manifest_name);
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
      reject(anomaly::apk_v1_malformed_digest, entry.name, manifest_name);
      return true;
    }
    if (expected->empty()) {
      reject(anomaly::apk_v1_no_zip_entry_digest_in_manifest, entry.name, manifest_name);
      return true;
    }
    std::map<DigestAlgorithm, Digest*> running;
    for (const JarDigest& one : *expected) {
      running[one.algorithm] = &digests_.try_emplace(one.algorithm, one.algorithm).first->second;
    }
    const auto consume = [&](View piece) {
      for (const auto& [algorithm, digest] : running) digest->update(piece);
    };
    const bool read = zip_.stream(as_platform_reads(entry), budget_, zip_anomalies_, consume);
    for (const auto& [algorithm, digest] : running) {
      const Bytes actual = digest->finish();
      const auto differs = [&](const JarDigest& one) { return one.algorithm == algorithm && one.value != actual; };
      if (read && std::ranges::any_of(*expected, differs)) {
        reject(anomaly::apk_v1_zip_entry_digest_did_not_verify, entry.name, digest_name(algorithm));
      }
    }
    if (!read) reject(anomaly::apk_v1_malformed_zip_entry, entry.name, bytes::at_offset(entry.header_offset));
    return read;
  }

  void conclude() {
    std::unordered_set<std::string_view> own{manifest_name};
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (!signed_by_[i]) continue;
      own.insert(candidates_[i].block->name);
      own.insert(candidates_[i].file->name);
      result_.signers.push_back({candidates_[i].block->name, std::move(candidates_[i].chain)});
    }
    for (const ZipEntry& entry : zip_.entries()) {
      if (entry.name.starts_with(folder) && !entry.name.ends_with('/') && !own.contains(entry.name)) {
        warnings_.add(anomaly::apk_v1_unprotected_zip_entry, entry.name, bytes::at_offset(entry.header_offset));
      }
    }
  }

  const Zip& zip_;
  const JarRequest& request_;
  Budget& budget_;
  std::vector<Anomaly>& zip_anomalies_;
  JarResult result_;
  bytes::Complaints errors_;
  bytes::Complaints warnings_;
  std::unordered_set<std::string_view> names_;
  Bytes manifest_;
  JarSection main_section_;
  Sections sections_;
  std::vector<Candidate> candidates_;
  std::vector<Anomaly> suspicions_;  // against the signature file at hand
  std::map<DigestAlgorithm, Digest> digests_;
  std::vector<bool> signed_by_;
};

}  // namespace

bytes::ZipEntry as_platform_reads(bytes::ZipEntry entry) {
  if (entry.method != 0) entry.method = 8;
  return entry;
}

JarResult verify_jar(const bytes::Zip& zip, const JarRequest& request, Budget& budget,
                     std::vector<Anomaly>& zip_anomalies) {
  return JarVerifier(zip, request, budget, zip_anomalies).verify();
}

}  // namespace formulary::signing
