// `formulary user list|add|disable|enable|password`: the people of the registry, for administrators.
#include <fmt/format.h>

#include "service/cli/connection.hpp"

namespace formulary::cli {
namespace {

Json find_by_login(Connection& connection, const std::string& login) {
  for (auto& person : connection.all("/v1/users")) {
    if (person.value("login", "") == login) return std::move(person);
  }
  throw Failure{not_allowed, fmt::format("There is no person with the login `{}`.", printable(login))};
}

std::string find_department(Connection& connection, const std::string& name) {
  for (const auto& department : connection.all("/v1/departments")) {
    if (department.value("name", "") == name) return department.value("id", "");
  }
  return connection.send("POST", "/v1/departments", Json{{"name", name}}).body.value("id", "");
}

void print_person(const Shared& shared, const Json& person) {
  if (shared.quiet) return;
  if (shared.json) {
    fmt::print("{}\n", person.dump(2));
    return;
  }
  std::string roles;
  for (const auto& role : person.value("roles", Json::array()))
    roles += (roles.empty() ? "" : ",") + role.get<std::string>();
  fmt::print("{:<20} {:<28} {:<32} {}\n", printable(person.value("login", "")), printable(person.value("name", "")),
             roles, person["disabled"].is_null() ? "active" : "locked out");
}

void set_disabled(const Shared& shared, const std::string& login, bool disabled) {
  Connection connection(shared);
  const std::string target = "/v1/users/" + find_by_login(connection, login).value("id", "");
  const std::string etag = connection.get(target).etag;
  print_person(shared, connection.send("PATCH", target, Json{{"disabled", disabled}}, {{"if-match", etag}}).body);
}

std::string new_password(const std::string& file) {
  if (!file.empty()) return read_secret(file);
  const std::string first = ask_secret("New password: ");
  if (ask_secret("Once more: ") != first) throw Failure{usage, "The two passwords differ."};
  return first;
}

}  // namespace

void add_user(CLI::App& app, const Shared& shared, int& exit_code) {
  struct Options {
    std::string login, name, department, password_file;
    std::vector<std::string> roles, domains;
  };
  auto options = std::make_shared<Options>();
  CLI::App* user = app.add_subcommand("user", "The people of the registry (administrators)");
  user->require_subcommand(1);

  user->add_subcommand("list", "Everybody")->callback([&shared, &exit_code] {
    Connection connection(shared);
    const Json all = connection.all("/v1/users");
    if (shared.json) {
      fmt::print("{}\n", all.dump(2));
    } else {
      for (const auto& person : all) print_person(shared, person);
    }
    exit_code = done;
  });

  CLI::App* add = user->add_subcommand("add", "A new person or script account");
  add->add_option("LOGIN", options->login)->required();
  add->add_option("--name", options->name, "The person's name")->required();
  add->add_option("--role", options->roles, "submitter, reviewer, approver, auditor, administrator, script")
      ->required();
  add->add_option("--domain", options->domains, "Of a reviewer: security, privacy, clinical, regulatory");
  add->add_option("--department", options->department, "Name of the department; made when it is new");
  add->add_option("--new-password-file", options->password_file, "File with the first password; asked for otherwise");
  add->callback([options, &shared, &exit_code] {
    Connection connection(shared);
    Json request{{"login", options->login}, {"name", options->name}, {"roles", options->roles}};
    if (!options->domains.empty()) request["domains"] = options->domains;
    if (!options->department.empty()) request["department"] = find_department(connection, options->department);
    const bool script = options->roles == std::vector<std::string>{"script"};
    if (!script) request["password"] = new_password(options->password_file);
    print_person(shared, connection.send("POST", "/v1/users", request).body);
    exit_code = done;
  });

  CLI::App* disable = user->add_subcommand("disable", "Lock a person out at once: sessions and tokens end now");
  disable->add_option("LOGIN", options->login)->required();
  disable->callback([options, &shared] { set_disabled(shared, options->login, true); });
  CLI::App* enable = user->add_subcommand("enable", "Let a person in again");
  enable->add_option("LOGIN", options->login)->required();
  enable->callback([options, &shared] { set_disabled(shared, options->login, false); });

  CLI::App* password = user->add_subcommand("password", "Set a person's password; their sessions end");
  password->add_option("LOGIN", options->login)->required();
  password->add_option("--new-password-file", options->password_file, "File with the password; asked for otherwise");
  password->callback([options, &shared, &exit_code] {
    Connection connection(shared);
    const std::string id = find_by_login(connection, options->login).value("id", "");
    connection.send("POST", "/v1/users/" + id + "/password", Json{{"password", new_password(options->password_file)}});
    exit_code = done;
  });
}

}  // namespace formulary::cli
