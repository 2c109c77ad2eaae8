// Tries whether the wall of formulary-scan stands on this machine: starts it once for each line of
// scanners/canaries.def, as it is started for a scan, and compares how it ends with what the table demands. The program
// is not asked for its opinion. Takes a few milliseconds a line. It notices a missing wall; it cannot notice a program
// that was made to deceive it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace formulary::io::scan {

struct Trial {
  std::string name;    ///< of canaries.def, or what the kernel was asked
  bool held = false;   ///< the wall did what it must
  std::string detail;  ///< what was tried and what became of it, one sentence
};

/// Never throws for what the program does; when it cannot be started at all, the only trial says so.
std::vector<Trial> try_wall(const std::filesystem::path& program);

/// Whether all held, and there were some.
bool stands(const std::vector<Trial>& trials);

}  // namespace formulary::io::scan
