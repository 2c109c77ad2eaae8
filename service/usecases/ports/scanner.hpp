// The wall: something that turns an open file into a Report in a process of its own.
#pragma once

#include "scanners/report.hpp"
#include "service/domain/ids.hpp"

namespace formulary::usecases {

class Scanner {
 public:
  virtual ~Scanner() = default;

  /// Scans the file behind `descriptor` (not closed). Never throws for what the file or the scanner process does: a
  /// scanner that dies or runs out of time gives an empty, incomplete Report with the reason `crashed:SIGNAL` or
  /// `timeout`. Its output is validated as untrusted; the artifact's name in the Report must be `expected`.
  virtual Report scan(int descriptor, const domain::Sha256& expected) = 0;
};

}  // namespace formulary::usecases
