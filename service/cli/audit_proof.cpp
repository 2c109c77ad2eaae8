// `formulary audit proof`: writes a proof that an entry is in the log, for somebody who has only the entry and the key.
#include <fmt/format.h>

#include "service/cli/audit_commands.hpp"
#include "service/domain/tlog/checkpoint.hpp"
#include "service/domain/tlog/proof.hpp"
#include "service/domain/tlog/proof_file.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/store/audit_archive.hpp"

namespace formulary::cli {
namespace {

namespace tlog = domain::tlog;

constexpr tlog::TreeHasher hasher{&io::crypto::sha256_of};

struct Options {
  std::string database = usual_database, out, entry;
  std::int64_t index = 0;
};

struct Proven {
  tlog::ProofFile file;
  std::string entry;
};

Proven prove(io::store::SqlAuditTrail& log, std::int64_t index) {
  const auto published = log.last_published();
  if (!published || index >= published->size) {
    throw Failure{unknown_or_stale, "The log has not published a checkpoint with this entry yet."};
  }
  Proven proven;
  const auto size = static_cast<std::uint64_t>(published->size);
  proven.file.index = static_cast<std::uint64_t>(index);
  proven.file.proof = tlog::prove_inclusion(hasher, log, proven.file.index, size);
  proven.file.checkpoint = published->note;
  proven.entry = log.entries(index, 1).at(0);
  // Whoever gets the proof would find out; better it is found out here.
  const auto note = tlog::parse_note(published->note);
  const auto checkpoint = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
  if (!checkpoint || !tlog::is_included(hasher, proven.file.index, size, hasher.leaf(proven.entry), proven.file.proof,
                                        checkpoint->root)) {
    throw Failure{trust_failure, "The entry is not the one that was signed. Run `formulary audit fsck`."};
  }
  return proven;
}

}  // namespace

void add_audit_proof(CLI::App& audit, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand("proof", "Write a proof that an entry is in the log (.tlog-proof)");
  command->add_option("INDEX", options->index, "Number of the entry, from 0")
      ->required()
      ->check(CLI::NonNegativeNumber);
  command->add_option("--database", options->database, "The database, of a running service or a copy")
      ->capture_default_str();
  command->add_option("--out", options->out, "File for the proof; standard output otherwise");
  command->add_option("--entry", options->entry, "File for the entry itself, as it was hashed");
  command->callback([options, &shared, &exit_code] {
    Proven proven;
    try {
      io::store::AuditArchive archive(options->database);
      archive.read([&](io::store::SqlAuditTrail& log) { proven = prove(log, options->index); });
    } catch (const io::store::ForeignDatabase& problem) {
      throw Failure{usage, problem.what()};
    }
    if (!options->entry.empty()) write_new_file(options->entry, proven.entry);
    if (!options->out.empty()) {
      write_new_file(options->out, tlog::to_text(proven.file));
    } else if (!shared.quiet) {
      fmt::print("{}", tlog::to_text(proven.file));
    }
    exit_code = done;
  });
}

}  // namespace formulary::cli
