// The Report: everything the scanner states about one artifact, and the only thing that crosses the wall between
// scanners/ and service/. Facts and anomalies are flat strings, so that one table, one JSON shape and one view
// serve every format. A Report is deterministic: the same bytes and the same scanner version give the same Report.
// It does not judge: findings are derived from it by service/domain/rules.
//
// To add a fact or an anomaly: one line in facts.def or anomalies.def.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace formulary {

/// One thing that is so. `name` is declared in facts.def.
struct Fact {
  std::string name;
  std::string subject;   ///< whom it is about: a component class, a platform range, a domain; empty for the package
  std::string value;     ///< `true`, `false`, a decimal number, or text
  std::string evidence;  ///< one locator: `AndroidManifest.xml#/manifest/application@debuggable`, `lib/x.so+0x120`

  bool operator==(const Fact&) const = default;
  auto operator<=>(const Fact&) const = default;
};

/// One thing in the bytes that should not be there. `id` is declared in anomalies.def.
struct Anomaly {
  std::string id;
  std::string subject;
  std::string evidence;

  bool operator==(const Anomaly&) const = default;
  auto operator<=>(const Anomaly&) const = default;
};

struct Artifact {
  std::string sha256;  ///< lower-case hexadecimal, 64 digits
  std::uint64_t size = 0;

  bool operator==(const Artifact&) const = default;
};

struct Report {
  static constexpr std::string_view schema = "formulary.report/1";

  std::string scanner;  ///< `formulary-scan 0.1.0`
  Artifact artifact;
  std::string format;     ///< a name from formats.def, or `unknown`
  bool complete = false;  ///< false: `reason` says what was not looked at; such a Report can never pass
  std::string reason;  ///< empty when complete; else `limit:…`, `malformed:…`, `unreadable:…`, or what the service
                       ///< sets: `crashed:SIGNAL`, `timeout`
  std::vector<Fact> facts;
  std::vector<Anomaly> anomalies;

  bool operator==(const Report&) const = default;
};

namespace fact {
#define FACT(identifier, name, sentence) inline constexpr std::string_view identifier = name;
#include "scanners/facts.def"
#undef FACT
}  // namespace fact

namespace anomaly {
#define ANOMALY(identifier, id, sentence) inline constexpr std::string_view identifier = id;
#include "scanners/anomalies.def"
#undef ANOMALY
}  // namespace anomaly

}  // namespace formulary
