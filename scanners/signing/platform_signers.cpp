#include "scanners/signing/platform_signers.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace formulary::signing {
namespace {

// At these levels platforms begin to look at signatures in another way. 18 and 21: algorithms of JAR signatures; 24:
// scheme v2; 26: target sandbox versions; 28: v3; 33: v3.1. What a target needs, levels ask from that target on.
constexpr std::array<Sdk, 6> turning_points{18, 21, 24, 26, 28, 33};

void add(std::vector<PlatformSigners>& table, PlatformSigners row) {
  if (!table.empty() && table.back().signers == row.signers) {
    row.range.min = table.back().range.min;
    table.pop_back();
  }
  table.push_back(std::move(row));
}

bool overlap(SdkRange a, SdkRange b) { return a.min <= b.max && b.min <= a.max; }

}  // namespace

void add_verified(std::vector<PlatformSigners>& table, SdkRange range, const std::vector<SignerSpan>& signers,
                  const std::optional<Lineage>& lineage) {
  std::set<Sdk> starts{range.min};
  for (const SignerSpan& span : signers) {
    starts.insert(span.range.min);
    if (span.range.max < range.max) starts.insert(span.range.max + 1);
  }
  for (auto start = starts.begin(); start != starts.end(); ++start) {
    const auto next = std::next(start);
    PlatformSigners row{{*start, next == starts.end() ? range.max : *next - 1}, {}, {}};
    std::set<std::string> accepted;
    for (const SignerSpan& span : signers) {
      if (overlap(span.range, row.range)) accepted.insert(span.certificate.sha256());
    }
    row.signers.assign(accepted.begin(), accepted.end());
    if (lineage) {
      for (const LineageNode& node : lineage->nodes) row.lineage.push_back(node.certificate.sha256());
    }
    add(table, std::move(row));
  }
}

void add_refused(std::vector<PlatformSigners>& table, SdkRange range) { add(table, {range, {}, {}}); }

std::vector<SdkRange> pieces_of(SdkRange range, Sdk target) {
  std::set<Sdk> turns(turning_points.begin(), turning_points.end());
  turns.insert(target);
  std::vector<SdkRange> pieces;
  Sdk from = range.min;
  for (const Sdk turn : turns) {
    if (turn <= from || turn > range.max) continue;
    pieces.push_back({from, turn - 1});
    from = turn;
  }
  pieces.push_back({from, range.max});
  return pieces;
}

std::vector<Anomaly> compare_platforms(const std::vector<PlatformSigners>& platforms) {
  std::vector<Anomaly> anomalies;
  const PlatformSigners* newest = nullptr;
  for (const PlatformSigners& row : platforms) {
    if (!row.signers.empty()) newest = &row;
  }
  for (const PlatformSigners& row : platforms) {
    const auto object = [&](std::string_view id) { anomalies.push_back({std::string(id), range_text(row.range), ""}); };
    const auto followed = [&](const std::string& signer) {
      return std::ranges::find(newest->lineage, signer) != newest->lineage.end();
    };
    if (row.signers.empty()) {
      object(anomaly::apk_signature_refused_levels);
    } else if (row.signers != newest->signers &&
               (newest->signers.size() != 1 || !std::ranges::all_of(row.signers, followed))) {
      object(anomaly::apk_signature_other_signer);
    }
  }
  return anomalies;
}

std::string range_text(SdkRange range) {
  if (range.max == sdk_unbounded) return std::to_string(range.min) + "+";
  if (range.min == range.max) return std::to_string(range.min);
  return std::to_string(range.min) + "-" + std::to_string(range.max);
}

}  // namespace formulary::signing
