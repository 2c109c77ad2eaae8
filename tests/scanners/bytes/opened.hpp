// A ZIP archive as its tests look at it: opened, every entry read, and the ids of all anomalies.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scanners/bytes/zip.hpp"
#include "tests/support/bytes.hpp"

namespace formulary::bytes::test {

class Opened {
 public:
  explicit Opened(const support::Bytes& file) : Opened(file, Budget::for_file(file.size())) {}
  Opened(const support::Bytes& file, Budget given) : source_(as_view(file)), budget_(std::move(given)) {
    zip_ = Zip::open(source_, budget_, anomalies_);
    if (!zip_) return;
    for (const ZipEntry& entry : zip_->entries()) {
      if (zip_->stream(entry, budget_, anomalies_, [](View) {})) whole_.insert(entry.name);
    }
  }
  Opened(const Opened&) = delete;

  const std::optional<Zip>& zip() const { return zip_; }
  const Budget& budget() const { return budget_; }
  bool whole(const std::string& name) const { return whole_.contains(name); }

  std::set<std::string> objections() const {
    std::set<std::string> ids;
    for (const Anomaly& anomaly : anomalies_) ids.insert(anomaly.id);
    return ids;
  }

 private:
  MemorySource source_;
  Budget budget_;
  std::vector<Anomaly> anomalies_;
  std::optional<Zip> zip_;
  std::set<std::string> whole_;
};

}  // namespace formulary::bytes::test
