// The table "platform levels, and whom they accept as signers": one row for each stretch of levels that judge alike,
// over the whole range that was asked for. States who is accepted where; what it objects to are rows that do not fit
// together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanners/report.hpp"
#include "scanners/signing/apk_algorithm.hpp"
#include "scanners/signing/lineage.hpp"

namespace formulary::signing {

/// A certificate and the levels of the range on which it is (one of) the package's.
struct SignerSpan {
  SdkRange range;
  Certificate certificate;
  std::string place;  ///< of the signer that holds for the lowest of these levels
};

struct PlatformSigners {
  SdkRange range;
  std::vector<std::string> signers;  ///< SHA-256 of the certificates, sorted; empty: these levels refuse the package
  std::vector<std::string> lineage;  ///< SHA-256 of the certificates that follow each other up to the signer's

  bool operator==(const PlatformSigners&) const = default;
};

/// Adds the rows of a range that verified as a whole. Ranges must be added in rising order.
void add_verified(std::vector<PlatformSigners>& table, SdkRange range, const std::vector<SignerSpan>& signers,
                  const std::optional<Lineage>& lineage);
void add_refused(std::vector<PlatformSigners>& table, SdkRange range);

/// The range, cut wherever platforms begin to judge a package with this target in another way, so that each piece can
/// be judged by itself.
std::vector<SdkRange> pieces_of(SdkRange range, Sdk target);

/// Levels that refuse the package, and levels that accept signers whom nothing connects with those of the newest level.
std::vector<Anomaly> compare_platforms(const std::vector<PlatformSigners>& platforms);

/// `24-27`, `33+`
std::string range_text(SdkRange range);

}  // namespace formulary::signing
