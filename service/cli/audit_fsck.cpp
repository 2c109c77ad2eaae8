// `formulary audit fsck`: recomputes the whole log from a database file and holds it against what the log signed, and
// against checkpoints that were kept elsewhere.
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "service/cli/audit_commands.hpp"
#include "service/domain/tlog/cosignature.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/store/audit_archive.hpp"

namespace formulary::cli {
namespace {

namespace tlog = domain::tlog;

struct Options {
  std::string database = usual_database;
  std::string key;
  std::vector<std::string> checkpoints, witnesses;
};

/// The checkpoint in `note`, which the log or one of the witnesses must have signed.
tlog::Checkpoint open(const std::string& file, const tlog::Note& note, const tlog::VerifierKey& key,
                      const std::vector<tlog::VerifierKey>& witnesses) {
  const auto checkpoint = tlog::open_checkpoint(note, key, &io::crypto::ed25519_verify);
  if (!checkpoint) throw Failure{trust_failure, fmt::format("{} was not signed by {}.", printable(file), key.name)};
  for (const tlog::VerifierKey& witness : witnesses) {
    bool cosigned = false;
    for (const tlog::NoteSignature& one : note.signatures) {
      cosigned = cosigned || tlog::cosigned_at(one, note.text, witness, &io::crypto::ed25519_verify);
    }
    if (!cosigned) {
      throw Failure{trust_failure, fmt::format("{} was not cosigned by {}.", printable(file), witness.name)};
    }
  }
  return *checkpoint;
}

io::store::AuditExpectations expectations(const Options& options) {
  const std::filesystem::path folder = std::filesystem::path(options.database).parent_path();
  const std::string beside = (folder / "audit.vkey").string();
  if (options.key.empty() && !std::filesystem::exists(beside)) {
    throw Failure{usage, "Give the log's key with --key: there is no audit.vkey beside the database."};
  }
  io::store::AuditExpectations expected;
  expected.key = read_verifier_key(options.key.empty() ? beside : options.key);
  expected.verify = &io::crypto::ed25519_verify;
  expected.signatures = io::store::Signatures::all;
  expected.states = io::store::States::compared;
  std::vector<tlog::VerifierKey> witnesses;
  for (const std::string& one : options.witnesses) witnesses.push_back(read_verifier_key(one));
  if (!witnesses.empty() && options.checkpoints.empty()) {
    throw Failure{usage, "Give the checkpoint that the witness signed with --checkpoint."};
  }
  for (const std::string& file : options.checkpoints) {
    const auto note = tlog::parse_note(read_note(file));
    if (!note) throw Failure{trust_failure, fmt::format("{} is no signed checkpoint.", printable(file))};
    expected.seen.push_back(open(file, *note, *expected.key, witnesses));
  }
  // The service keeps its last checkpoint outside the database, for exactly this.
  const std::string kept = (folder / "audit.checkpoint").string();
  if (std::filesystem::exists(kept)) {
    const auto note = tlog::parse_note(read_note(kept));
    if (!note) throw Failure{trust_failure, fmt::format("{} is no signed checkpoint.", printable(kept))};
    expected.seen.push_back(open(kept, *note, *expected.key, {}));
  }
  return expected;
}

void print(const Shared& shared, const io::store::AuditCheck& check, const io::store::AuditExpectations& expected) {
  if (shared.quiet) return;
  if (shared.json) {
    const nlohmann::ordered_json json = {{"sound", check.sound},
                                         {"entries", check.entries},
                                         {"root", check.root},
                                         {"checkpoints", check.checkpoints},
                                         {"key", tlog::to_text(*expected.key)},
                                         {"held_against", expected.seen.size()},
                                         {"defect", check.defect}};
    fmt::print("{}\n", json.dump(2));
    return;
  }
  if (!check.sound) {
    fmt::print("The audit log does not fit together: {}\n", printable(check.defect));
    return;
  }
  fmt::print("The audit log is sound: {} entries, root {}.\n", check.entries, check.root);
  fmt::print("It continues {} checkpoints that it signed and {} kept elsewhere. Its key: {}\n", check.checkpoints,
             expected.seen.size(), tlog::to_text(*expected.key));
}

}  // namespace

void add_audit_fsck(CLI::App& audit, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand("fsck", "Recompute the whole log and hold it against what was signed of it");
  command->add_option("DATABASE", options->database, "The database, of a running service or a copy")
      ->capture_default_str();
  command->add_option("--key", options->key,
                      "The log's key, or a file with it; audit.vkey beside the database otherwise");
  command->add_option("--checkpoint", options->checkpoints, "A signed checkpoint that was kept elsewhere, as a file");
  command->add_option("--witness", options->witnesses, "Key of a witness that must have signed each --checkpoint");
  command->callback([options, &shared, &exit_code] {
    const io::store::AuditExpectations expected = expectations(*options);
    if (!std::filesystem::exists(options->database)) {
      throw Failure{usage, fmt::format("There is no file `{}`.", printable(options->database))};
    }
    io::store::AuditCheck check;
    try {
      check = io::store::AuditArchive(options->database).check(expected);
    } catch (const std::exception& problem) {
      check.defect = problem.what();  // so damaged that it is no database of ours any more
    }
    print(shared, check, expected);
    exit_code = check.sound ? done : trust_failure;
  });
}

}  // namespace formulary::cli
