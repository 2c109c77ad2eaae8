// The wall: each scan is a process of its own, without environment, files or network (it locks itself in), whose output
// is read as untrusted. What it does wrong becomes an incomplete Report; only a scanner program that cannot be started
// at all throws.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>

#include "service/usecases/ports/scanner.hpp"

namespace formulary::io::scan {

struct Limits {
  std::chrono::milliseconds deadline{std::chrono::minutes{3}};  ///< for the whole scan
  std::size_t output = std::size_t{16} * 1024 * 1024;           ///< bytes of Report
};

/// Starts `program --fd 3 --out 4` once per scan. Safe to use from several threads.
class ScannerProcess : public usecases::Scanner {
 public:
  explicit ScannerProcess(std::filesystem::path program, Limits limits = {});

  /// Reasons of the incomplete Reports made here: `crashed:SIGNAL`, `crashed:exit-N`, `crashed:protocol` (the output is
  /// not a Report about this artifact), `crashed:sandbox` (it could not lock itself in), `timeout`.
  /// Throws std::system_error when the program cannot be started.
  Report scan(int descriptor, const domain::Sha256& expected) override;

 private:
  std::filesystem::path program_;
  Limits limits_;
};

}  // namespace formulary::io::scan
