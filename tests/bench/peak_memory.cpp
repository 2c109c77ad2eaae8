// peak_memory 'COMMAND': runs it and prints the most anonymous resident memory (RssAnon of proc(5)) that it was seen to
// hold, in MiB: what a scan costs beside the page cache of its file. Looked at every millisecond, so a shorter peak may
// be missed. Words of the command are separated by spaces; its output is thrown away.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>

extern char** environ;

namespace {

/// In KiB; 0 when the process has ended.
long anonymous_memory(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::stol(line.substr(8));
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: peak_memory 'COMMAND'\n", stderr);
    return 2;
  }
  std::istringstream in(arguments[1]);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  if (words.empty() || posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ) != 0) {
    std::fprintf(stderr, "peak_memory: cannot run %s\n", arguments[1]);
    return 1;
  }
  long peak = 0;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    peak = std::max(peak, anonymous_memory(child));
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  posix_spawn_file_actions_destroy(&actions);
  if (status != 0) {
    std::fprintf(stderr, "peak_memory: failed: %s\n", arguments[1]);
    return 1;
  }
  std::printf("%.1f\n", static_cast<double>(peak) / 1024.0);
  return 0;
}
