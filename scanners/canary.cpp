// What the wall must stop, tried on purpose: the second half of sandbox.hpp. Raw system calls, so that no library is in
// between.
#include <algorithm>
#include <array>
#include <cstdint>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "scanners/sandbox.hpp"

namespace formulary::sandbox {

namespace {

using Row = std::pair<std::string_view, void (*)()>;

constexpr std::array<Row, 8> tries{{
    {"open", [] { syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY); }},
    {"socket", [] { syscall(SYS_socket, AF_INET, SOCK_STREAM, 0); }},
    {"fork", [] { syscall(SYS_clone, 17 /* SIGCHLD */, nullptr, nullptr, nullptr, nullptr); }},
    {"exec",
     [] {
       const char* arguments[] = {"/bin/true", nullptr};
       syscall(SYS_execve, arguments[0], arguments, nullptr);
     }},
    {"ptrace", [] { syscall(SYS_ptrace, PTRACE_TRACEME, 0, nullptr, nullptr); }},
    {"wx-memory",
     [] { syscall(SYS_mmap, nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }},
    {"write-other-fd", [] { syscall(SYS_write, 2, "", 0); }},
    {"none", [] {}},
}};

}  // namespace

bool knows_forbidden(std::string_view name) { return std::ranges::find(tries, name, &Row::first) != tries.end(); }

bool try_forbidden(std::string_view name) {
  const auto found = std::ranges::find(tries, name, &Row::first);
  if (found == tries.end()) return false;
  found->second();
  return true;
}

}  // namespace formulary::sandbox
