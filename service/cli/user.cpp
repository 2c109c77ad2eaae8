// `formulary user list|create|disable|enable|reset|confirm`: the people of the registry, on the machine of the service
// and with the rights of its user. Works on the database itself, so that it works when nobody can log in; a running
// service sees each change with its next request.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/stat.h>

#include "service/cli/breached_passwords.hpp"
#include "service/cli/connection.hpp"
#include "service/config.hpp"
#include "service/io/crypto/system_world.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/confirm.hpp"
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
  std::string proposal;
  bool yes = false;
};

Config config_of(const Options& options) {
  Config config;
  try {
    if (!options.config.empty()) config = read_config(options.config);
  } catch (const std::invalid_argument& problem) {
    throw Failure{usage, problem.what()};
  }
  if (!options.data.empty()) config.data = options.data;
  return config;
}

/// The registry of this machine. Nothing is made here, and nothing is left that the service could not read.
class Registry {
 public:
  explicit Registry(const Options& options) {
    const std::string file = config_of(options).data + "/formulary.db";
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
  if (const auto fits = usecases::check_password(password, options.login); !fits)
    throw Failure{not_allowed, fits.error().sentence};
  if (BreachedPasswords(config_of(options).breached_passwords).has(password)) {
    throw Failure{not_allowed, usecases::known_to_thieves().error().sentence};
  }
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
    const auto changed = usecases::change_person(transaction, registry.world(), rules, domain::Actor::host(), person.id,
                                                 person.revision, change);
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

bool says_yes(const std::string& question) {
  fmt::print("{}", question);
  std::fflush(stdout);
  std::string line;
  return std::getline(std::cin, line) && line == "yes";
}

std::string joined(const std::vector<std::string>& texts) {
  std::string line;
  for (const std::string& text : texts) line += (line.empty() ? "" : ", ") + printable(text);
  return line.empty() ? "nothing" : line;
}

std::string name_of(usecases::Transaction& transaction, const domain::PersonId& id) {
  const auto person = transaction.people().find(id);
  return person ? fmt::format("{} ({})", printable(person->display_name), printable(person->login)) : "the host";
}

void print_proposal(const Shared& shared, usecases::Transaction& transaction, const domain::Proposal& proposal,
                    const std::string& half) {
  if (shared.quiet) return;
  if (shared.json) {
    Json changes = Json::array();
    for (const domain::Alteration& change : proposal.changes) {
      changes.push_back({{"field", change.field}, {"before", change.before}, {"after", change.after}});
    }
    fmt::print("{}\n", Json{{"id", proposal.id.value},
                            {"kind", to_text(proposal.kind)},
                            {"state", to_text(proposal.state)},
                            {"changes", std::move(changes)},
                            {"digest", proposal.digest},
                            {"welcome_half", half.empty() ? Json() : Json(half)}}
                           .dump());
    return;
  }
  fmt::print("{}  {}\n  proposed by {} at {}, until {}\n", proposal.id.value, sentence_of(proposal.kind),
             name_of(transaction, proposal.proposer), domain::to_rfc3339(proposal.created),
             domain::to_rfc3339(proposal.expires));
  if (const auto person = transaction.people().find(domain::PersonId{proposal.subject})) {
    fmt::print("  about {}\n", name_of(transaction, person->id));
  }
  for (const domain::Alteration& change : proposal.changes) {
    fmt::print("  {:<24} {} -> {}\n", printable(change.field), joined(change.before), joined(change.after));
  }
}

/// What waits for a second administrator.
void list_proposals(const Shared& shared, const Options& options) {
  Registry registry(options);
  const domain::Instant now = registry.world().present().now;
  registry.store().read([&](usecases::Transaction& transaction) {
    const auto open = transaction.proposals().list(
        {.states = {domain::ProposalState::open}, .proposer = {}, .before = {}, .limit = 200});
    for (const domain::Proposal& proposal : open) {
      if (proposal.is_open(now)) print_proposal(shared, transaction, proposal, {});
    }
  });
}

/// The way to a second administrator, and the way out when only one is left.
void confirm(const Shared& shared, const Options& options) {
  if (options.proposal.empty()) return list_proposals(shared, options);
  Registry registry(options);
  const domain::ProposalId id{options.proposal};
  std::optional<domain::Proposal> shown;
  registry.store().read([&](usecases::Transaction& transaction) {
    shown = transaction.proposals().find(id);
    if (shown && !shared.json) print_proposal(shared, transaction, *shown, {});
  });
  if (!shown) throw Failure{not_allowed, "There is no proposal with this id."};
  if (!options.yes && !says_yes("Confirm just this? Type yes: ")) {
    throw Failure{not_allowed, "Nothing was confirmed."};
  }
  registry.change([&](usecases::Transaction& transaction) -> domain::Result<void> {
    const auto done = usecases::confirm(transaction, registry.world(), rules, domain::Actor::host(), id, shown->digest);
    if (!done) return std::unexpected(done.error());
    if (shared.json) print_proposal(shared, transaction, done->proposal, done->done.half);
    if (!shared.json && !shared.quiet) fmt::print("Confirmed.\n");
    if (!shared.json && !done->done.half.empty()) {
      fmt::print("The second half of the code, for the person alone: {}\n", done->done.half);
    }
    if (!shared.json && !done->done.secret.empty()) fmt::print("The token, shown once: {}\n", done->done.secret);
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

  CLI::App* agreed = add("confirm", "List what waits for a second administrator, or confirm one of it here", &confirm);
  agreed->add_option("PROPOSAL", options->proposal, "Its id; without it, everything that waits is listed");
  agreed->add_flag("--yes", options->yes, "Do not ask");

  CLI::App* anew = add("reset", "A new password, no second factor; sessions end", &reset);
  anew->add_option("LOGIN", options->login)->required();
  anew->add_option("--new-password-file", options->password_file, "File with the password; asked for otherwise");
}

}  // namespace formulary::cli
