// `formulary keys …`: the keys that stored files are encrypted with, on the machine of the service. Shows and takes
// public halves only; the service may run meanwhile.
#include <algorithm>
#include <csignal>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "service/cli/host.hpp"
#include "service/io/blobs/stored_keys.hpp"
#include "service/io/crypto/system_world.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/rotate_keys.hpp"

namespace formulary::cli {
namespace {

struct Options {
  HostOptions host;
  std::vector<std::string> recipients;
  bool progress = false;
};

volatile std::sig_atomic_t told_to_stop = 0;

/// What the commands work with: the keys, the folder, and the registry that keeps account of it.
struct Bench {
  explicit Bench(const HostOptions& options)
      : config(host_config(options)),
        ring(open_key_ring(config)),
        keys(config.data + "/blobs", *ring),
        world(config.time_zone),
        store(io::store::open(config.data + "/formulary.db")) {}

  static usecases::ConfirmedKeyChange by_host() { return {domain::Actor::host(), domain::Actor::host()}; }

  Config config;
  std::unique_ptr<io::age::KeyRing> ring;
  io::blobs::StoredKeys keys;
  io::crypto::SystemWorld world;
  std::unique_ptr<io::store::EmbeddedStore> store;
};

void show(const Shared& shared, const usecases::KeyStatus& status, const std::string& file) {
  if (shared.json) {
    const nlohmann::json json{
        {"file", file}, {"service", status.service}, {"old", status.old}, {"recovery", status.recovery}};
    fmt::print("{}\n", json.dump(2));
    return;
  }
  if (shared.quiet) return;
  fmt::print("file      {}\nservice   {}\n", printable(file), status.service);
  for (const std::string& old : status.old) fmt::print("old       {}  until `formulary keys rewrap` has ended\n", old);
  for (const std::string& recovery : status.recovery) fmt::print("recovery  {}\n", recovery);
  if (status.recovery.size() < 2) {
    fmt::print(
        "Nobody but this machine can open what is stored as long as there are not two recovery recipients.\n"
        "Have each of two officers run age-keygen on a machine of their own, and give what it prints:\n"
        "  formulary keys add-recovery age1… age1…\n");
  }
}

void show(const Shared& shared, Bench& bench) { show(shared, bench.keys.status(), keys_file(bench.config)); }

template <class Result>
void accept(const Result& result) {
  if (!result) throw Failure{not_allowed, result.error().sentence};
}

void ask_for_rewrap(const Shared& shared) {
  if (!shared.quiet && !shared.json) fmt::print("Files that are there already follow with: formulary keys rewrap\n");
}

void set_recovery(const Shared& shared, Bench& bench, const std::vector<std::string>& recipients) {
  accept(usecases::set_recovery_recipients(*bench.store, bench.keys, bench.world, Bench::by_host(), recipients));
  show(shared, bench);
  ask_for_rewrap(shared);
}

int rewrap(const Shared& shared, const Options& options) {
  Bench bench(options.host);
  const bool tell = options.progress && !shared.quiet;
  std::signal(SIGINT, [](int) { told_to_stop = 1; });
  std::signal(SIGTERM, [](int) { told_to_stop = 1; });
  const auto result =
      usecases::rewrap_files(*bench.store, bench.keys, bench.world, [&](const usecases::RewrapCounts& counts) {
        if (tell && (counts.files % 100 == 0 || counts.files == counts.total)) {
          fmt::print(stderr, "{} of {} files\n", counts.files, counts.total);
        }
        return told_to_stop == 0;
      });
  const usecases::RewrapCounts& counts = result.counts;
  if (shared.json) {
    fmt::print("{}\n", nlohmann::json{{"files", counts.files},
                                      {"total", counts.total},
                                      {"rewrapped", counts.rewrapped},
                                      {"encrypted", counts.encrypted},
                                      {"failed", counts.failed},
                                      {"destroyed", result.destroyed},
                                      {"complete", result.complete}}
                           .dump(2));
  } else if (!shared.quiet) {
    fmt::print("{} of {} files: {} got another header, {} lay there in the clear\n", counts.files, counts.total,
               counts.rewrapped, counts.encrypted);
    for (const std::string& name : counts.failed) fmt::print("cannot be opened: {}\n", name);
    for (const std::string& key : result.destroyed) fmt::print("destroyed {}\n", key);
    if (!result.complete) fmt::print("Stopped. Call it again to go on.\n");
    if (!counts.failed.empty()) fmt::print("Old keys are kept because of them. Restore these files from a backup.\n");
  }
  return result.complete && counts.failed.empty() ? done : not_allowed;
}

}  // namespace

void add_keys(CLI::App& app, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* keys = app.add_subcommand("keys", "The keys that stored files are encrypted with, on this machine");
  keys->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, auto act) {
    CLI::App* command = keys->add_subcommand(name, what);
    add_host_options(*command, options->host);
    command->callback([options, &shared, &exit_code, act] { exit_code = act(shared, *options); });
    return command;
  };

  add("init", "Make keys, before the first start", [](const Shared& out, const Options& given) {
    const Config config = host_config(given.host);
    if (io::blobs::holds_encrypted_files(config.data + "/blobs")) {
      throw Failure{usage, "There are encrypted files already, for which new keys are of no use. Put back their keys."};
    }
    make_keys_file(config, given.recipients);
    const auto ring = open_key_ring(config);
    show(out, io::blobs::StoredKeys(config.data + "/blobs", *ring).status(), keys_file(config));
    return done;
  })->add_option("--recovery", options->recipients, "Public key of an officer, age1…; give two");

  add("show", "Show the public halves of the keys", [](const Shared& out, const Options& given) {
    const Config config = host_config(given.host);
    const auto ring = open_key_ring(config);
    show(out, io::blobs::StoredKeys(config.data + "/blobs", *ring).status(), keys_file(config));
    return done;
  });

  add("add-recovery", "Let officers open stored files, too",
      [](const Shared& out, const Options& given) {
        Bench bench(given.host);
        std::vector<std::string> all = bench.keys.status().recovery;
        all.insert(all.end(), given.recipients.begin(), given.recipients.end());
        set_recovery(out, bench, all);
        return done;
      })
      ->add_option("RECIPIENT", options->recipients, "Public key, age1…")
      ->required();

  add("remove-recovery", "Stop encrypting for officers",
      [](const Shared& out, const Options& given) {
        Bench bench(given.host);
        std::vector<std::string> all = bench.keys.status().recovery;
        for (const std::string& recipient : given.recipients) {
          if (std::erase(all, recipient) == 0) {
            throw Failure{usage, fmt::format("`{}` is no recovery recipient here.", printable(recipient))};
          }
        }
        set_recovery(out, bench, all);
        return done;
      })
      ->add_option("RECIPIENT", options->recipients, "Public key, age1…")
      ->required();

  add("rotate", "Use a new service key from now on", [](const Shared& out, const Options& given) {
    Bench bench(given.host);
    accept(usecases::rotate_keys(*bench.store, bench.keys, bench.world, Bench::by_host()));
    show(out, bench);
    ask_for_rewrap(out);
    return done;
  });

  CLI::App* command = add("rewrap", "Bring all files to the keys in use, then destroy the old ones",
                          [](const Shared& out, const Options& given) { return rewrap(out, given); });
  command->add_flag("--progress", options->progress, "Say how far it is");
  command->footer("Can be stopped, or killed, and called again. Exit codes: 0 all done, 1 something is left.");
}

}  // namespace formulary::cli
