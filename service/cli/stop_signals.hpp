// How a program that runs in the foreground is told to stop.
#pragma once

#include <csignal>

namespace formulary::cli {

/// Blocks SIGINT, SIGTERM and SIGHUP in this thread and those it starts, so that they can be waited for with sigwait().
/// Ignores what would end the program when a client or a disk fails.
sigset_t block_stop_signals();

}  // namespace formulary::cli
