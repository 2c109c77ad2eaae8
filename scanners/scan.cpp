#include "scanners/scan.hpp"

#include <algorithm>
#include <atomic>
#include <new>

#include "scanners/normalise.hpp"
#include "scanners/signing/digest.hpp"

namespace formulary {

// Every line of formats.def is a namespace with these two functions.
#define FORMAT(identifier, name, sentence)  \
  namespace formats::identifier {           \
  bool detect(const bytes::Source& source); \
  void scan(ScanContext& context);          \
  }
#include "scanners/formats.def"
#undef FORMAT

namespace {

struct Format {
  std::string_view name;
  bool (*detect)(const bytes::Source&);
  void (*scan)(ScanContext&);
};

constexpr Format known_formats[] = {
#define FORMAT(identifier, name, sentence) {name, formats::identifier::detect, formats::identifier::scan},
#include "scanners/formats.def"
#undef FORMAT
};

/// Remembers whether bytes that are within the file could not be read: a disk that fails, a file that shrinks.
class WatchedSource final : public bytes::Source {
 public:
  explicit WatchedSource(const bytes::Source& source) : source_(source) {}

  std::uint64_t size() const override { return source_.size(); }
  bool read(std::uint64_t offset, std::span<std::byte> out) const override {
    if (source_.read(offset, out)) return true;
    if (offset <= size() && out.size() <= size() - offset) unreadable_ = true;
    return false;
  }
  bool unreadable() const { return unreadable_; }

 private:
  const bytes::Source& source_;
  mutable std::atomic<bool> unreadable_ = false;
};

Artifact identify(const bytes::Source& source) {
  signing::Digest digest(signing::DigestAlgorithm::sha256);
  std::vector<std::byte> buffer(1024 * 1024);
  for (std::uint64_t at = 0; at < source.size();) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), source.size() - at));
    const std::span<std::byte> piece(buffer.data(), count);
    if (!source.read(at, piece)) break;
    digest.update(piece);
    at += count;
  }
  return {signing::hex(digest.finish()), source.size()};
}

const Format* detect(const bytes::Source& source) {
  for (const Format& format : known_formats) {
    if (format.detect(source)) return &format;
  }
  return nullptr;
}

Report run(const bytes::Source& given, const ScanOptions& options, bytes::Budget& budget) {
  const WatchedSource source(given);
  Report report;
  report.scanner = "formulary-scan " FORMULARY_VERSION;
  report.artifact = options.extent == Extent::whole ? identify(source) : Artifact{"", source.size()};
  report.format = "unknown";

  ScanContext context{source, options, budget, {}, {}, {}};
  try {
    if (source.size() == 0) {
      context.malformed = "the file is empty";
    } else if (const Format* format = detect(source)) {
      report.format = format->name;
      format->scan(context);
    } else {
      context.malformed = "not a package that this scanner reads";
    }
  } catch (const std::bad_alloc&) {
    budget.exceed("memory");
  }

  report.facts = std::move(context.facts);
  report.anomalies = std::move(context.anomalies);
  report.complete = true;
  const auto stop = [&](const std::string& reason) {
    report.complete = false;
    if (report.reason.empty()) report.reason = reason;
  };
  if (source.unreadable()) stop("unreadable:a part of the file could not be read");
  if (!budget.exceeded().empty()) exceed(report, budget.exceeded());
  if (!context.malformed.empty()) stop("malformed:" + context.malformed);
  if (options.extent == Extent::manifest) stop("asked:only the manifest was looked at");
  normalise(report);
  return report;
}

}  // namespace

Report scan(const bytes::Source& source, const ScanOptions& options, bytes::Budget budget) {
  return run(source, options, budget);
}

Report scan_within(const bytes::Source& source, const ScanOptions& options, bytes::Budget& budget) {
  if (budget.depth == 0) {
    budget.exceed("depth");
    Report report;
    report.format = "unknown";
    report.reason = "limit:depth";
    return report;
  }
  --budget.depth;
  Report report = run(source, options, budget);
  ++budget.depth;
  return report;
}

Report scan(const bytes::Source& source, const ScanOptions& options) {
  return scan(source, options, bytes::Budget::for_file(source.size()));
}

}  // namespace formulary
