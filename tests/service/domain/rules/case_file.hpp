// A rule's case file: what raises the rule and what leaves it quiet, as text that a stranger can read and extend.
//
//   # a remark
//   today 2026-11-23                                  the day of the parts that follow
//   raises                                            begins a part that must give exactly the findings listed
//   fact android.exported [org.example.Sync] = true @ AndroidManifest.xml#/manifest
//   anomaly zip.gap [classes.dex] @ +0x10             subject and evidence may be left out
//   finds warn [org.example.Sync]: Any other app ...  severity, subject, the whole sentence
//   quiet                                             begins a part that must give none
//
// Names of facts and anomalies have to be declared; any other line is a mistake.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanners/report.hpp"
#include "service/domain/finding.hpp"

namespace formulary::domain {

struct ExpectedFinding {
  std::string severity;
  std::string subject;
  std::string sentence;

  bool operator==(const ExpectedFinding&) const = default;
};

struct CasePart {
  bool raises = false;
  int line = 0;
  Day today;
  Report report;
  std::vector<ExpectedFinding> expected;
};

struct CaseFile {
  std::vector<CasePart> parts;
  std::vector<std::string> mistakes;  ///< `line 3: no fact is called ...`
};

CaseFile parse_case(std::string_view text, std::string_view format);

/// `finds` lines, as they would stand in a case file.
std::string as_lines(const std::vector<ExpectedFinding>& findings);

}  // namespace formulary::domain
