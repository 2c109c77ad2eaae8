#include "scanners/bytes/zip_window.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "scanners/bytes/inflate.hpp"

namespace formulary::bytes {
namespace {

constexpr std::uint64_t inflated_at_once = 24 * Budget::mebibyte;
constexpr std::uint64_t block = Budget::mebibyte;  // what is kept of large entries, in runs of this length
constexpr std::uint64_t kept_at_each_end = 8;      // blocks that readers of libraries always ask for
constexpr std::size_t most_blocks = 40;
constexpr int most_passes = 8;

// The blocks of a large entry that somebody asked for.
class Blocks final : public Source {
 public:
  explicit Blocks(std::uint64_t size) : size_(size) {
    const std::uint64_t count = (size + block - 1) / block;
    for (std::uint64_t i = 0; i < std::min(count, kept_at_each_end); ++i) {
      blocks_.try_emplace(i);
      blocks_.try_emplace(count - 1 - i);
    }
  }

  std::uint64_t size() const override { return size_; }
  bool read(std::uint64_t offset, std::span<std::byte> out) const override {
    if (offset > size_ || out.size() > size_ - offset) return false;
    bool whole = true;
    for (std::uint64_t at = offset; at < offset + out.size();) {
      const std::uint64_t number = at / block;
      const std::uint64_t end = std::min((number + 1) * block, offset + out.size());
      const auto found = blocks_.find(number);
      if (found == blocks_.end() || found->second.size() < end - number * block) {
        if (blocks_.size() < most_blocks) blocks_.try_emplace(number);
        missed_ = true;
        whole = false;
      } else {
        const auto begin = found->second.begin() + static_cast<std::ptrdiff_t>(at - number * block);
        std::copy_n(begin, end - at, out.begin() + static_cast<std::ptrdiff_t>(at - offset));
      }
      at = end;
    }
    return whole;
  }

  /// Takes the next piece of the content; `position` is where it begins.
  void fill(std::uint64_t position, View piece) {
    while (!piece.empty()) {
      const std::uint64_t number = position / block;
      const std::uint64_t within = position % block;
      const std::size_t some = static_cast<std::size_t>(std::min<std::uint64_t>(block - within, piece.size()));
      const auto found = blocks_.find(number);
      if (found != blocks_.end() && found->second.size() == within) {
        found->second.insert(found->second.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(some));
      }
      piece = piece.subspan(some);
      position += some;
    }
  }

  bool take_missed() { return std::exchange(missed_, false); }

 private:
  std::uint64_t size_;
  mutable std::map<std::uint64_t, std::vector<std::byte>> blocks_;
  mutable bool missed_ = false;
};

}  // namespace

bool look_at_entry(const Zip& zip, const ZipEntry& entry, Budget& budget, std::vector<Anomaly>& anomalies,
                   const std::function<void(const Source&)>& look, const std::function<void(View)>& pass) {
  if (entry.method != 8) {
    if (entry.data_offset != 0 && entry.data_offset <= zip.source().size() &&
        entry.size <= zip.source().size() - entry.data_offset) {
      look(WindowSource(zip.source(), entry.data_offset, entry.size));
    }
    return zip.stream(entry, budget, anomalies, pass);
  }
  if (std::max(entry.size, entry.compressed_size) <= std::min(inflated_at_once, budget.in_memory)) {
    auto content = zip.extract(entry, budget, anomalies);
    if (!content) return false;
    pass(*content);
    look(MemorySource(std::move(*content)));
    return true;
  }
  Blocks blocks(entry.size);
  bool missed = true;
  for (int round = 0; round < most_passes && missed; ++round) {
    std::uint64_t position = 0;
    const bool whole = zip.stream(entry, budget, anomalies, [&](View piece) {
      blocks.fill(position, piece);
      position += piece.size();
      if (round == 0) pass(piece);
    });
    if (!whole) return false;
    look(blocks);
    missed = blocks.take_missed();
  }
  return true;
}

View beginning_of_entry(const Zip& zip, const ZipEntry& entry, std::span<std::byte> out) {
  const Source& source = zip.source();
  if (entry.data_offset == 0 || entry.data_offset >= source.size()) return {};
  if (entry.method != 8) {
    const std::uint64_t length = std::min<std::uint64_t>({entry.size, out.size(), source.size() - entry.data_offset});
    const std::span<std::byte> part = out.first(static_cast<std::size_t>(length));
    return source.read(entry.data_offset, part) ? View(part) : View();
  }
  // Deflated data is seldom longer than what it stands for.
  const std::uint64_t length =
      std::min<std::uint64_t>({entry.compressed_size, 2 * out.size() + 512, source.size() - entry.data_offset});
  std::vector<std::byte> raw(static_cast<std::size_t>(length));
  if (!source.read(entry.data_offset, raw)) return {};
  BeginningInflater inflater;
  return inflater.begin(raw, out);
}

}  // namespace formulary::bytes
