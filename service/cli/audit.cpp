// `formulary audit fsck|proof|export|erase`: the audit log, from its database file or, to erase, through the service.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "service/cli/audit_commands.hpp"
#include "service/cli/connection.hpp"
#include "service/io/crypto/ed25519.hpp"

namespace formulary::cli {

std::string read_note(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw Failure{usage, fmt::format("The file `{}` cannot be read.", printable(file))};
  return {std::istreambuf_iterator<char>(stream), {}};
}

domain::tlog::VerifierKey read_verifier_key(const std::string& text_or_file) {
  std::string text = std::filesystem::exists(text_or_file) ? read_note(text_or_file) : text_or_file;
  while (text.ends_with('\n')) text.pop_back();
  const auto key = domain::tlog::parse_verifier_key(text, &io::crypto::sha256_of);
  if (!key)
    throw Failure{usage,
                  fmt::format("`{}` is neither a key (name+id+key) nor a file with one.", printable(text_or_file))};
  return *key;
}

void write_new_file(const std::string& file, std::string_view bytes) {
  if (std::filesystem::exists(file)) throw Failure{usage, fmt::format("There is a `{}` already.", printable(file))};
  std::ofstream stream(file, std::ios::binary);
  stream << bytes;
  if (!stream.flush()) throw Failure{usage, fmt::format("`{}` cannot be written.", printable(file))};
}

void add_audit(CLI::App& app, const Shared& shared, int& exit_code) {
  CLI::App* audit = app.add_subcommand("audit", "The audit log: check, prove, export, erase");
  audit->require_subcommand(1);
  add_audit_fsck(*audit, shared, exit_code);
  add_audit_proof(*audit, shared, exit_code);
  add_audit_export(*audit, shared, exit_code);

  auto login = std::make_shared<std::string>();
  CLI::App* erase = audit->add_subcommand("erase", "Erase what was typed by a person, or about one, beside the log");
  erase->add_option("LOGIN", *login, "The person's login")->required();
  erase->callback([login, &shared, &exit_code] {
    Connection connection(shared);
    for (const auto& person : connection.all("/v1/users")) {
      if (person.value("login", "") != *login) continue;
      const std::string target = "/v1/users/" + person.value("id", "") + "/erasures";
      const Json answer = connection.send("POST", target, Json()).body;
      if (shared.json) {
        fmt::print("{}\n", answer.dump(2));
      } else if (!shared.quiet) {
        fmt::print("{} texts were erased. The log has an entry about it, and its hashes are what they were.\n",
                   answer.value("erased", 0));
      }
      exit_code = done;
      return;
    }
    throw Failure{not_allowed, fmt::format("There is no person with the login `{}`.", printable(*login))};
  });
}

}  // namespace formulary::cli
