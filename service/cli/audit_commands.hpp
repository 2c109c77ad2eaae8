// The commands of `formulary audit` that work on a database file, without a service.
#pragma once

#include <CLI/CLI.hpp>

#include "service/cli/command.hpp"
#include "service/domain/tlog/key.hpp"

namespace formulary::cli {

inline constexpr const char* usual_database = "var/data/formulary.db";

void add_audit_fsck(CLI::App& audit, const Shared& shared, int& exit_code);
void add_audit_proof(CLI::App& audit, const Shared& shared, int& exit_code);
void add_audit_export(CLI::App& audit, const Shared& shared, int& exit_code);

/// A file as it is. Fails (usage) when it cannot be read.
std::string read_note(const std::string& file);
/// A verifier key as it stands, or in a file. Fails (usage) when it is none.
domain::tlog::VerifierKey read_verifier_key(const std::string& text_or_file);
/// Writes the file, which must not be there. Fails (usage) when it cannot.
void write_new_file(const std::string& file, std::string_view bytes);

}  // namespace formulary::cli
