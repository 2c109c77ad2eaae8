// `formulary witness`: signs the checkpoints of other machines' logs, and refuses those that do not continue what it
// saw before. It has no registry; run it on another machine, for another department.
#include <chrono>
#include <filesystem>

#include <fmt/format.h>
#include <sys/stat.h>

#include "service/api/witness_application.hpp"
#include "service/cli/audit_commands.hpp"
#include "service/cli/stop_signals.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/note_signer.hpp"
#include "service/io/http/server.hpp"
#include "service/io/log/log.hpp"
#include "service/io/notes/note_folder.hpp"

namespace formulary::cli {
namespace {

struct Options {
  std::string state, name, host = "127.0.0.1", log;
  std::vector<std::string> logs;
  std::uint16_t port = 8090;
};

std::uint64_t seconds_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

int witness(const Options& options) {
  const auto stop_signals = block_stop_signals();
  ::umask(0077);
  io::log::Log log(options.log);
  io::notes::NoteFolder memory(options.state, io::notes::Lock::yes);
  const auto key = std::filesystem::path(options.state) / "witness.key";
  const auto signer = io::crypto::open_note_signer(key, options.name, domain::tlog::KeyKind::cosignature);
  std::vector<domain::tlog::VerifierKey> logs;
  for (const std::string& one : options.logs) {
    logs.push_back(read_verifier_key(one));
    if (logs.back().kind != domain::tlog::KeyKind::note) throw Failure{usage, "This is the key of a witness: " + one};
  }
  usecases::Witness service(*signer, memory, logs, {&io::crypto::sha256_of, &io::crypto::ed25519_verify});
  api::WitnessApplication application(service, &seconds_now, [&](const std::string& what) {
    log.write(io::log::Level::error, "witness.failed", {{"problem", what}});
  });
  io::http::Options http{.host = options.host, .port = options.port};
  http.on_access = [&](const io::http::AccessLine& line) {
    log.write(io::log::Level::info, "http",
              {{"remote", line.remote},
               {"method", line.method},
               {"path", line.path},
               {"status", std::to_string(line.status)}});
  };
  io::http::Server server(application, http);
  server.start();
  fmt::print("The witness is ready at http://{}:{}\nIts key: {}\n", options.host, server.port(),
             domain::tlog::to_text(signer->key()));
  std::fflush(stdout);
  int signal = 0;
  sigwait(&stop_signals, &signal);
  if (!server.stop(std::chrono::seconds(20))) std::_Exit(unreachable);
  return done;
}

}  // namespace

void add_witness(CLI::App& app, const Shared&, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("witness", "Cosign the checkpoints of other machines' audit logs");
  command->add_option("--state", options->state, "Folder of what it remembers, and of its key")->required();
  command->add_option("--name", options->name, "Its name, such as witness.hospital.example/security")->required();
  command->add_option("--log-key", options->logs, "Key of a log that it watches, or a file with it (audit.vkey)")
      ->required();
  command->add_option("--host", options->host, "Loopback address to listen on")->capture_default_str();
  command->add_option("--port", options->port, "Port; 0: any free one")->capture_default_str();
  command->add_option("--log", options->log, "Log file; standard error otherwise");
  command->callback([options, &exit_code] { exit_code = witness(*options); });
}

}  // namespace formulary::cli
