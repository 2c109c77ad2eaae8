// A scanner that does what its artifact says in the first line, for the tests of the wall. The second line is the
// SHA-256 that an honest Report names. Started as the real one is: `--fd 3 --out 4`.
#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string>
#include <unistd.h>
#include <vector>

#include <sys/stat.h>

namespace {

std::string sha256;
std::string size;

void say(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t written = ::write(4, text.data() + at, text.size() - at);
    if (written <= 0) std::_Exit(9);
    at += static_cast<std::size_t>(written);
  }
}

/// An honest Report, with `label` as the one fact's value.
std::string report(const std::string& label, const std::string& reason = {}) {
  return R"({"schema":"formulary.report/1","scanner":"formulary-scan 0.1.0","artifact":{"sha256":")" + sha256 +
         R"(","size":)" + size + R"(},"format":"apk","complete":)" + (reason.empty() ? "true" : "false") +
         R"(,"reason":")" + reason + R"(","facts":[{"name":"android.label","subject":"","value":")" + label +
         R"(","evidence":""}],"anomalies":[{"id":"zip.gap","subject":"a","evidence":"+0x1"}]})";
}

/// What a process can see of where it is.
std::string surroundings(int count, char** arguments) {
  std::vector<int> open;
  DIR* folder = ::opendir("/proc/self/fd");
  while (const dirent* entry = ::readdir(folder)) {
    const int number = std::atoi(entry->d_name);
    if (entry->d_name[0] != '.' && number != ::dirfd(folder)) open.push_back(number);
  }
  ::closedir(folder);
  std::ranges::sort(open);
  std::string text = "fds";
  for (const int number : open) text += " " + std::to_string(number);
  struct stat null {};
  struct stat in {};
  ::stat("/dev/null", &null);
  ::fstat(0, &in);
  text += in.st_rdev == null.st_rdev ? ", null" : ", something";
  text += (::fcntl(3, F_GETFL) & O_ACCMODE) == O_RDONLY ? ", read-only" : ", writable";
  text += environ == nullptr || *environ == nullptr ? ", no environment" : ", environment";
  text += ::getpgrp() == ::getpid() ? ", own group" : ", shared group";
  text += ", arguments";
  for (int i = 1; i < count; ++i) text += std::string(" ") + arguments[i];
  sigset_t blocked;
  ::sigprocmask(SIG_BLOCK, nullptr, &blocked);
  text += ::sigismember(&blocked, SIGTERM) == 1 ? ", blocked signals" : ", no blocked signals";
  return text;
}

}  // namespace

int main(int count, char** arguments) {
  std::string artifact(4096, '\0');
  artifact.resize(static_cast<std::size_t>(std::max<ssize_t>(::read(3, artifact.data(), artifact.size()), 0)));
  struct stat status {};
  ::fstat(3, &status);
  size = std::to_string(status.st_size);
  const std::size_t line = artifact.find('\n');
  const std::string behaviour = artifact.substr(0, line);
  sha256 = artifact.substr(line + 1, 64);

  if (behaviour == "honest") say(report("Pulse"));
  if (behaviour == "look-around") say(report(surroundings(count, arguments)));
  if (behaviour == "partial") {
    say(report("Pulse", "limit:entries"));
    return 6;
  }
  if (behaviour == "zero") say(report("a\\u0000b"));
  if (behaviour == "segv") ::raise(SIGSEGV);
  if (behaviour == "sys") ::raise(SIGSYS);
  if (behaviour == "report-then-abort") {
    say(report("Pulse"));
    std::abort();
  }
  if (behaviour == "hang") ::pause();
  if (behaviour == "close-and-hang") {
    ::close(4);
    ::pause();
  }
  if (behaviour == "ignore-and-hang") {
    ::signal(SIGTERM, SIG_IGN);
    say("{");
    for (;;) ::pause();
  }
  if (behaviour == "leave-a-child") {
    if (::fork() == 0) {
      for (;;) ::pause();
    }
  }
  if (behaviour == "quiet-child") {
    if (::fork() == 0) {
      ::close(4);
      for (;;) ::pause();
    }
    say(report(std::to_string(::getpid())));
  }
  if (behaviour == "flood") {
    for (;;) say(std::string(1 << 16, ' '));
  }
  if (behaviour == "lie") {
    sha256 = std::string(64, 'a');
    say(report("Pulse"));
  }
  if (behaviour == "lie-size") {
    size = "1";
    say(report("Pulse"));
  }
  if (behaviour == "complete-but-6") {
    say(report("Pulse"));
    return 6;
  }
  if (behaviour == "partial-but-0") say(report("Pulse", "limit:entries"));
  if (behaviour == "silent") return 0;
  if (behaviour == "not-json") say("Segmentation fault\n");
  if (behaviour == "two-reports") say(report("Pulse") + report("Pulse"));
  if (behaviour == "exit-3") return 3;
  if (behaviour == "exit-2") return 2;
  if (behaviour == "exit-9-with-report") {
    say(report("Pulse"));
    return 9;
  }
  return 0;
}
