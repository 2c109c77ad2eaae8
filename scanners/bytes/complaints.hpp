// Anomalies of one reading, kept from growing with the file: of each kind the first twenty are stated one by one, the
// rest as one line that counts them. `finish` must be called once at the end.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"

namespace formulary::bytes {

class Complaints {
 public:
  static constexpr std::uint64_t each = 20;  ///< of one kind

  static constexpr std::size_t longest = 512;  ///< bytes of a subject

  explicit Complaints(std::vector<Anomaly>& anomalies) : anomalies_(anomalies) {}

  void add(std::string_view id, std::string_view subject, std::string_view evidence) {
    if (++counts_[std::string(id)] <= each) {
      anomalies_.push_back({std::string(id), std::string(subject.substr(0, longest)), std::string(evidence)});
    }
  }

  void finish() {
    for (const auto& [id, count] : counts_) {
      if (count > each) anomalies_.push_back({id, "and " + std::to_string(count - each) + " more", ""});
    }
    counts_.clear();
  }

 private:
  std::vector<Anomaly>& anomalies_;
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

/// `+0x1f`: a place in the file, as evidence names it.
inline std::string at_offset(std::uint64_t offset) {
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[offset & 15]);
    offset >>= 4;
  } while (offset != 0);
  return "+0x" + digits;
}

}  // namespace formulary::bytes
