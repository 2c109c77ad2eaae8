// `formulary user list|create|disable|enable|reset`: the people of the registry, on the machine of the service and with
// the rights of its user. Works on the database itself, so that it works when nobody can log in; a running service sees
// each change with its next request.
#include <algorithm>
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/stat.h>

#include "service/cli/connection.hpp"
#include "service/config.hpp"
#include "service/io/crypto/system_world.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/manage_people.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::cli {
namespace {

/// What the host does is done at once, whatever the rules: who has the machine has everything.
constexpr usecases::AccountRules rules = usecases::AccountRules::strict;

struct Options {
  std::string config, data;
  std::string login, name, department, password_file;
  std::vector<std::string> roles, domains;
};

std::string data_folder(const Options& options) {
  Config config;
  try {
    if (!options.config.empty()) config = read_config(options.config);
  } catch (const std::invalid_argument& problem) {
    throw Failure{usage, problem.what()};
  }
  return options.data.empty() ? config.data : options.data;
}

/// The registry of this machine. Nothing is made here, and nothing is left that the service could not read.
class Registry {
 public:
  explicit Registry(const Options& options) {
    const std::string file = data_folder(options) + "/formulary.db";
    struct stat state {};
    if (::stat(file.c_str(), &state) != 0) {
      throw Failure{usage,
                    fmt::format("There is no registry at `{}`. Name its folder: --data FOLDER.", printable(file))};
    }
    if (state.st_uid != ::geteuid()) {
      throw Failure{usage,
                    fmt::format("`{}` belongs to another user. Run this as the user of the service.", printable(file))};
    }
    ::umask(0077);
    store_ = io::store::open(file);
  }

  io::crypto::SystemWorld& world() { return world_; }
  usecases::Store& store() { return *store_; }

  /// One transaction; a refusal ends the command.
  void change(const std::function<domain::Result<void>(usecases::Transaction&)>& work) {
    std::optional<domain::Refusal> refusal;
    store_->write([&](usecases::Transaction& transaction) {
      const auto done = work(transaction);
      if (!done) refusal = done.error();
      return done ? usecases::Commit::yes : usecases::Commit::no;
    });
    if (refusal) throw Failure{not_allowed, refusal->sentence};
  }

 private:
  io::crypto::SystemWorld world_;
  std::unique_ptr<io::store::EmbeddedStore> store_;
};

domain::Person find(usecases::Transaction& transaction, const std::string& login) {
  auto person = transaction.people().find_by_login(login);
  if (!person) throw Failure{not_allowed, fmt::format("There is no person with the login `{}`.", printable(login))};
  return *person;
}

void print_person(const Shared& shared, const domain::Person& person) {
  if (shared.quiet) return;
  std::string roles;
  Json words = Json::array();
  for (const domain::Role role : person.roles) {
    roles += (roles.empty() ? "" : ",") + std::string(domain::to_text(role));
    words.push_back(domain::to_text(role));
  }
  if (shared.json) {
    fmt::print("{}\n", Json{{"id", person.id.value},
                            {"login", person.login},
                            {"name", person.display_name},
                            {"roles", words},
                            {"disabled", person.disabled ? Json(domain::to_rfc3339(*person.disabled)) : Json()}}
                           .dump());
    return;
  }
  fmt::print("{:<20} {:<28} {:<32} {}\n", printable(person.login), printable(person.display_name), roles,
             person.active() ? "active" : "locked out");
}

std::string new_password_hash(const Options& options, Registry& registry) {
  std::string password;
  if (!options.password_file.empty()) {
    password = read_secret(options.password_file);
  } else {
    password = ask_secret("New password: ");
    if (ask_secret("Once more: ") != password) throw Failure{usage, "The two passwords differ."};
  }
  if (const auto fits = usecases::check_password(password); !fits) throw Failure{not_allowed, fits.error().sentence};
  return registry.world().hash_password(password);
}

template <class Parse>
auto parse_all(const std::vector<std::string>& words, Parse parse, std::string_view what) {
  std::vector<typename decltype(parse(std::string_view()))::value_type> values;
  for (const std::string& word : words) {
    const auto value = parse(word);
    if (!value) throw Failure{usage, fmt::format("`{}` is no {}.", printable(word), what)};
    values.push_back(*value);
  }
  return values;
}

void list(const Shared& shared, const Options& options) {
  Registry registry(options);
  registry.store().read([&](usecases::Transaction& transaction) {
    for (const domain::Person& person : transaction.people().list()) print_person(shared, person);
  });
}

void create(const Shared& shared, const Options& options) {
  Registry registry(options);
  usecases::NewPerson wanted;
  wanted.login = options.login;
  wanted.display_name = options.name;
  wanted.roles = parse_all(options.roles, domain::parse_role, "role");
  wanted.domains = parse_all(options.domains, domain::parse_review_domain, "review domain");
  const bool script = wanted.roles == std::vector{domain::Role::script};
  if (!script) wanted.password_hash = new_password_hash(options, registry);
  const domain::Actor actor = domain::Actor::host();
  registry.change([&](usecases::Transaction& transaction) -> domain::Result<void> {
    if (!options.department.empty()) {
      auto department = transaction.people().find_department_by_name(options.department);
      if (!department) {
        auto made = usecases::create_department(transaction, registry.world(), actor, options.department);
        if (!made) return std::unexpected(made.error());
        department = *made;
      }
      wanted.department = department->id;
    }
    const auto made = usecases::create_person(transaction, registry.world(), rules, actor, wanted);
    if (!made) return std::unexpected(made.error());
    print_person(shared, std::get<domain::Person>(*made));
    return {};
  });
}

void set_disabled(const Shared& shared, const Options& options, bool disabled) {
  Registry registry(options);
  registry.change([&](usecases::Transaction& transaction) -> domain::Result<void> {
    const domain::Person person = find(transaction, options.login);
    usecases::PersonChange change;
    change.disabled = disabled;
    const auto changed = usecases::change_person(transaction, registry.world(), rules, domain::Actor::host(),
                                                 person.id, person.revision, change);
    if (!changed) return std::unexpected(changed.error());
    print_person(shared, std::get<domain::Person>(*changed));
    return {};
  });
}

/// A new password, to be changed at the next log-in, and no second factor: for who lost both.
void reset(const Shared& shared, const Options& options) {
  Registry registry(options);
  const std::string hash = new_password_hash(options, registry);
  registry.change([&](usecases::Transaction& transaction) -> domain::Result<void> {
    const domain::Person person = find(transaction, options.login);
    const domain::Actor actor = domain::Actor::host();
    const auto set = usecases::set_password(transaction, registry.world(), rules, actor, person.id, hash);
    if (!set) return std::unexpected(set.error());
    const auto taken = usecases::reset_second_factor(transaction, registry.world(), rules, actor, person.id);
    if (!taken) return std::unexpected(taken.error());
    print_person(shared, person);
    return {};
  });
}

}  // namespace

void add_user(CLI::App& app, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* user = app.add_subcommand("user", "The people of the registry, on the machine of the service");
  user->require_subcommand(1);
  user->add_option("--config", options->config, "Configuration file of the service");
  user->add_option("--data", options->data, "Folder of the database");

  const auto add = [&](const char* name, const char* description, void (*act)(const Shared&, const Options&)) {
    CLI::App* command = user->add_subcommand(name, description);
    command->callback([options, &shared, &exit_code, act] {
      act(shared, *options);
      exit_code = done;
    });
    return command;
  };
  add("list", "Everybody", &list);

  CLI::App* made = add("create", "A new person or script account", &create);
  made->add_option("LOGIN", options->login)->required();
  made->add_option("--name", options->name, "The person's name")->required();
  made->add_option("--role", options->roles, "submitter, reviewer, approver, auditor, administrator, script")
      ->required();
  made->add_option("--domain", options->domains, "Of a reviewer: security, privacy, clinical, regulatory");
  made->add_option("--department", options->department, "Name of the department; made when it is new");
  made->add_option("--new-password-file", options->password_file, "File with the first password; asked for otherwise");

  add("disable", "Lock a person out at once: sessions and tokens end now",
      [](const Shared& all, const Options& one) { set_disabled(all, one, true); })
      ->add_option("LOGIN", options->login)
      ->required();
  add("enable", "Let a person in again", [](const Shared& all, const Options& one) { set_disabled(all, one, false); })
      ->add_option("LOGIN", options->login)
      ->required();

  CLI::App* anew = add("reset", "A new password, no second factor; sessions end", &reset);
  anew->add_option("LOGIN", options->login)->required();
  anew->add_option("--new-password-file", options->password_file, "File with the password; asked for otherwise");
}

}  // namespace formulary::cli
