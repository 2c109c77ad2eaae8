// What a format is to the scanner: a name, a test whether a file is one, and a function that states facts about it.
//
// To add a format: scanners/formats/x.cpp with `detect` and `scan` in namespace formulary::formats::x, and one line in
// formats.def. Detection, sandbox, storage, comparison and the table in the web application follow from that line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scanners/bytes/budget.hpp"
#include "scanners/bytes/source.hpp"
#include "scanners/report.hpp"

namespace formulary {

/// What the base of an Android application says that holds for its splits: platforms read no more than the components
/// of those.
struct BasePackage {
  std::string name;
  std::uint32_t min_sdk = 1;
  std::uint32_t target_sdk = 1;
  bool enabled = true;                                 ///< its components, as far as the application says
  std::string permission;                              ///< of the application, for callers of every component
  std::map<std::string, std::string> declared_levels;  ///< of the permissions it declares
};

/// How much of a file is looked at. `manifest` is for a quick first look: what the package says of itself, unverified;
/// the file is not even hashed, and the Report is never complete.
enum class Extent { whole, manifest };

struct ScanOptions {
  std::optional<std::uint32_t> min_sdk;  ///< judge signatures for this platform range instead of the package's own
  std::optional<std::uint32_t> max_sdk;
  std::optional<std::vector<std::byte>> idsig = {};  ///< the file of signature scheme v4 that lies beside the package
  std::optional<BasePackage> base;                   ///< the package is a split of this one
  Extent extent = Extent::whole;
};

/// What a scan works with. Formats append to `facts` and `anomalies`; the order does not matter (scan.cpp sorts).
struct ScanContext {
  const bytes::Source& source;
  const ScanOptions& options;
  bytes::Budget& budget;
  std::vector<Fact> facts;
  std::vector<Anomaly> anomalies;
  std::string malformed;  ///< set when the file is of the format but could not be read to its end: partial Report

  void state(std::string_view name, std::string_view subject, std::string_view value, std::string_view evidence) {
    // A hostile file can make one long name the subject of a great many facts.
    if (!has_room(name.size() + subject.size() + value.size() + evidence.size())) return;
    facts.push_back({std::string(name), std::string(subject), std::string(value), std::string(evidence)});
  }
  void object(std::string_view id, std::string_view subject, std::string_view evidence) {
    if (!has_room(id.size() + subject.size() + evidence.size())) return;
    anomalies.push_back({std::string(id), std::string(subject), std::string(evidence)});
  }

  /// Whether nothing more can be stated. Loops over what a hostile file may have a great many of end then.
  bool full() const { return budget.report == 0; }

 private:
  // What does not fit leaves no room for what would: it is the end that is missing.
  bool has_room(std::uint64_t length) {
    if (budget.take(budget.report, length + 48, "size of the report")) return true;
    budget.report = 0;
    return false;
  }
};

}  // namespace formulary
