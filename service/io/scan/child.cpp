#include "service/io/scan/child.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <sys/wait.h>

namespace formulary::io::scan {
namespace {

using Moment = std::chrono::steady_clock::time_point;

[[noreturn]] void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  void reset() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

/// A copy above the numbers that the child uses, so that placing one does not overwrite the other.
int out_of_the_way(int number) {
  const int copy = ::fcntl(number, F_DUPFD_CLOEXEC, 10);
  if (copy < 0) fail(errno, "no descriptor is left");
  return copy;
}

class Actions {
 public:
  Actions(int artifact, int result) {
    check(::posix_spawn_file_actions_init(&actions_));
    for (int number = 0; number <= 2; ++number) {
      check(::posix_spawn_file_actions_addopen(&actions_, number, "/dev/null", O_RDWR, 0));
    }
    check(::posix_spawn_file_actions_adddup2(&actions_, artifact, 3));
    check(::posix_spawn_file_actions_adddup2(&actions_, result, 4));
    check(::posix_spawn_file_actions_addclosefrom_np(&actions_, 5));
  }
  ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  static void check(int error) {
    if (error != 0) fail(error, "the scanner cannot be prepared");
  }
  posix_spawn_file_actions_t actions_{};
};

class Attributes {
 public:
  Attributes() {
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    check(::posix_spawnattr_init(&attributes_));
    check(::posix_spawnattr_setsigmask(&attributes_, &none));
    check(::posix_spawnattr_setsigdefault(&attributes_, &all));
    check(::posix_spawnattr_setpgroup(&attributes_, 0));
    check(::posix_spawnattr_setflags(&attributes_,
                                     POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
  }
  ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  static void check(int error) {
    if (error != 0) fail(error, "the scanner cannot be prepared");
  }
  posix_spawnattr_t attributes_{};
};

pid_t start(const std::filesystem::path& program, std::vector<std::string>& words, int artifact, int result) {
  const Actions actions(artifact, result);
  const Attributes attributes;
  std::string name = program.string();
  std::vector<char*> arguments{name.data()};
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  char* environment[] = {nullptr};
  pid_t child = 0;
  const int error = ::posix_spawn(&child, name.c_str(), actions.get(), attributes.get(), arguments.data(), environment);
  if (error != 0) fail(error, "the scanner " + name + " cannot be started; is it installed beside the service?");
  return child;
}

int milliseconds_until(Moment end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// Reads until the end of the stream. `exited`: it ended in time and in size; anything else: it must be stopped.
End read_all(int pipe, Moment end, std::size_t most, std::string& output) {
  std::vector<char> buffer(64 * 1024);
  for (;;) {
    pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&waiting, 1, milliseconds_until(end));
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) fail(errno, "cannot wait for the scanner");
    if (ready == 0) return End::out_of_time;
    const ssize_t got = ::read(pipe, buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) fail(errno, "cannot read from the scanner");
    if (got == 0) return End::exited;
    if (output.size() + static_cast<std::size_t>(got) > most) return End::too_much_output;
    output.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

/// Whether the child has ended by `end`; it stays a zombie, so that its process group keeps its number.
bool has_ended(pid_t child, Moment end) {
  for (;;) {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
      if (errno == EINTR) continue;
      fail(errno, "cannot wait for the scanner");
    }
    if (info.si_pid == child) return true;
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

/// Ends the child and all that it started, and gives its status.
int reap(pid_t child) {
  ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) fail(errno, "cannot wait for the scanner");
  }
  return status;
}

/// A program that was started, and the pipe behind its descriptor 4. It is ended at the latest with this object.
class Child {
 public:
  Child(const std::filesystem::path& program, std::vector<std::string> arguments, int artifact) {
    const Descriptor file(out_of_the_way(artifact));
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "no pipe to the scanner");
    reading_.emplace(ends[0]);
    Descriptor writing(ends[1]);
    const Descriptor result(out_of_the_way(ends[1]));
    writing.reset();
    if (::lseek(file.number(), 0, SEEK_SET) < 0) fail(errno, "the artifact is not a file");
    process_ = start(program, arguments, file.number(), result.number());
  }
  ~Child() {
    if (process_ > 0) reap(process_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t process() const { return process_; }
  int output() const { return reading_->number(); }
  /// Ends it, if it has not ended, and gives its status.
  int end() { return reap(std::exchange(process_, 0)); }

 private:
  std::optional<Descriptor> reading_;
  pid_t process_ = 0;
};

}  // namespace

Outcome run_child(const std::filesystem::path& program, std::vector<std::string> arguments, int artifact,
                  std::chrono::milliseconds deadline, std::size_t most_output) {
  const Moment end = std::chrono::steady_clock::now() + deadline;
  Child child(program, std::move(arguments), artifact);
  Outcome outcome;
  outcome.end = read_all(child.output(), end, most_output, outcome.output);
  if (outcome.end == End::exited && !has_ended(child.process(), end)) outcome.end = End::out_of_time;
  const int status = child.end();
  if (outcome.end != End::exited) return outcome;
  if (WIFSIGNALED(status)) {
    outcome.end = End::killed_by_signal;
    outcome.code = WTERMSIG(status);
  } else {
    outcome.code = WEXITSTATUS(status);
  }
  return outcome;
}

bool look_at_child(const std::filesystem::path& program, std::vector<std::string> arguments, int artifact,
                   std::chrono::milliseconds deadline, const std::function<void(pid_t)>& look) {
  const Moment end = std::chrono::steady_clock::now() + deadline;
  const Child child(program, std::move(arguments), artifact);
  std::string output;
  if (read_all(child.output(), end, 0, output) != End::too_much_output) return false;
  look(child.process());
  return true;
}

}  // namespace formulary::io::scan
