#include "scanners/signing/jar_signature_file.hpp"

#include <algorithm>
#include <charconv>

#include "scanners/bytes/complaints.hpp"

namespace formulary::signing {
namespace {

constexpr Sdk stripping_checked_since = 24;
constexpr std::size_t most_unknown_sections = 10'000;  // of entries that the manifest does not have

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

class SignatureFile {
 public:
  SignatureFile(View file, std::string_view name, const JarManifest& manifest, const JarRequest& request,
                Budget& budget)
      : reader_(file), name_(name), manifest_(manifest), request_(request), budget_(budget) {}

  JarFileVerdict check() {
    verdict_.heeded = check_all();
    if (!reader_.ok()) budget_.exceed("attributes of signature files");
    errors_.finish();
    warnings_.finish();
    if (!verdict_.heeded) verdict_.errors.clear();
    return std::move(verdict_);
  }

 private:
  void reject(std::string_view id, std::string_view subject) { errors_.add(id, subject, name_); }
  void warn(std::string_view id, std::string_view subject) { warnings_.add(id, subject, name_); }
  bool sound() const { return verdict_.errors.empty(); }

  // False when platforms ignore the signer.
  bool check_all() {
    const JarSection main = reader_.next().value_or(JarSection{});
    if (main.find("Signature-Version") == nullptr) {
      warn(anomaly::apk_v1_missing_version_attr_in_sig_file, "");
      return false;
    }
    if (request_.range.max >= stripping_checked_since) check_stripping(main);
    if (!sound()) return true;

    const std::string* creator = main.find("Created-By");
    by_signtool_ = creator != nullptr && creator->find("signtool") != std::string::npos;
    const bool whole = manifest_digest_holds(main);
    if (!by_signtool_) {
      check_section(main, "-Digest-Manifest-Main-Attributes", manifest_.main, manifest_.main.size,
                    anomaly::apk_v1_manifest_main_section_digest_did_not_verify, "");
    }
    return !sound() || check_sections(whole ? Manifest::holds : Manifest::by_section);
  }

  enum class Manifest : std::uint8_t { holds, by_section };

  bool check_sections(Manifest manifest) {
    std::size_t number = 0;
    bool heeded = true;
    while (const auto section = reader_.next()) {
      ++number;
      if (!budget_.take(budget_.steps, 1, "sections of signature files")) break;
      if (verdict_.entries.size() > manifest_.sections.size() + most_unknown_sections) {
        budget_.exceed("sections of signature files");
        break;
      }
      const std::string* name = section->name();
      if (name == nullptr) {
        warn(anomaly::apk_v1_unnamed_sig_file_section, "section " + std::to_string(number));
        return false;
      }
      if (!verdict_.entries.insert(*name).second) {
        warn(anomaly::apk_v1_duplicate_sig_file_section, *name);
        return false;
      }
      if (manifest == Manifest::holds) continue;
      const auto found = manifest_.sections.find(*name);
      if (found == manifest_.sections.end()) {
        warn(anomaly::apk_v1_no_zip_entry_digest_in_sig_file, *name);
        heeded = false;
      } else if (!check_section(*section, "-Digest", found->second, digested_size(found->second),
                                anomaly::apk_v1_manifest_section_digest_did_not_verify, *name)) {
        reject(anomaly::apk_v1_no_zip_entry_digest_in_sig_file, *name);
      }
    }
    return heeded;
  }

  // X-Android-APK-Signed lists the schemes of the signing block that also sign this package.
  void check_stripping(const JarSection& main) {
    const std::string* list = main.find("X-Android-APK-Signed");
    if (list == nullptr) {
      if (!request_.found.empty()) warn(anomaly::apk_v1_no_apk_sig_strip_protection, "");
      return;
    }
    for (const std::int64_t number : whole_numbers(*list)) {
      if (!request_.known.contains(number)) {
        warn(anomaly::apk_v1_unknown_apk_sig_scheme_id, std::to_string(number));
      } else if (!request_.found.contains(number)) {
        reject(anomaly::apk_v1_missing_apk_sig_referenced, "v" + std::to_string(number));
      }
    }
  }

  // The digest of the whole manifest. When it does not hold, each section has to be checked.
  bool manifest_digest_holds(const JarSection& main) {
    const auto expected = jar_digests(main, by_signtool_ ? "-Digest" : "-Digest-Manifest", request_.range);
    if (!expected) {
      reject(anomaly::apk_v1_malformed_digest, jar_manifest_name);
      return false;
    }
    if (expected->empty()) {
      warn(anomaly::apk_v1_no_manifest_digest_in_sig_file, "");
      return false;
    }
    bool holds = true;
    for (const JarDigest& one : *expected) {
      if (digest(one.algorithm, manifest_.bytes) == one.value) continue;
      warn(anomaly::apk_v1_manifest_digest_did_not_verify, digest_name(one.algorithm));
      holds = false;
    }
    return holds;
  }

  // One section of the manifest against the digests that `from` states of it. False when it states none.
  bool check_section(const JarSection& from, std::string_view suffix, const JarSection& section, std::size_t size,
                     std::string_view id, std::string_view subject) {
    const auto expected = jar_digests(from, suffix, request_.range);
    if (!expected) {
      reject(anomaly::apk_v1_malformed_digest, subject);
      return true;
    }
    const View digested = View(manifest_.bytes).subspan(section.start, size);
    for (const JarDigest& one : *expected) {
      if (digest(one.algorithm, digested) != one.value) reject(id, subject);
    }
    return !expected->empty();
  }

  // The tool "signtool" leaves the empty line out of a section's digest.
  std::size_t digested_size(const JarSection& section) const {
    const std::string_view text = bytes::as_text(View(manifest_.bytes).subspan(section.start, section.size));
    return section.size - (by_signtool_ && text.ends_with("\n\n") ? 1 : 0);
  }

  JarManifestReader reader_;
  std::string_view name_;
  const JarManifest& manifest_;
  const JarRequest& request_;
  Budget& budget_;
  bool by_signtool_ = false;
  JarFileVerdict verdict_;
  bytes::Complaints errors_{verdict_.errors};
  bytes::Complaints warnings_{verdict_.warnings};
};

}  // namespace

JarFileVerdict check_jar_signature_file(View file, std::string_view name, const JarManifest& manifest,
                                        const JarRequest& request, Budget& budget) {
  return SignatureFile(file, name, manifest, request, budget).check();
}

}  // namespace formulary::signing
