// `formulary token create|list|revoke`: API tokens for scripts and for this command line.
#include <fcntl.h>
#include <optional>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "service/cli/connection.hpp"

namespace formulary::cli {
namespace {

/// A new file that only its owner can read; refuses to overwrite. Made before the token, so that no token is made whose
/// secret has no place; removed again unless a secret was written.
class SecretFile {
 public:
  explicit SecretFile(const std::string& path) : path_(path) {
    file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file_ < 0) throw Failure{usage, fmt::format("`{}` cannot be made; does it exist already?", printable(path))};
  }
  ~SecretFile() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(path_.c_str());
  }
  SecretFile(const SecretFile&) = delete;
  SecretFile& operator=(const SecretFile&) = delete;

  void write(const std::string& secret) {
    const std::string line = secret + "\n";
    const bool written = ::write(file_, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    if (!written) throw Failure{usage, fmt::format("`{}` cannot be written. Revoke the token.", printable(path_))};
    ::close(std::exchange(file_, -1));
  }

 private:
  std::string path_;
  int file_ = -1;
};

std::string script_id(Connection& connection, const std::string& login) {
  for (const auto& person : connection.all("/v1/users")) {
    if (person.value("login", "") == login) return person.value("id", "");
  }
  throw Failure{not_allowed, fmt::format("There is no account with the login `{}`.", printable(login))};
}

}  // namespace

void add_token(CLI::App& app, const Shared& shared, int& exit_code) {
  struct Options {
    std::string name, owner, id, out;
    std::vector<std::string> scopes, networks;
    int days = 90;
  };
  auto options = std::make_shared<Options>();
  CLI::App* token = app.add_subcommand("token", "API tokens");
  token->require_subcommand(1);

  CLI::App* create = token->add_subcommand("create", "A new token; its secret is shown once");
  create->add_option("NAME", options->name, "What uses it")->required();
  create->add_option("--scope", options->scopes, "gate, submit, read, review, administer, metrics, scim")->required();
  create->add_option("--days", options->days, "Days until it expires")->capture_default_str();
  create->add_option("--network", options->networks,
                     "Where it may be used from, such as 10.20.0.0/16; anywhere otherwise");
  create->add_option("--owner", options->owner, "Login of a script account (administrators)");
  create->add_option("--out", options->out, "Write the secret to this new file instead of printing it");
  create->callback([options, &shared, &exit_code] {
    Connection connection(shared);
    Json request{{"name", options->name}, {"scopes", options->scopes}, {"days", options->days}};
    if (!options->networks.empty()) request["networks"] = options->networks;
    if (!options->owner.empty()) request["owner"] = script_id(connection, options->owner);
    std::optional<SecretFile> file;
    if (!options->out.empty()) file.emplace(options->out);
    const auto answer = connection.send("POST", "/v1/tokens", request);
    Json created = answer.body;
    if (answer.status == 202) {  // who confirms it gets the secret
      if (shared.json) {
        fmt::print("{}\n", created.dump(2));
      } else {
        fmt::print("Another administrator has to confirm this (proposal {}), and gets the secret.\n",
                   created.value("id", ""));
      }
      exit_code = done;
      return;
    }
    if (file) {
      file->write(created.value("secret", ""));
      created["secret"] = "written to " + options->out;
    }
    if (shared.json) {
      fmt::print("{}\n", created.dump(2));
    } else {
      fmt::print("{}\n", created.value("secret", ""));
    }
    exit_code = done;
  });

  token->add_subcommand("list", "Tokens that you may see")->callback([&shared, &exit_code] {
    Connection connection(shared);
    const Json all = connection.all("/v1/tokens");
    if (shared.json) {
      fmt::print("{}\n", all.dump(2));
    } else {
      for (const auto& item : all) {
        fmt::print("{}  {:<24} {:<20} until {}{}\n", item.value("id", ""), printable(item.value("name", "")),
                   printable(item["owner"].value("name", "")), item.value("expires", ""),
                   item["revoked"].is_null() ? "" : "  revoked");
      }
    }
    exit_code = done;
  });

  CLI::App* revoke = token->add_subcommand("revoke", "End a token now");
  revoke->add_option("ID", options->id)->required();
  revoke->callback([options, &shared, &exit_code] {
    Connection connection(shared);
    connection.send("DELETE", "/v1/tokens/" + percent_encoded(options->id), nullptr);
    exit_code = done;
  });
}

}  // namespace formulary::cli
