// compare RUNS 'COMMAND' ['OTHER COMMAND']: runs both in turn, RUNS times each after one to warm up, and prints by how
// many times the median duration of the first is longer than that of the second. With one command it prints the median
// duration in milliseconds. Words of a command are separated by spaces; its output is thrown away. A command that
// cannot be run or fails ends the comparison; a single one is an incomplete scan, of the manifest alone or of no
// package, which always ends with 6.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>

extern char** environ;

namespace {

double seconds_of(const std::string& command, int good_status = 0) {
  std::istringstream in(command);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);

  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = -1;
  if (posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ) == 0) waitpid(child, &status, 0);
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&actions);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != good_status) throw std::runtime_error("failed: " + command);
  return duration.count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
  if ((count != 3 && count != 4) || std::atoi(arguments[1]) < 1) {
    std::fputs("usage: compare RUNS 'COMMAND' ['OTHER COMMAND']\n", stderr);
    return 2;
  }
  try {
    std::vector<double> first, second;
    for (int run = 0; run <= std::atoi(arguments[1]); ++run) {
      const bool alone = count == 3;
      const double one = seconds_of(arguments[2], alone ? 6 : 0), other = alone ? 0 : seconds_of(arguments[3]);
      if (run == 0) continue;  // the warm-up
      first.push_back(one);
      second.push_back(other);
    }
    if (count == 3) {
      std::printf("%.1f\n", 1000 * median(first));
      return 0;
    }
    std::printf("%.2f\n", median(first) / median(second));
    std::fprintf(stderr, "%s: %.3f s; %s: %.3f s\n", arguments[2], median(first), arguments[3], median(second));
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "compare: %s\n", problem.what());
    return 1;
  }
}
