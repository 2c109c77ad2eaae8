#include "service/io/scan/wall.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string_view>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/resource.h>

#include "service/io/scan/child.hpp"

namespace formulary::io::scan {
namespace {

constexpr std::chrono::seconds deadline{20};  // of one try; a machine may be busy

enum class Demand : std::uint8_t { dies, faults, refused, outgrown };
using enum Demand;

struct Canary {
  const char* name;
  Demand demand;
  const char* attempt;
};
struct Limit {
  const char* name;
  decltype(RLIMIT_AS) resource;
  rlim_t most;
  const char* what;
};

constexpr auto canaries = std::to_array<Canary>({
#define CANARY(identifier, name, outcome, sentence) {name, outcome, sentence},
#define LIMIT(name, resource, most, sentence)
#include "scanners/canaries.def"
#undef CANARY
#undef LIMIT
});
constexpr auto limits = std::to_array<Limit>({
#define CANARY(identifier, name, outcome, sentence)
#define LIMIT(name, resource, most, sentence) {name, resource, most, sentence},
#include "scanners/canaries.def"
#undef CANARY
#undef LIMIT
});

bool as_demanded(Demand demand, const Outcome& outcome) {
  const auto died = [&](int signal) { return outcome.end == End::killed_by_signal && outcome.code == signal; };
  switch (demand) {
    case dies:
      return died(SIGSYS);
    case faults:
      return died(SIGSYS) || died(SIGSEGV);
    case refused:
      return outcome.end == End::exited && outcome.code == 0;
    case outgrown:
      return died(SIGXFSZ);
  }
  return false;
}

std::string end_of(const Outcome& outcome) {
  switch (outcome.end) {
    case End::killed_by_signal: {
      const char* name = ::sigabbrev_np(outcome.code);
      return name != nullptr ? fmt::format("ended by SIG{}", name) : fmt::format("ended by signal {}", outcome.code);
    }
    case End::out_of_time:
      return "did not end in time";
    case End::too_much_output:
      return "wrote something";
    case End::exited:
      break;
  }
  if (outcome.code == 0) return "was refused and went on";
  return outcome.code == 3 ? "went through, or there was no wall to begin with"
                           : fmt::format("ended with exit code {}", outcome.code);
}

Trial try_one(const std::filesystem::path& program, int nothing, const Canary& canary) {
  const Outcome outcome = run_child(program, {"--canary", canary.name}, nothing, deadline, 0);
  return {canary.name, as_demanded(canary.demand, outcome),
          fmt::format("It tried to {}: {}.", canary.attempt, end_of(outcome))};
}

Trial look_at_limit(pid_t process, const Limit& limit) {
  rlimit present{};
  if (::prlimit(process, limit.resource, nullptr, &present) != 0) {
    return {limit.name, false, fmt::format("The kernel does not say how many {} it may use.", limit.what)};
  }
  const std::string value = present.rlim_max == RLIM_INFINITY ? "endless" : std::to_string(present.rlim_max);
  return {limit.name, present.rlim_max <= limit.most,
          fmt::format("It may use {} {}, at most {} are right.", value, limit.what, limit.most)};
}

/// A line of /proc/PID/status (Linux documentation, filesystems/proc, table 1-2).
Trial look_at_status(pid_t process, const std::string& name, std::string_view field, std::string_view expected) {
  std::ifstream status(fmt::format("/proc/{}/status", process));
  std::string value = "not stated";
  for (std::string line; std::getline(status, line);) {
    const std::size_t text = line.find_first_not_of(" \t", field.size() + 1);
    if (line.starts_with(fmt::format("{}:", field)) && text != std::string::npos) value = line.substr(text);
  }
  return {name, value == expected, fmt::format("{} is {}, {} is right.", field, value, expected)};
}

void look_from_outside(const std::filesystem::path& program, int nothing, std::vector<Trial>& trials) {
  const auto look = [&](pid_t process) {
    for (const Limit& limit : limits) trials.push_back(look_at_limit(process, limit));
    trials.push_back(look_at_status(process, "filtered", "Seccomp", "2"));
    trials.push_back(look_at_status(process, "no-new-privileges", "NoNewPrivs", "1"));
  };
  if (!look_at_child(program, {"--canary", "wait", "--out", "4"}, nothing, deadline, look)) {
    trials.push_back({"waits", false, "It did not wait behind the wall to be looked at."});
  }
}

}  // namespace

std::vector<Trial> try_wall(const std::filesystem::path& program) {
  std::vector<Trial> trials;
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  try {
    for (const Canary& canary : canaries) trials.push_back(try_one(program, nothing, canary));
    look_from_outside(program, nothing, trials);
  } catch (const std::system_error& problem) {
    trials.push_back({"starts", false, fmt::format("It cannot be tried: {}.", problem.what())});
  }
  if (nothing >= 0) ::close(nothing);
  return trials;
}

bool stands(const std::vector<Trial>& trials) {
  return !trials.empty() && std::ranges::all_of(trials, [](const Trial& trial) { return trial.held; });
}

}  // namespace formulary::io::scan
