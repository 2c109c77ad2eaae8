// The wall around the scanner: after `lock_in`, this process can compute, read one descriptor, write to another, and
// end. It cannot open, connect, start or signal anything, nor make memory executable; a try ends it with SIGSYS. Works
// without privileges. Landlock is used where the kernel has it; rlimits and seccomp are required.
//
// Built with FORMULARY_SANITIZE, the address space is not limited and seccomp and Landlock are left out, because the
// sanitizers need what they forbid: such a build is for tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace formulary::sandbox {

struct Rights {
  int input;                                             ///< the only descriptor that may be read, by pread
  int output;                                            ///< the only descriptor that may be written
  std::uint64_t memory = std::uint64_t{2} << 30;         ///< bytes of address space
  std::uint64_t processor_seconds = 120;                 ///< then SIGXCPU
  std::uint64_t output_bytes = std::uint64_t{16} << 20;  ///< what may be written
};

/// Gives up everything but `rights`. Must be called before any thread is started and after everything that has to be
/// looked up was looked up. Gives an empty string when the wall stands, otherwise what could not be set up: the process
/// must then end without having read the file.
std::string lock_in(const Rights& rights);

/// Tries what canaries.def lists under this name. Behind a standing wall most tries do not return; true: it went
/// through, false: it was refused.
bool try_forbidden(std::string_view name, const Rights& rights);
bool knows_forbidden(std::string_view name);

/// Writes a line and sleeps until it is killed, so that others can look at the process.
[[noreturn]] void wait_behind_the_wall(const Rights& rights);

}  // namespace formulary::sandbox
