// A program that gets one open file and nothing else: no environment, no other descriptors, no signal handlers, a
// process group of its own. It has ended, with all that it started, when run_child returns.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace formulary::io::scan {

enum class End { exited, killed_by_signal, out_of_time, too_much_output };

struct Outcome {
  End end = End::exited;
  int code = 0;        ///< exit code, or signal number
  std::string output;  ///< what it wrote to descriptor 4
};

/// Runs `program` with `arguments`, `artifact` as descriptor 3 and a pipe as descriptor 4. Throws std::system_error
/// when it cannot be started.
Outcome run_child(const std::filesystem::path& program, std::vector<std::string> arguments, int artifact,
                  std::chrono::milliseconds deadline, std::size_t most_output);

/// The same, but calls `look` when the program has written something, and ends it then. False: it ended or the time was
/// over before it wrote.
bool look_at_child(const std::filesystem::path& program, std::vector<std::string> arguments, int artifact,
                   std::chrono::milliseconds deadline, const std::function<void(pid_t)>& look);

}  // namespace formulary::io::scan
