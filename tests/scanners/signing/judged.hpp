// A package as the signature tests look at it: scanned for a platform range, with questions that read like sentences.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/scan.hpp"
#include "tests/support/bytes.hpp"

namespace formulary::signing::test {

class Judged {
 public:
  Judged(const support::Bytes& file, const ScanOptions& options = {});

  /// Whether there is exactly one fact `apk.signature.verified`, and it is `true`.
  bool verified() const;
  bool has_scheme(std::string_view scheme) const { return has(fact::apk_signature_scheme, scheme); }
  bool has(std::string_view fact, std::string_view value) const;
  bool objects(std::string_view anomaly) const;

  /// Values of all facts of this name, sorted; with `subject`, only of those.
  std::vector<std::string> values(std::string_view fact, std::optional<std::string_view> subject = {}) const;
  /// `SUBJECT: VALUE` of each signer, sorted.
  std::vector<std::string> signers() const;
  /// Ids of all anomalies about the signature, for messages.
  std::string objections() const;

  const Report& report() const { return report_; }

 private:
  Report report_;
};

/// `../shared/corpus/apksig`, or where FORMULARY_SHARED says; nothing when it is not there.
std::optional<std::filesystem::path> apksig_corpus();

}  // namespace formulary::signing::test
