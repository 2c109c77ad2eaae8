// What the commands share: the options that every one takes, the exit codes, and how things are printed.
//
// To add a command: service/cli/x.cpp with `void add_x(CLI::App&, const Shared&, int& exit_code)`, its line in
// commands.def, and a story in tests/cli/.
#pragma once

#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace formulary::cli {

/// Exit codes are an interface (docs/PROCUREMENT.md). Never 0 on doubt.
enum Exit : int {
  done = 0,         ///< allowed, or the command did what it says
  not_allowed = 1,  ///< denied or hold; or the service refused
  usage = 2,
  trust_failure = 3,  ///< a signature, or the sandbox could not be set up, or the audit log is not what it was
  unknown_or_stale = 4,
  unreachable = 5,
  incomplete_scan = 6,
};

/// Options that stand before the command.
struct Shared {
  std::string url = "http://127.0.0.1:8080";
  std::string ca_file;
  std::string client_certificate;
  std::string client_key;
  std::string token_file;
  std::string login;
  std::string password_file;
  bool json = false;
  bool quiet = false;
};

/// Ends the command with a sentence on standard error and an exit code.
struct Failure {
  int code;
  std::string sentence;
};

/// Text from elsewhere (package names, comments) made safe for a terminal: control characters, among them escape
/// sequences and bidirectional overrides, become `\xNN` or `\u{NNNN}`.
std::string printable(std::string_view text);

/// True when a person watches: standard error is a terminal.
bool watched();

/// Reads a secret file: its first line. Fails when others than its owner may read it.
std::string read_secret(const std::string& path);

/// SHA-256 of a file that the user named. Fails (usage) when it cannot be read.
std::string file_sha256(const std::string& path);

/// Folder of the running program, for finding the programs beside it.
std::string program_folder();

#define COMMAND(identifier) void add_##identifier(CLI::App& app, const Shared& shared, int& exit_code);
#include "service/cli/commands.def"
#undef COMMAND

}  // namespace formulary::cli
