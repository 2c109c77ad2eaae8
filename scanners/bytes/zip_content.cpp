// The content of entries: extract() and stream() of zip.hpp.
#include <algorithm>

#include "scanners/bytes/complaints.hpp"
#include "scanners/bytes/inflate.hpp"
#include "scanners/bytes/zip.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint64_t piece_size = 256 * 1024;
constexpr std::uint64_t most_growth = 12;                      // of a large entry that is held in memory
constexpr std::uint64_t whole_at_once = 8 * Budget::mebibyte;  // faster than piece by piece, and still little memory
constexpr std::uint64_t deflate_at_best = 1032;                // one byte of DEFLATE gives at most this many

// What of the file holds the content, and how. The platform inflates method 8 and takes everything else as stored, as
// long as declared.
struct Plan {
  bool deflated = false;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

std::optional<Plan> plan(const Source& source, const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies) {
  const auto refuse = [&](std::string_view id) -> std::optional<Plan> {
    anomalies.push_back({std::string(id), entry.name, at_offset(entry.header_offset)});
    return std::nullopt;
  };
  const bool deflated = entry.method == 8;
  const Plan plan{deflated, entry.data_offset, deflated ? entry.compressed_size : entry.size};
  if (plan.offset == 0) return refuse(anomaly::zip_local_header_unreadable);
  if (plan.offset > source.size() || plan.length > source.size() - plan.offset) {
    return refuse(anomaly::zip_out_of_bounds);
  }
  if (deflated && entry.size / deflate_at_best > entry.compressed_size) return refuse(anomaly::zip_size_mismatch);
  if (entry.size > budget.entry_size) {
    budget.exceed("size of an entry");
    return std::nullopt;
  }
  if (!budget.take(budget.inflated, entry.size, "decompressed bytes")) return std::nullopt;
  return plan;
}

// False when the content is not what the directory declares.
bool judge(const ZipEntry& entry, const InflateResult& result, std::uint64_t length, std::vector<Anomaly>& anomalies) {
  const auto object = [&](std::string_view id) {
    anomalies.push_back({std::string(id), entry.name, at_offset(entry.data_offset)});
  };
  if (result.state == Inflated::corrupt) object(anomaly::zip_deflate_corrupt);
  if (result.state == Inflated::too_long || result.state == Inflated::too_short) object(anomaly::zip_size_mismatch);
  if (result.state != Inflated::whole) return false;
  if (result.consumed != length) object(anomaly::zip_deflate_trailing);
  return true;
}

bool checksum_holds(const ZipEntry& entry, std::uint32_t crc, std::vector<Anomaly>& anomalies) {
  if (crc == entry.crc32) return true;
  anomalies.push_back({std::string(anomaly::zip_crc_mismatch), entry.name, at_offset(entry.data_offset)});
  return false;
}

}  // namespace

std::optional<std::vector<std::byte>> Zip::extract(const ZipEntry& entry, Budget& budget,
                                                   std::vector<Anomaly>& anomalies, Checksum checksum) const {
  const bool deflated = entry.method == 8;
  const bool swells = deflated && entry.size > budget.in_memory / 2 && entry.size / most_growth > entry.compressed_size;
  if (entry.size > budget.in_memory || (deflated && entry.compressed_size > 2 * budget.in_memory) || swells) {
    budget.exceed("bytes in memory");
    return std::nullopt;
  }
  const std::optional<Plan> plan = bytes::plan(*source_, entry, budget, anomalies);
  if (!plan) return std::nullopt;

  std::vector<std::byte> content(static_cast<std::size_t>(plan->length));
  if (!source_->read(plan->offset, content)) {
    anomalies.push_back({std::string(anomaly::zip_out_of_bounds), entry.name, at_offset(plan->offset)});
    return std::nullopt;
  }
  if (plan->deflated) {
    std::vector<std::byte> inflated(static_cast<std::size_t>(entry.size));
    if (!judge(entry, inflate_whole(content, inflated), plan->length, anomalies)) return std::nullopt;
    content = std::move(inflated);
  }
  if (!checksum_holds(entry, bytes::crc32(0, content), anomalies) && checksum == Checksum::must_hold) {
    return std::nullopt;
  }
  return content;
}

bool Zip::stream(const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies,
                 const std::function<void(View)>& consume) const {
  if (entry.method == 8 && std::max(entry.size, entry.compressed_size) <= std::min(whole_at_once, budget.in_memory)) {
    const auto content = extract(entry, budget, anomalies);
    if (content) consume(*content);
    return content.has_value();
  }
  const std::optional<Plan> plan = bytes::plan(*source_, entry, budget, anomalies);
  if (!plan) return false;

  std::uint64_t position = 0;
  bool readable = true;
  std::vector<std::byte> piece;
  const auto next = [&]() -> View {
    piece.resize(static_cast<std::size_t>(std::min(piece_size, plan->length - position)));
    if (piece.empty() || !source_->read(plan->offset + position, piece)) {
      readable = piece.empty();
      return {};
    }
    position += piece.size();
    return piece;
  };
  std::uint32_t crc = 0;
  const auto pass_on = [&](View data) {
    crc = bytes::crc32(crc, data);
    consume(data);
  };
  if (plan->deflated) {
    if (!judge(entry, inflate_pieces(next, entry.size, pass_on), plan->length, anomalies)) return false;
  } else {
    for (View data = next(); !data.empty(); data = next()) pass_on(data);
  }
  if (!readable) {
    anomalies.push_back({std::string(anomaly::zip_out_of_bounds), entry.name, at_offset(plan->offset)});
    return false;
  }
  return checksum_holds(entry, crc, anomalies);
}

std::unique_ptr<Source> Zip::open_entry(const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies) const {
  if (entry.method != 8) {
    // Nothing is inflated, so only what lies in the file counts.
    Budget unlimited;
    unlimited.inflated = unlimited.entry_size = entry.size;
    const std::optional<Plan> plan = bytes::plan(*source_, entry, unlimited, anomalies);
    return plan ? std::make_unique<WindowSource>(*source_, plan->offset, plan->length) : nullptr;
  }
  if (std::max(entry.size, entry.compressed_size) > budget.in_memory) return nullptr;
  std::optional<std::vector<std::byte>> content = extract(entry, budget, anomalies, Checksum::only_reported);
  return content ? std::make_unique<MemorySource>(std::move(*content)) : nullptr;
}

}  // namespace formulary::bytes
