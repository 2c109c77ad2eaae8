// `formulary break-glass`: a one-time code for emergency access, on the machine of the service and with the rights of
// its user. Works on the database itself, so that it works when nobody can log in. The code is printed here and nowhere
// else; it opens one session of an hour within fifteen minutes.
#include "service/usecases/break_glass.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "service/cli/audit_commands.hpp"
#include "service/cli/connection.hpp"
#include "service/cli/host.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/system_world.hpp"
#include "service/io/store/sqlite_store.hpp"

namespace formulary::cli {
namespace {

struct Options {
  HostOptions host;
  std::string reason;
};

/// Never from the command line, which everybody on the machine can read.
std::string reason_from(const std::string& source) {
  std::string text;
  if (source == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream file(source, std::ios::binary);
    if (!file) throw Failure{usage, fmt::format("`{}` cannot be read.", printable(source))};
    text.assign(std::istreambuf_iterator<char>(file), {});
  }
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

/// Where the audit log is not what it was, nothing is changed any more, and least of all this.
void refuse_broken_log(io::store::EmbeddedStore& store, const std::string& folder) {
  const std::string key = folder + "/audit.vkey";
  if (!std::filesystem::exists(key)) return;  // nothing was signed yet
  io::store::AuditExpectations expected;
  expected.key = read_verifier_key(key);
  expected.verify = &io::crypto::ed25519_verify;
  expected.states = io::store::States::compared;
  const io::store::AuditCheck check = store.verify_audit(expected);
  if (check.sound) return;
  throw Failure{trust_failure, fmt::format("The audit log does not fit together: {} There is no emergency access until "
                                           "somebody has looked (docs/OPERATING.md).",
                                           printable(check.defect))};
}

void mint(const Shared& shared, const Options& options) {
  const Config config = host_config(options.host);
  const std::string file = config.data + "/formulary.db";
  if (!std::filesystem::exists(file)) {
    throw Failure{usage, fmt::format("There is no registry at `{}`. Name its folder: --data FOLDER.", printable(file))};
  }
  const std::string reason = reason_from(options.reason);
  io::crypto::SystemWorld world(config.time_zone);
  const auto store = io::store::open(file);
  refuse_broken_log(*store, config.data);
  domain::Result<usecases::MintedCode> minted;
  store->write([&](usecases::Transaction& transaction) {
    minted = usecases::mint_emergency_code(transaction, world, reason);
    return minted ? usecases::Commit::yes : usecases::Commit::no;
  });
  if (!minted) throw Failure{usage, minted.error().sentence};
  const std::string until = domain::to_rfc3339(minted->access.code_ends);
  if (shared.json) {
    fmt::print("{}\n", Json{{"id", minted->access.id.value}, {"code", minted->code}, {"until", until}}.dump());
    return;
  }
  fmt::print("One-time code for emergency access, until {}:\n\n    {}\n\n", until, minted->code);
  if (shared.quiet) return;
  fmt::print(
      "Enter it on the registry's page #/emergency. Administrators and auditors are told at once, and every request is "
      "accounted for.\n");
}

}  // namespace

void add_break_glass(CLI::App& app, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("break-glass", "A one-time code for emergency access, on the machine of the service");
  add_host_options(*command, options->host);
  command->add_option("--reason", options->reason, "File that says why, or - for standard input")->required();
  command->callback([options, &shared, &exit_code] {
    mint(shared, *options);
    exit_code = done;
  });
}

}  // namespace formulary::cli
