// `formulary serve`: puts the rooms together and runs the service in the foreground until it is told to stop.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "service/api/dispatch.hpp"
#include "service/api/limits.hpp"
#include "service/cli/audit_log.hpp"
#include "service/cli/breached_passwords.hpp"
#include "service/cli/certificate.hpp"
#include "service/cli/command.hpp"
#include "service/cli/host.hpp"
#include "service/cli/identity_provider.hpp"
#include "service/cli/import_worker.hpp"
#include "service/cli/stop_signals.hpp"
#include "service/cli/watcher.hpp"
#include "service/cli/workers.hpp"
#include "service/config.hpp"
#include "service/io/blobs/blobs.hpp"
#include "service/io/blobs/stored_keys.hpp"
#include "service/io/crypto/system_world.hpp"
#include "service/io/datasets/file_reader.hpp"
#include "service/io/http/server.hpp"
#include "service/io/log/log.hpp"
#include "service/io/scan/scanner_process.hpp"
#include "service/io/scan/wall.hpp"
#include "service/io/store/key_check.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/io/web/folder.hpp"
#include "service/usecases/claim_follower.hpp"
#include "service/usecases/watch_recalls.hpp"

namespace formulary::cli {
namespace {

using io::log::Level;

/// A connection needs a descriptor, and the usual soft limit of 1,024 is less than the connections that are served.
void raise_descriptor_limit(int connections) {
  const rlim_t wanted = std::max<rlim_t>(8192, static_cast<rlim_t>(connections) + 1024);
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// The code that makes the first administrator: from the environment (for an unattended first start), or a fresh one.
/// Empty when the registry already has people.
std::string set_up_code(usecases::Store& store, usecases::World& world) {
  bool empty = false;
  store.read([&](usecases::Transaction& transaction) { empty = transaction.people().list().empty(); });
  if (!empty) return {};
  if (const char* given = std::getenv("FORMULARY_SETUP_CODE");
      given != nullptr && std::string_view(given).size() >= 12) {
    return given;
  }
  return world.new_secret().substr(0, 24);  // more than 128 bits
}

void greet(const std::string& address, const std::string& code, const std::string& certificate) {
  fmt::print("Formulary {} is ready at {}\n", FORMULARY_VERSION, address);
  const char* given = std::getenv("FORMULARY_SETUP_CODE");
  if (given != nullptr && given == code && !code.empty()) {
    fmt::print(
        "This registry is new. The code for its first administrator is the one given in FORMULARY_SETUP_CODE.\n");
  } else if (code.empty()) {
    fmt::print("Log in there with your login and password.\n");
  } else {
    fmt::print(
        "This registry is new. Open the address and make the first administrator with this one-time code:\n"
        "    {}\n",
        code);
  }
  fmt::print("{}Ctrl-C stops it.\n", certificate);
  std::fflush(stdout);
}

/// Returns when the service shall stop. Meanwhile looks after the certificate.
void wait_for_stop(const sigset_t& signals, Certificate& certificate, io::http::Server& server) {
  constexpr timespec interval{.tv_sec = 5, .tv_nsec = 0};
  for (;;) {
    const int signal = ::sigtimedwait(&signals, nullptr, &interval);
    if (signal < 0) {
      certificate.look(server);
    } else if (signal == SIGHUP && certificate.is_from_files()) {
      certificate.reload(server);
    } else {
      return;
    }
  }
}

io::http::Limits limits_of(const LimitsConfig& config) {
  io::http::Limits limits;
  limits.connections = static_cast<std::size_t>(config.connections);
  limits.handshake_time = std::chrono::seconds(config.handshake_seconds);
  limits.head_time = std::chrono::seconds(config.head_seconds);
  limits.idle_time = std::chrono::seconds(config.idle_seconds);
  limits.body_time = std::chrono::seconds(config.body_seconds);
  limits.write_time = std::chrono::seconds(config.write_seconds);
  return limits;
}

/// Counted in a trial as well, so that it behaves the same; but nobody reaches that.
api::LimitSettings counts_of(const Config& config) {
  if (config.accounts == "trial") {
    return {.requests_a_minute = 1'000'000'000,
            .gate_a_second = 1'000'000'000,
            .uploads_at_a_time = 1000,
            .proof_ms = usecases::session_absolute_ms};
  }
  return {.requests_a_minute = config.limits.requests_a_minute,
          .gate_a_second = config.limits.gate_a_second,
          .uploads_at_a_time = config.limits.uploads_at_a_time,
          .waiting_bytes = static_cast<std::uint64_t>(config.limits.waiting_gib) << 30};
}

std::vector<api::Check> look_around(const Config& config, const std::string& scanner, const Certificate& certificate) {
  std::vector<api::Check> checks;
  std::error_code error;
  const auto space = std::filesystem::space(config.data, error);
  const bool room = !error && space.available > 512ULL * 1024 * 1024;
  checks.push_back({"disk", room, room ? "" : "Less than 512 MiB are free where the artifacts are kept."});
  const bool program = ::access(scanner.c_str(), X_OK) == 0;
  checks.push_back({"scanner", program, program ? "" : "The program formulary-scan is missing beside formulary."});
  if (const auto check = certificate.check()) checks.push_back(*check);
  return checks;
}

/// The keys of what is stored. At the first start they are made; later on a registry without its keys does not start.
std::unique_ptr<io::age::KeyRing> open_ring(const Config& config, io::log::Log& log) {
  const std::string file = keys_file(config), blobs = config.data + "/blobs";
  if (!std::filesystem::exists(file) && !io::blobs::holds_encrypted_files(blobs)) {
    make_keys_file(config, {});
    log.write(Level::info, "keys.made", {{"file", file}});
  }
  auto ring = open_key_ring(config);
  if (!io::blobs::StoredKeys(blobs, *ring).keys_fit()) {
    throw Failure{trust_failure, fmt::format("The keys in `{}` do not open the stored files, so the service does not "
                                             "start. Put back the keys file that belongs to these data.",
                                             file)};
  }
  if (ring->use()->recovery.size() < 2) {
    log.write(Level::error, "keys.no_recovery",
              {{"problem",
                "Nobody but this machine can open the stored files. Give two officers a recovery key each: "
                "formulary keys add-recovery"}});
  }
  return ring;
}

/// Whether packages may be scanned: the wall around the scanner stands, or need not. Not good: nothing is, until the
/// service was started again.
api::Check try_wall(const Config& config, const std::string& scanner, io::log::Log& log) {
  const auto trials = io::scan::try_wall(scanner);
  const bool stands = io::scan::stands(trials);
  for (const io::scan::Trial& trial : trials) {
    if (!trial.held) log.write(Level::error, "wall.breached", {{"trial", trial.name}, {"problem", trial.detail}});
  }
  const bool required = config.wall == "required";
  if (!stands && !required) log.write(Level::warning, "wall.optional", {{"problem", "scanning without it"}});
  return {"wall", stands || !required,
          stands ? ""
                 : "The wall around the scanner does not stand. Run `formulary doctor`, then start the service again."};
}

int serve(const Config& config) {
  const sigset_t signals = block_stop_signals();
  raise_descriptor_limit(config.limits.connections);
  ::umask(0077);  // patients' tools are nobody else's business on this machine
  const std::string beside = program_folder();
  const std::string scanner_program = config.scanner.empty() ? beside + "/formulary-scan" : config.scanner;
  const std::string web = config.web.empty() ? beside + "/../share/formulary/web" : config.web;

  const bool trial = config.accounts == "trial";
  if (trial && !config.host.starts_with("127.") && config.host != "::1") {
    throw Failure{usage, "A trial is for one's own machine: give it a loopback address, or run it without --trial."};
  }
  const BreachedPasswords breached(config.breached_passwords);

  io::log::Log log(config.log);
  std::filesystem::create_directories(config.data);
  Certificate certificate(config, log);
  io::crypto::SystemWorld world(config.time_zone);
  AuditLog audit(config, log);
  const auto store = io::store::open(config.data + "/formulary.db", {.required_sink = audit.required_sink()});
  struct StopPublishing {
    AuditLog& log;
    ~StopPublishing() { log.stop(); }
  } const stop_publishing{audit};
  audit.check(*store);
  const auto ring = open_ring(config, log);
  const auto fields = open_field_cipher(*ring);
  if (!io::store::fits(config.data + "/formulary.db", *fields)) {
    throw Failure{trust_failure,
                  fmt::format("The field keys in `{}` do not open the secrets in the database, so the service does not "
                              "start. Put back the keys file that belongs to these data.",
                              keys_file(config))};
  }
  const api::Check wall = try_wall(config, scanner_program, log);
  const auto blobs = io::blobs::open(config.blobs, config.data + "/blobs", *ring);
  io::scan::ScannerProcess scanner(scanner_program, {.deadline = std::chrono::seconds(config.scan_seconds)});
  io::blobs::StoredKeys keys(config.data + "/blobs", *ring);
  Workers workers(*store, *blobs, scanner, world, log, keys);
  io::datasets::FileReader reader;
  usecases::ImportProgress progress;
  usecases::ClaimFollower claims;
  usecases::RecallWatcher recalls(progress);
  usecases::ImportFollower* const followers[] = {&recalls, &claims};
  ImportWorker imports({.store = *store,
                        .blobs = *blobs,
                        .reader = reader,
                        .world = world,
                        .progress = progress,
                        .followers = followers},
                       log);

  Watcher watcher(*store, *blobs, world, log, config, [&] { imports.wake(); });

  const auto provider = open_identity_provider(config.sign_in, world, [&](const std::string& problem) {
    log.write(Level::warning, "provider.unreachable", {{"problem", problem}});
  });
  usecases::PendingSignIns pending;

  const std::string code = set_up_code(*store, world);
  api::RateLimits limits(counts_of(config));
  api::Services services{.store = *store, .blobs = *blobs, .world = world, .cipher = *fields};
  services.rules = trial ? usecases::AccountRules::trial : usecases::AccountRules::strict;
  services.keys = &keys;
  services.limits = &limits;
  services.known_to_thieves = [&](std::string_view password) { return breached.has(password); };
  services.scan_wanted = [&] { workers.wake(); };
  services.import_wanted = [&] { imports.wake(); };
  services.progress = &progress;
  services.watches = [&] { return watcher.status(); };
  services.scripts_show_certificates = !config.tls.client_authorities.empty();
  services.set_up_code_digest = code.empty() ? std::string() : world.sha256(code);
  services.sign_in = {.provider = provider.get(),
                      .pending = &pending,
                      .denials = services.denials.get(),
                      .local = config.sign_in.local};
  services.checks = [&] {
    std::vector<api::Check> checks = look_around(config, scanner_program, certificate);
    for (api::Check& check : audit.checks()) checks.push_back(std::move(check));
    checks.push_back(wall);
    return checks;
  };
  const auto on_incident = [&](const api::Incident& incident) {
    log.write(
        Level::error, "request.failed",
        {{"id", incident.request}, {"method", incident.method}, {"path", incident.path}, {"what", incident.what}});
  };
  api::Dispatcher dispatcher(services, api::Assets(io::web::read_folder(web), world), on_incident);

  using io::http::Proxies;
  const auto header =
      config.proxies.header == "forwarded" ? Proxies::Header::forwarded : Proxies::Header::x_forwarded_for;
  io::http::Options options{.host = config.host,
                            .port = config.port,
                            .limits = limits_of(config.limits),
                            .tls = certificate.tls(),
                            .proxies = Proxies(config.proxies.trusted, header)};
  options.on_access = [&](const io::http::AccessLine& line) {
    log.write(Level::info, "http",
              {{"id", line.id},
               {"remote", line.remote},
               {"method", line.method},
               {"path", line.path},
               {"status", std::to_string(line.status)},
               {"bytes", std::to_string(line.bytes)},
               {"us", std::to_string(line.time.count())},
               {"note", line.note}});
  };
  io::http::Server server(dispatcher, options);
  server.start();
  if (audit.alarm().empty()) {  // what works by itself writes, and nothing may be written
    workers.start(wall.ok ? config.scan_workers : 0);
    imports.start();
    watcher.start();
    audit.start(*store, services.log_reads, services.denials, world);
  }
  greet(certificate.address(config.host, server.port()), code, certificate.words());
  if (const std::string what = audit.alarm(); !what.empty()) {
    fmt::print("It is READ-ONLY: {}\ndocs/OPERATING.md, \"When the alarm is raised\", says what to do.\n", what);
    std::fflush(stdout);
  }

  wait_for_stop(signals, certificate, server);
  fmt::print("Stopping: finishing what has begun.\n");
  std::fflush(stdout);
  if (!server.stop(std::chrono::seconds(20))) {
    log.write(Level::error, "stop.incomplete", {{"problem", "a request did not end in time"}});
    std::_Exit(unreachable);  // a handler still uses what would be destroyed; everything acknowledged is durable
  }
  return audit.alarm().empty() ? done : trust_failure;
}

}  // namespace

void add_serve(CLI::App& app, const Shared&, int& exit_code) {
  struct Options {
    std::string config;
    std::optional<std::string> certificate, key, data, host, web, scanner, time_zone, log;
    std::optional<std::uint16_t> port;
    bool self_signed = false;
    bool trial = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("serve", "Run the service in the foreground");
  command->add_option("--config", options->config, "Configuration file (schemas/config.json)");
  command->add_option("--data", options->data, "Folder of the database and the artifacts");
  command->add_option("--host", options->host, "Address to listen on; without TLS a loopback one");
  command->add_option("--port", options->port, "Port; 0: any free one");
  command->add_option("--certificate", options->certificate, "Certificate for TLS, as PEM");
  command->add_option("--key", options->key, "Its key, when it is in another file");
  command->add_flag("--self-signed", options->self_signed, "Make a certificate for a first try");
  command->add_option("--web", options->web, "Folder of the web application");
  command->add_option("--scanner", options->scanner, "Path of formulary-scan");
  command->add_option("--time-zone", options->time_zone, "Where days begin and end, such as Europe/Berlin");
  command->add_option("--log", options->log, "Log file; standard error otherwise");
  command->add_flag("--trial", options->trial,
                    "A first try on this machine: no second factor, no limits, nobody is asked twice");
  command->callback([options, &exit_code] {
    Config config;
    const auto try_to = [](const auto& act) {
      try {
        act();
      } catch (const std::invalid_argument& problem) {
        throw Failure{usage, problem.what()};
      }
    };
    if (!options->config.empty()) try_to([&] { config = read_config(options->config); });
    if (options->data) config.data = *options->data;
    if (options->host) config.host = *options->host;
    if (options->port) config.port = *options->port;
    if (options->certificate) config.tls.certificate = *options->certificate;
    if (options->key) config.tls.key = *options->key;
    if (options->self_signed) config.tls.self_signed = true;
    if (options->web) config.web = *options->web;
    if (options->scanner) config.scanner = *options->scanner;
    if (options->time_zone) config.time_zone = *options->time_zone;
    if (options->log) config.log = *options->log;
    if (options->trial) config.accounts = "trial";
    try_to([&] { exit_code = serve(config); });
  });
}

}  // namespace formulary::cli
