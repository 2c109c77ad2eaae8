// formulary-scan: reads one file behind the wall of sandbox.hpp and writes its Report (schemas/report.json) as one line
// of JSON. Started by a person with a file name, or by the service with descriptors: `--fd 3 --out 4`, an artifact
// opened for reading and a pipe. Exit codes: 0 complete, 6 incomplete, 2 usage, 3 the wall could not be set up.
// Nothing is written before the scan has ended; whoever reads the result takes it as untrusted.
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <sys/mman.h>
#include <sys/stat.h>

#include "scanners/file_source.hpp"
#include "scanners/report_json.hpp"
#include "scanners/sandbox.hpp"
#include "scanners/scan.hpp"
#include "scanners/signing/digest.hpp"

namespace {

using formulary::ScanOptions;
namespace sandbox = formulary::sandbox;

enum ExitCode { complete = 0, usage = 2, no_sandbox = 3, incomplete = 6 };

constexpr const char* help =
    R"(usage: formulary-scan [--min-sdk N] [--max-sdk M] [--idsig FILE.idsig] [--manifest-only] FILE
       formulary-scan [--min-sdk N] [--max-sdk M] [--idsig-fd K] --fd N [--out M]

Reads an application package and prints what is in it: facts and anomalies, as one line of JSON. It judges nothing.
The file is read by a process that has given up every right but to read it.

  --min-sdk N   judge signatures for Android platforms from API level N on, instead of the package's own lowest
  --max-sdk M   ... up to API level M
  --idsig FILE  the signature of scheme v4 that lies beside the package
  --idsig-fd K  ... read from this inherited descriptor
  --fd N        read the artifact from this inherited descriptor (a regular file, opened for reading only)
  --out M       write the Report to this inherited descriptor instead of standard output
  --manifest-only
                only what the package says of itself, within milliseconds: nothing is verified, the file is not hashed,
                and the Report is never complete
  --canary TRY  set up the wall, then try what it forbids: one of scanners/canaries.def, such as `open`. Most tries end
                the process with SIGSYS where the wall stands. Exit code 0: it was refused; 3: it went through, there is
                no wall. `none` tries nothing; `wait` writes a line and sleeps behind the wall.
  --json        JSON is the only output format; accepted for symmetry with other commands
  --help, --version

Exit codes: 0 the Report is complete, 6 it is not (its `reason` says why), 2 usage, 3 the sandbox could not be set up.
)";

struct Command {
  std::optional<std::string> file;
  std::optional<std::uint32_t> input, output;
  std::optional<std::string> idsig_file;
  std::optional<std::uint32_t> idsig;
  std::optional<std::string> canary;
  ScanOptions options;
};

/// Why the program cannot go on, and the exit code for it.
struct Refusal {
  ExitCode code;
  std::string sentence;
};

[[noreturn]] void refuse(ExitCode code, const std::string& sentence) { throw Refusal{code, sentence}; }

std::uint32_t number(std::string_view option, std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > 0x7fffffff) {
    refuse(usage, std::string(option) + " needs a whole number from 0 to 2147483647, not `" + std::string(text) + "`");
  }
  return value;
}

/// Reads the command line; nothing when it asked for help or version, which are answered then.
std::optional<Command> read_command(int count, char** arguments) {
  Command command;
  bool only_files = false;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    const auto value = [&]() -> std::string_view {
      if (i + 1 >= count) refuse(usage, std::string(argument) + " needs a value");
      return arguments[++i];
    };
    if (only_files || !argument.starts_with('-')) {
      if (command.file) refuse(usage, "one file at a time; `" + std::string(argument) + "` is a second one");
      command.file = argument;
    } else if (argument == "--") {
      only_files = true;
    } else if (argument == "--help") {
      std::fputs(help, stdout);
      return std::nullopt;
    } else if (argument == "--version") {
      std::puts("formulary-scan " FORMULARY_VERSION);
      return std::nullopt;
    } else if (argument == "--min-sdk") {
      command.options.min_sdk = number(argument, value());
    } else if (argument == "--max-sdk") {
      command.options.max_sdk = number(argument, value());
    } else if (argument == "--fd") {
      command.input = number(argument, value());
    } else if (argument == "--manifest-only") {
      command.options.extent = formulary::Extent::manifest;
    } else if (argument == "--idsig") {
      command.idsig_file = value();
    } else if (argument == "--idsig-fd") {
      command.idsig = number(argument, value());
    } else if (argument == "--out") {
      command.output = number(argument, value());
    } else if (argument == "--canary") {
      command.canary = value();
      if (*command.canary != "none" && *command.canary != "wait" && !sandbox::knows_forbidden(*command.canary)) {
        refuse(usage, "--canary does not know how to try that");
      }
    } else if (argument != "--json") {
      refuse(usage, "there is no option `" + std::string(argument) + "`");
    }
  }
  const int inputs = int{command.file.has_value()} + int{command.input.has_value()} + int{command.canary.has_value()};
  if (inputs != 1) refuse(usage, "name one FILE, or a descriptor with --fd");
  if (command.idsig_file && command.idsig) refuse(usage, "--idsig or --idsig-fd, not both");
  if (command.options.min_sdk && command.options.max_sdk && *command.options.min_sdk > *command.options.max_sdk) {
    refuse(usage, "--min-sdk is above --max-sdk");
  }
  return command;
}

int open_file(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (descriptor < 0) refuse(usage, "cannot open " + path + ": " + std::strerror(errno));
  return descriptor;
}

int open_input(const Command& command) {
  if (command.input) return static_cast<int>(*command.input);
  return open_file(command.canary ? "/dev/null" : *command.file);
}

/// A canary gets a file to write to, because a pipe has no size that could be limited.
int open_output(const Command& command) {
  if (command.output) return static_cast<int>(*command.output);
  if (!command.canary) return STDOUT_FILENO;
  const int descriptor = memfd_create("formulary-canary", MFD_CLOEXEC);
  if (descriptor < 0) refuse(no_sandbox, std::string("no file for the canary: ") + std::strerror(errno));
  return descriptor;
}

/// What is left to do behind the wall when nothing is scanned.
ExitCode run_canary(const std::string& name, const sandbox::Rights& rights) {
  if (name == "wait") sandbox::wait_behind_the_wall(rights);
  if (name == "none") return complete;
  return sandbox::try_forbidden(name, rights) ? no_sandbox : complete;
}

/// The size of the artifact, which must be a file that this process cannot change.
std::uint64_t size_of_input(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) refuse(usage, std::string("cannot read the file: ") + std::strerror(errno));
  if (!S_ISREG(status.st_mode)) refuse(usage, "not a regular file; folders, pipes and devices are not read");
  if ((fcntl(descriptor, F_GETFL) & O_ACCMODE) != O_RDONLY) refuse(usage, "--fd must be opened for reading only");
  return static_cast<std::uint64_t>(status.st_size);
}

/// The whole file of scheme v4, as bytes that nothing has looked at: behind the wall only the artifact can be read.
std::optional<std::vector<std::byte>> read_idsig(const Command& command) {
  if (!command.idsig && !command.idsig_file) return std::nullopt;
  constexpr std::uint64_t largest = 64 * 1024 * 1024;  // its hash tree is one part in 127 of the package
  const int descriptor = command.idsig ? static_cast<int>(*command.idsig) : open_file(*command.idsig_file);
  const std::uint64_t size = size_of_input(descriptor);
  if (size > largest) refuse(usage, "the file of scheme v4 is larger than 64 MiB");
  std::vector<std::byte> content(static_cast<std::size_t>(size));
  if (!formulary::FileSource(descriptor, size).read(0, content)) refuse(usage, "cannot read the file of scheme v4");
  if (command.idsig_file) close(descriptor);
  return content;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

ExitCode run(const Command& command) {
  const int input = open_input(command);
  const int output = open_output(command);
  if (fcntl(output, F_GETFD) < 0) refuse(usage, "--out is not an open descriptor");
  const std::uint64_t size = command.canary ? 0 : size_of_input(input);
  ScanOptions options = command.options;
  options.idsig = read_idsig(command);

  std::set_terminate(std::abort);  // the usual handler writes to standard error first
  formulary::signing::prepare();
  const sandbox::Rights rights{.input = input, .output = output};
  const std::string problem = sandbox::lock_in(rights);
  if (!problem.empty()) refuse(no_sandbox, "the sandbox could not be set up, nothing was read: " + problem);
  // From here on: no files, no standard error, no libraries that look anything up.

  if (command.canary) return run_canary(*command.canary, rights);
  const formulary::Report report = formulary::scan(formulary::FileSource(input, size), options);
  const bool written = write_all(output, formulary::to_json(report) + "\n");
  return written && report.complete ? complete : incomplete;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const std::optional<Command> command = read_command(count, arguments);
    if (!command) return complete;
    _exit(run(*command));  // without the libraries' clean-up, which might try what is no longer allowed
  } catch (const Refusal& refusal) {
    std::fprintf(stderr, "formulary-scan: %s\n", refusal.sentence.c_str());
    if (refusal.code == usage) std::fputs("Try: formulary-scan --help\n", stderr);
    return refusal.code;
  }
}
