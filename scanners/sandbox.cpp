#include "scanners/sandbox.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <unistd.h>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace formulary::sandbox {

namespace {

#ifdef FORMULARY_SANITIZE
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

std::string failure(const char* what) { return std::string(what) + ": " + std::strerror(errno); }

/// Lowers a limit to `value`; one that is lower already stays, as only a privileged process could raise it.
bool limit(int resource, std::uint64_t value) {
  rlimit present{};
  if (getrlimit(resource, &present) != 0) return false;
  const rlim_t lower = std::min<rlim_t>(value, present.rlim_max);
  const rlimit both{lower, lower};
  return setrlimit(resource, &both) == 0;
}

std::string set_limits(const Rights& rights) {
  // FSIZE counts from the start of the file, so that appending to a long one must be allowed for.
  struct stat output {};
  if (fstat(rights.output, &output) != 0) return failure("fstat of the output");
  const std::uint64_t written = S_ISREG(output.st_mode) ? static_cast<std::uint64_t>(output.st_size) : 0;
  if (!sanitized && !limit(RLIMIT_AS, rights.memory)) return failure("RLIMIT_AS");
  if (!limit(RLIMIT_CPU, rights.processor_seconds)) return failure("RLIMIT_CPU");
  if (!limit(RLIMIT_FSIZE, written + rights.output_bytes)) return failure("RLIMIT_FSIZE");
  if (!limit(RLIMIT_NOFILE, 16)) return failure("RLIMIT_NOFILE");
  if (!limit(RLIMIT_CORE, 0)) return failure("RLIMIT_CORE");
  return {};
}

/// Closes every descriptor above 2 that is not ours.
std::string close_others(const Rights& rights) {
  const auto [first, last] = std::minmax({static_cast<unsigned>(rights.input), static_cast<unsigned>(rights.output)});
  const auto close_range = [](unsigned from, unsigned to) {  // not in the C library of every supported system
    return from > to || syscall(SYS_close_range, from, to, 0) == 0;
  };
  if (first > 3 && !close_range(3, first - 1)) return failure("close_range");
  if (last > 3 && !close_range(std::max(3u, first + 1), last - 1)) return failure("close_range");
  if (!close_range(std::max(3u, last + 1), ~0u)) return failure("close_range");
  return {};
}

std::string drop_privileges() {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failure("PR_SET_NO_NEW_PRIVS");
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return failure("PR_SET_DUMPABLE");
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return failure("PR_SET_PDEATHSIG");
  return {};
}

/// A Landlock ruleset that handles every right the kernel knows and allows none of them: no file system, and on newer
/// kernels no TCP, no abstract sockets and no signals. Raw, because the C library has no wrappers and Debian 12's
/// kernel headers know only the first versions (Linux documentation, userspace-api/landlock).
std::string landlock() {
  struct RulesetAttributes {
    std::uint64_t handled_file_system, handled_network, scoped;
  };
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, 1 /* LANDLOCK_CREATE_RULESET_VERSION */);
  if (version < 1) return {};  // the kernel has none, or it is switched off: seccomp stands alone
  const unsigned file_system_rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
  const RulesetAttributes attributes{(std::uint64_t{1} << file_system_rights) - 1,
                                     version >= 4 ? std::uint64_t{0b11} : 0,   // bind, connect
                                     version >= 6 ? std::uint64_t{0b11} : 0};  // abstract sockets, signals
  const std::size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  const auto ruleset = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
  if (ruleset < 0) return failure("landlock_create_ruleset");
  const bool restricted = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  const std::string outcome = restricted ? std::string() : failure("landlock_restrict_self");
  close(ruleset);
  return outcome;
}

/// A list of what is allowed; everything else kills the process.
class SystemCallFilter {
 public:
  SystemCallFilter() : context_(seccomp_init(SCMP_ACT_KILL_PROCESS)) { good_ = context_ != nullptr; }
  ~SystemCallFilter() {
    if (context_ != nullptr) seccomp_release(context_);
  }
  SystemCallFilter(const SystemCallFilter&) = delete;
  SystemCallFilter& operator=(const SystemCallFilter&) = delete;

  template <typename... Conditions>
  void allow(int call, Conditions... conditions) {
    add(SCMP_ACT_ALLOW, call, conditions...);
  }
  template <typename... Conditions>
  void answer(int error, int call, Conditions... conditions) {
    add(SCMP_ACT_ERRNO(static_cast<std::uint16_t>(error)), call, conditions...);
  }
  bool load() {
    return good_ && seccomp_attr_set(context_, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
           seccomp_load(context_) == 0;
  }

 private:
  template <typename... Conditions>
  void add(std::uint32_t action, int call, Conditions... conditions) {
    good_ = good_ && seccomp_rule_add(context_, action, call, sizeof...(conditions), conditions...) == 0;
  }

  scmp_filter_ctx context_;
  bool good_;
};

/// Argument `number`, of which the bits in `mask` must be `value`. Descriptors are 32 bits wide, whatever the rest
/// holds.
scmp_arg_cmp argument(unsigned number, std::uint64_t mask, std::uint64_t value) {
  return {number, SCMP_CMP_MASKED_EQ, mask, value};
}
constexpr std::uint64_t low_half = 0xffffffff;

std::string filter_system_calls(const Rights& rights) {
  SystemCallFilter filter;
  // The file and the Report.
  filter.allow(SCMP_SYS(pread64), argument(0, low_half, static_cast<unsigned>(rights.input)));
  filter.allow(SCMP_SYS(write), argument(0, low_half, static_cast<unsigned>(rights.output)));
  // Memory, never executable.
  filter.allow(SCMP_SYS(mmap), argument(2, PROT_EXEC, 0));
  filter.allow(SCMP_SYS(mprotect), argument(2, PROT_EXEC, 0));
  for (const int call : {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)}) filter.allow(call);
  // Threads, in no new namespace and nothing but threads. clone3 hides its flags from the filter, so the C library is
  // told that there is none and falls back to clone.
  constexpr std::uint64_t thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
  constexpr std::uint64_t namespaces =
      CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
  filter.allow(SCMP_SYS(clone), argument(0, thread | namespaces, thread));
  filter.answer(ENOSYS, SCMP_SYS(clone3));
  for (const int call : {SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(gettid), SCMP_SYS(getpid)}) {
    filter.allow(call);
  }
  // Time, randomness, the end: abort() may send a signal to this process, so that its SIGABRT is seen as one.
  const auto own = static_cast<std::uint64_t>(getpid());
  filter.allow(SCMP_SYS(tgkill), argument(0, low_half, own), argument(2, low_half, SIGABRT));
  for (const int call : {SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigreturn),
                         SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group)}) {
    filter.allow(call);
  }
  return filter.load() ? std::string() : std::string("seccomp: the kernel did not take the filter");
}

}  // namespace

std::string lock_in(const Rights& rights) {
  std::string problem = close_others(rights);
  if (problem.empty()) problem = set_limits(rights);
  if (problem.empty()) problem = drop_privileges();
  if (sanitized) return problem;
  if (problem.empty()) problem = landlock();
  if (problem.empty()) problem = filter_system_calls(rights);
  return problem;
}

}  // namespace formulary::sandbox
