// What the wall must stop, tried on purpose: the second half of sandbox.hpp. Raw system calls, so that no library is in
// between. Where the wall is missing each try does no harm: it names what is not there, sends signal 0, and what it
// starts ends at once.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>
#include <utility>

#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "scanners/sandbox.hpp"

namespace formulary::sandbox {

namespace {

#define CANARY(identifier, name, outcome, sentence) bool try_##identifier(const Rights& rights);
#define LIMIT(name, resource, most, sentence)
#include "scanners/canaries.def"
#undef CANARY

using Try = bool (*)(const Rights&);
constexpr auto tries = std::to_array<std::pair<std::string_view, Try>>({
#define CANARY(identifier, name, outcome, sentence) {name, &try_##identifier},
#include "scanners/canaries.def"
#undef CANARY
#undef LIMIT
});

const pid_t parent = getppid();  // asked before the wall, which forbids it
constexpr char somewhere[] = "/formulary-canary/nothing";
constexpr std::size_t page = 4096;

template <typename... Arguments>
bool goes_through(long call, Arguments... arguments) {
  return syscall(call, arguments...) >= 0;
}

/// Of a call that starts a process: the new one ends here.
bool started(long process) {
  if (process == 0) _exit(0);
  return process > 0;
}

bool try_open(const Rights&) { return goes_through(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY); }
bool try_open_write(const Rights&) { return goes_through(SYS_openat, AT_FDCWD, "/dev/null", O_WRONLY); }
bool try_create(const Rights&) { return goes_through(SYS_openat, AT_FDCWD, somewhere, O_CREAT | O_WRONLY, 0600); }
bool try_open_proc(const Rights& rights) {
  std::array<char, 32> path{"/proc/self/fd/0"};
  path[14] = static_cast<char>('0' + rights.input % 10);
  return goes_through(SYS_openat, AT_FDCWD, path.data(), O_RDWR);
}
bool try_open_by_handle(const Rights&) { return goes_through(SYS_open_by_handle_at, AT_FDCWD, nullptr, O_RDONLY); }
bool try_openat2(const Rights&) {
  const std::array<std::uint64_t, 3> how{O_RDONLY, 0, 0};
  return goes_through(SYS_openat2, AT_FDCWD, "/etc/passwd", how.data(), sizeof how);
}
bool try_own_memory(const Rights&) { return goes_through(SYS_openat, AT_FDCWD, "/proc/self/mem", O_RDWR); }
bool try_look_up(const Rights&) { return goes_through(SYS_faccessat, AT_FDCWD, "/etc/passwd", F_OK); }
bool try_remove(const Rights&) { return goes_through(SYS_unlinkat, AT_FDCWD, somewhere, 0); }
bool try_change_mode(const Rights&) { return goes_through(SYS_fchmodat, AT_FDCWD, somewhere, 0600); }

bool try_plain_read(const Rights&) {
  char byte = 0;
  return goes_through(SYS_read, STDIN_FILENO, &byte, std::size_t{0});
}
bool try_read_other_fd(const Rights&) {
  char byte = 0;
  return goes_through(SYS_pread64, STDIN_FILENO, &byte, std::size_t{0}, 0L);
}
bool try_write_other_fd(const Rights&) { return goes_through(SYS_write, STDERR_FILENO, "", std::size_t{0}); }
bool try_duplicate(const Rights& rights) { return goes_through(SYS_dup, rights.output); }
bool try_send_message(const Rights& rights) {
  const msghdr message{};
  return goes_through(SYS_sendmsg, rights.output, &message, 0);
}
bool try_terminal_input(const Rights&) { return goes_through(SYS_ioctl, STDIN_FILENO, TIOCSTI, nullptr); }

bool try_socket(const Rights&) { return goes_through(SYS_socket, AF_INET, SOCK_STREAM, 0); }
bool try_socket_unix(const Rights&) { return goes_through(SYS_socket, AF_UNIX, SOCK_STREAM, 0); }
bool try_socket_netlink(const Rights&) { return goes_through(SYS_socket, AF_NETLINK, SOCK_RAW, 0); }
bool try_connect(const Rights& rights) {
  const sockaddr address{};
  return goes_through(SYS_connect, rights.output, &address, sizeof address);
}

bool try_fork(const Rights&) { return started(syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr)); }
bool try_vfork(const Rights&) {
#ifdef SYS_vfork
  return started(vfork());  // the library's: behind another one's frame the new process would return
#else
  return started(syscall(SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
#endif
}
bool try_clone3(const Rights&) {
  std::array<std::uint64_t, 8> arguments{};
  arguments[4] = SIGCHLD;
  return started(syscall(SYS_clone3, arguments.data(), sizeof arguments));
}
bool try_thread_namespace(const Rights&) {  // flags that the kernel refuses together
  constexpr unsigned long flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_NEWUSER;
  return started(syscall(SYS_clone, flags, nullptr, nullptr, nullptr, nullptr));
}

bool try_exec(const Rights&) {
  const char* arguments[] = {"/bin/false", nullptr};
  return goes_through(SYS_execve, arguments[0], arguments, nullptr);
}
bool try_exec_descriptor(const Rights& rights) {
  const char* arguments[] = {"x", nullptr};
  return goes_through(SYS_execveat, rights.input, "", arguments, nullptr, AT_EMPTY_PATH);
}
bool try_memory_file(const Rights&) { return goes_through(SYS_memfd_create, "canary", 0); }

bool try_ptrace(const Rights&) { return goes_through(SYS_ptrace, PTRACE_TRACEME, 0, nullptr, nullptr); }
bool try_read_process(const Rights&) { return goes_through(SYS_process_vm_readv, parent, nullptr, 0, nullptr, 0, 0); }
bool try_write_process(const Rights&) { return goes_through(SYS_process_vm_writev, parent, nullptr, 0, nullptr, 0, 0); }
bool try_signal_parent(const Rights&) { return goes_through(SYS_kill, parent, 0); }
bool try_signal_group(const Rights&) { return goes_through(SYS_kill, 0, 0); }
bool try_signal_thread(const Rights&) { return goes_through(SYS_tgkill, 0x7ffffffe, 0x7ffffffe, SIGABRT); }
bool try_queue_signal(const Rights&) { return goes_through(SYS_rt_sigqueueinfo, parent, 0, nullptr); }
bool try_process_descriptor(const Rights&) { return goes_through(SYS_pidfd_open, parent, 0); }

bool try_wx_memory(const Rights&) {
  return goes_through(SYS_mmap, nullptr, page, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L);
}
bool try_executable_file(const Rights& rights) {
  return goes_through(SYS_mmap, nullptr, page, PROT_READ | PROT_EXEC, MAP_PRIVATE, rights.input, 0L);
}
bool try_make_executable(const Rights&) { return goes_through(SYS_mprotect, nullptr, std::size_t{0}, PROT_EXEC); }
bool try_pkey_executable(const Rights&) {
  return goes_through(SYS_pkey_mprotect, nullptr, std::size_t{0}, PROT_EXEC, -1);
}
bool try_shared_memory(const Rights&) { return goes_through(SYS_shmget, 0, std::size_t{0}, 0); }

bool try_io_uring(const Rights&) { return goes_through(SYS_io_uring_setup, 1, nullptr); }
bool try_bpf(const Rights&) { return goes_through(SYS_bpf, 0, nullptr, 0); }
bool try_userfaultfd(const Rights&) { return goes_through(SYS_userfaultfd, 0); }
bool try_keyctl(const Rights&) { return goes_through(SYS_keyctl, 0, -3, 0, 0, 0); }
bool try_perf_event(const Rights&) { return goes_through(SYS_perf_event_open, nullptr, 0, -1, -1, 0L); }
bool try_load_module(const Rights&) { return goes_through(SYS_finit_module, -1, "", 0); }
bool try_mount(const Rights&) { return goes_through(SYS_mount, "none", somewhere, "tmpfs", 0L, nullptr); }
bool try_unshare(const Rights&) { return goes_through(SYS_unshare, CLONE_FILES); }
bool try_setns(const Rights& rights) { return goes_through(SYS_setns, rights.input, 0); }
bool try_chroot(const Rights&) { return goes_through(SYS_chroot, somewhere); }
bool try_change_user(const Rights&) { return goes_through(SYS_setuid, 65534); }
bool try_raise_limit(const Rights&) {
  const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
  return goes_through(SYS_prlimit64, 0, RLIMIT_NOFILE, &more, nullptr);
}
bool try_undo(const Rights&) { return goes_through(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0); }
bool try_refilter(const Rights&) { return goes_through(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, nullptr); }
bool try_personality(const Rights&) { return goes_through(SYS_personality, READ_IMPLIES_EXEC); }

#ifdef __x86_64__
bool try_x32_call(const Rights&) { return goes_through(SYS_getpid | 0x40000000); }  // allowed, but in the other one
bool try_i386_call(const Rights&) {
  int result = 24;  // getuid; in the 64 bit interface this number is sched_yield, which is allowed
  asm volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
  return result >= 0;
}
#endif

bool try_memory(const Rights& rights) {
  const long address = syscall(SYS_mmap, nullptr, static_cast<std::size_t>(rights.memory), PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0L);
  return address != -1;
}
bool try_file_size(const Rights& rights) {
  const auto length = static_cast<std::size_t>(rights.output_bytes);
  const void* zeros = mmap(nullptr, length, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zeros == MAP_FAILED) return true;
  for (std::size_t written = 0; written < length;) {
    const long piece = syscall(SYS_write, rights.output, zeros, length - written);
    if (piece <= 0) return false;
    written += static_cast<std::size_t>(piece);
  }
  return goes_through(SYS_write, rights.output, "x", std::size_t{1});
}

}  // namespace

bool knows_forbidden(std::string_view name) {
  return std::ranges::any_of(tries, [&](const auto& row) { return row.first == name; });
}

bool try_forbidden(std::string_view name, const Rights& rights) {
  for (const auto& [known, attempt] : tries) {
    if (known == name) return attempt(rights);
  }
  return true;
}

void wait_behind_the_wall(const Rights& rights) {
  syscall(SYS_write, rights.output, "waiting\n", std::size_t{8});
  static const int word = 0;
  for (;;) syscall(SYS_futex, &word, 0 /* FUTEX_WAIT */, 0, nullptr, nullptr, 0);
}

}  // namespace formulary::sandbox
