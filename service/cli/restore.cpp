// `formulary restore FILE.age`: makes a data folder of a backup. Everything is checked first: the database and its
// audit log, and every stored file. The folder is there when it is whole, and not before.
#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "service/cli/audit_commands.hpp"
#include "service/cli/host.hpp"
#include "service/domain/base64.hpp"
#include "service/domain/tlog/key.hpp"
#include "service/io/age/reader.hpp"
#include "service/io/blobs/copies.hpp"
#include "service/io/blobs/file.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/note_signer.hpp"
#include "service/io/crypto/system_world.hpp"
#include "service/io/store/audit_archive.hpp"
#include "service/io/store/backup.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/accept_restore.hpp"

namespace formulary::cli {
namespace {

namespace fs = std::filesystem;
using io::age::Identity;
using io::age::Keys;
using io::blobs::fail;
using io::blobs::File;

struct Options {
  HostOptions host;
  std::string file, blobs, identity, log_key;
};

/// The folder in which the data are put together. Removed when it did not become the data folder.
class Building {
 public:
  explicit Building(const std::string& data) : data_(fs::absolute(fs::path(data) / "").parent_path()) {
    if (fs::exists(data_) && !(fs::is_directory(data_) && fs::is_empty(data_))) {
      throw Failure{usage, fmt::format("`{}` is not empty. Nothing is restored over data that are there.",
                                       printable(data_.string()))};
    }
    place_ = data_;
    place_ += ".part";
    fs::remove_all(place_);  // what a kill left
    fs::create_directories(place_);
  }
  ~Building() {
    std::error_code ignored;
    if (!place_.empty()) fs::remove_all(place_, ignored);
  }
  Building(const Building&) = delete;
  Building& operator=(const Building&) = delete;

  std::string operator/(const char* name) const { return (place_ / name).string(); }

  void finish() {
    File(AT_FDCWD, place_.string(), O_RDONLY | O_DIRECTORY).sync();
    fs::rename(place_, data_);
    place_.clear();
    File(AT_FDCWD, data_.parent_path().string(), O_RDONLY | O_DIRECTORY).sync();
  }

 private:
  fs::path data_, place_;
};

/// The secret keys in an officer's file, as age-keygen writes it.
std::vector<Identity> read_identities(const std::string& path) {
  std::vector<Identity> identities;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (const auto identity = Identity::read(line)) identities.push_back(*identity);
  }
  if (identities.empty()) {
    throw Failure{usage, fmt::format("`{}` holds no key of the form AGE-SECRET-KEY-1….", printable(path))};
  }
  return identities;
}

void decrypt(const std::string& file, const std::vector<Identity>& identities, const std::string& plain) {
  const auto in = std::make_shared<File>(AT_FDCWD, file, O_RDONLY);
  if (!*in) throw Failure{usage, fmt::format("The backup `{}` is not there.", printable(file))};
  const File out(AT_FDCWD, plain, O_WRONLY | O_CREAT | O_EXCL);
  io::age::Reader reader(
      {in->size(), [in](char* to, std::size_t size, std::uint64_t offset) { return in->read_at(to, size, offset); }},
      identities);
  std::uint64_t written = 0;
  reader.read_all([&](std::string_view piece) {
    if (!out.write_at(piece, written)) fail("cannot write " + plain);
    written += piece.size();
  });
  out.sync();
}

/// A new service key; everything else as it was when the backup was made.
Keys keys_of(const io::store::BackupFacts& facts, const std::string& day) {
  Keys keys = io::age::make_keys(day, {});
  for (const auto& [name, value] : facts.more) {
    if (name.starts_with("recovery:")) {
      if (const auto recipient = io::age::Recipient::read(name.substr(9))) keys.recovery.push_back(*recipient);
    } else if (name.starts_with("secret:field:")) {
      const auto bytes = domain::from_base64(value, domain::Base64::bare);
      if (!bytes || bytes->size() != io::age::Key::size()) throw io::store::BadBackup("The backup holds a broken key.");
      std::ranges::copy(*bytes, keys.field[static_cast<std::uint8_t>(std::stoi(name.substr(13)))].data());
    }
  }
  return keys;
}

/// The key that the audit log is signed with: so it goes on as what it was, and whoever knew a later state notices.
void restore_log_key(const io::store::BackupFacts& facts, const std::string& path) {
  const auto key = facts.more.find("secret:audit.key");
  if (key == facts.more.end()) return;
  const File file(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL);
  if (!file.write_at(key->second, 0)) fail("cannot write " + path);
  file.sync();
}

/// The key of the log, which signed all of it. Whoever knows for whom backups are encrypted can make one of a registry
/// that never was; but not one that is signed with the key that the hospital wrote down.
std::string check_log(const std::string& database, const std::string& key_file, const std::string& wanted) {
  if (!fs::exists(key_file)) {
    if (!wanted.empty()) throw io::store::BadBackup("The backup holds no key of an audit log.");
    return {};
  }
  const auto signer = io::crypto::open_note_signer(key_file, {}, domain::tlog::KeyKind::note);
  const std::string key = domain::tlog::to_text(signer->key());
  if (!wanted.empty() && domain::tlog::to_text(read_verifier_key(wanted)) != key) {
    throw io::store::BadBackup("The backup's audit log has another key than that: " + key + ".");
  }
  const io::store::AuditCheck check = io::store::AuditArchive(database).check(
      {.key = signer->key(), .verify = &io::crypto::ed25519_verify, .signatures = io::store::Signatures::all});
  if (!check.sound) throw io::store::BadBackup("The audit log was not signed with its own key: " + check.defect);
  return key;
}

void note_restore(const Config& config, const std::string& database, const std::string& root) {
  const io::crypto::SystemWorld world(config.time_zone);
  const auto store = io::store::open(database);
  store->write([&](usecases::Transaction& transaction) {
    usecases::note_restore(transaction, world, root);
    return usecases::Commit::yes;
  });
}

int restore(const Shared& shared, const Options& options) {
  const Config config = host_config(options.host);
  const fs::path file(options.file);
  const std::string blobs =
      options.blobs.empty() ? (file.parent_path() / (file.stem().string() + ".blobs")).string() : options.blobs;
  const std::string kept = keys_file(config);
  const bool keys_are_here = fs::exists(kept);
  if (!keys_are_here && options.identity.empty()) {
    throw Failure{usage, "Give the keys of the installation with --keys, or an officer's key with --identity."};
  }
  Building building(config.data);

  std::vector<Identity> identities;
  if (!options.identity.empty()) identities = read_identities(options.identity);
  if (keys_are_here) {
    for (const Identity& identity : io::age::read_keys_file(kept).identities()) identities.push_back(identity);
  }
  const std::string database = building / "formulary.db";
  decrypt(options.file, identities, database);
  const io::store::BackupFacts facts = io::store::check_backup(database);

  const bool inside = kept == config.data + "/keys";
  const std::string keys = inside ? building / "keys" : kept;
  if (!keys_are_here) {
    const io::crypto::SystemWorld world(config.time_zone);
    io::age::write_keys_file(keys, keys_of(facts, domain::to_text(world.present().today)));
  }
  {
    io::age::KeyRing ring(keys, building / "keys.lock");
    for (const auto& [name, size] : facts.blobs) {
      io::blobs::copy_in(blobs, name, identities, building / "blobs", ring);
      if (watched() && !shared.quiet) fmt::print(stderr, "\r{} ", name.substr(0, 16));
    }
  }
  restore_log_key(facts, building / "audit.key");
  const std::string log_key = check_log(database, building / "audit.key", options.log_key);
  io::store::remove_facts(database);
  note_restore(config, database, facts.root);
  building.finish();

  const auto made = facts.more.find("made");
  if (shared.json) {
    fmt::print("{}\n", nlohmann::json{{"data", config.data},
                                      {"keys", kept},
                                      {"made", made == facts.more.end() ? "" : made->second},
                                      {"stored_files", facts.blobs.size()},
                                      {"audit_entries", facts.entries},
                                      {"audit_root", facts.root},
                                      {"audit_key", log_key}}
                           .dump(2));
  } else if (!shared.quiet) {
    fmt::print("{}: the registry as of {}, {} audit entries, tree hash {}, {} stored files\n", printable(config.data),
               made == facts.more.end() ? "an unknown time" : printable(made->second), facts.entries, facts.root,
               facts.blobs.size());
    if (!log_key.empty() && options.log_key.empty()) {
      fmt::print("Its audit log has the key {}. Compare it with the one that you wrote down.\n", printable(log_key));
    }
    if (!keys_are_here) fmt::print("New keys are in {}. Keep a copy of it apart from the data.\n", printable(kept));
  }
  return done;
}

}  // namespace

void add_restore(CLI::App& app, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("restore", "Make a data folder of a backup, on this machine");
  add_host_options(*command, options->host);
  command->add_option("FILE", options->file, "The backup")->required();
  command->add_option("--blobs", options->blobs, "Folder of the stored files; FILE.blobs otherwise");
  command->add_option("--identity", options->identity, "An officer's file of age-keygen, where the keys are lost");
  command->add_option("--log-key", options->log_key, "The audit log's key as you wrote it down, or a file with it");
  command->footer("The data folder must be empty, or not there. Exit codes: 0 restored, 3 the backup is not whole.");
  command->callback([options, &shared, &exit_code] {
    try {
      exit_code = restore(shared, *options);
    } catch (const io::age::BadFile& problem) {
      throw Failure{trust_failure, std::string(problem.what()) + " Nothing was restored."};
    } catch (const io::age::BadKeys& problem) {
      throw Failure{trust_failure, problem.what()};
    } catch (const io::store::ForeignDatabase& problem) {
      throw Failure{trust_failure, problem.what()};
    } catch (const io::store::BadBackup& problem) {
      throw Failure{trust_failure, std::string(problem.what()) + " Nothing was restored."};
    }
  });
}

}  // namespace formulary::cli
