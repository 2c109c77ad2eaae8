#include "service/usecases/authenticate.hpp"

#include "service/usecases/manage_tokens.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/sign_in.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

constexpr std::int64_t minute_ms = 60'000;
constexpr int failures_per_account = 5;
constexpr int failures_per_address = 20;

// Verified against when the login is unknown, so that the answer takes as long as for a known one. The salt and the
// hash belong to no password.
constexpr std::string_view nobody =
    "$argon2id$v=19$m=19456,t=2,p=1$Zm9ybXVsYXJ5LXNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

domain::Result<OpenSession> wrong() {
  return domain::refuse(RefusalCode::unauthenticated,
                        "Login or password is wrong, or the account is locked. Check both, or ask an administrator.");
}

Authenticated make(const domain::Person& person, domain::ActorKind kind) {
  Authenticated result;
  result.person = person;
  result.actor.kind = kind;
  result.actor.id = person.id;
  result.actor.department = person.department;
  result.actor.roles = person.roles;
  result.actor.domains = person.domains;
  return result;
}

}  // namespace

domain::Result<OpenSession> log_in(Store& store, World& world, const domain::Actor& actor, std::string_view login,
                                   std::string_view password) {
  std::string lower(login.substr(0, 64));
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const std::string account = "login:" + world.sha256(lower);
  const std::string address = "address:" + actor.remote;
  const domain::Instant now = world.present().now;

  std::optional<domain::Person> person;
  std::optional<std::string> hash;
  bool too_many = false;
  store.read([&](Transaction& transaction) {
    People& people = transaction.people();
    const domain::Instant since = now.plus(std::chrono::milliseconds(-minute_ms));
    too_many = people.failed_logins(account, since) >= failures_per_account ||
               people.failed_logins(address, since) >= failures_per_address;
    person = people.find_by_login(lower);
    if (person) hash = people.password_hash(person->id);
  });
  if (too_many) {
    return domain::refuse(RefusalCode::too_many, "Too many failed attempts. Wait a minute and try again.");
  }

  const bool fits = world.verify_password(password, hash ? std::string_view(*hash) : nobody);
  if (!fits || !hash || !person || !person->active()) {
    store.write([&](Transaction& transaction) {
      transaction.people().note_failed_login(account, now);
      transaction.people().note_failed_login(address, now);
      domain::AuditEntry entry;
      entry.actor = actor;
      entry.action = "session.login";
      entry.object_type = "person";
      entry.object_id = person ? person->id.value : std::string();
      entry.outcome = domain::AuditOutcome::denied;
      entry.at = now;
      transaction.audit().append(entry);
      return Commit::yes;
    });
    return wrong();
  }

  OpenSession open;
  open.secret = world.new_secret();
  open.person = *person;
  open.session = Session{.digest = world.sha256(open.secret),
                         .person = person->id,
                         .csrf = world.new_secret(),
                         .created = now,
                         .last_seen = now,
                         .expires = now.plus(std::chrono::milliseconds(session_absolute_ms))};
  bool still_active = false;
  store.write([&](Transaction& transaction) {
    // Between the look and this write the person may have been locked out, or the password changed.
    const auto again = transaction.people().find(person->id);
    still_active = again && again->active() && transaction.people().password_hash(person->id) == hash;
    if (!still_active) return Commit::no;
    transaction.people().insert(open.session);
    domain::Actor self = actor;
    self.kind = domain::ActorKind::person;
    self.id = person->id;
    self.session_digest = open.session.digest;
    note(transaction, world, self, "session.login", "person", person->id.value);
    return Commit::yes;
  });
  if (!still_active) return wrong();
  return open;
}

void log_out(Transaction& transaction, World& world, const domain::Actor& actor) {
  transaction.people().end_session(actor.session_digest);
  note(transaction, world, actor, "session.logout", "person", actor.id.value);
}

std::optional<Authenticated> authenticate_session(Transaction& transaction, const World& world,
                                                  std::string_view secret) {
  if (secret.size() != 43) return std::nullopt;
  const auto session = transaction.people().find_session(world.sha256(secret));
  if (!session) return std::nullopt;
  const std::int64_t now = world.present().now.ms;
  if (now >= session->expires.ms || now - session->last_seen.ms >= session_idle_ms) return std::nullopt;
  const auto person = transaction.people().find(session->person);
  if (!person || !person->active()) return std::nullopt;
  if (is_due_at_provider(transaction, *session, *person, {now})) return std::nullopt;
  Authenticated result = make(*person, domain::ActorKind::person);
  result.actor.session_digest = session->digest;
  result.csrf = session->csrf;
  result.touch = now - session->last_seen.ms >= minute_ms;
  return result;
}

std::optional<Authenticated> authenticate_token(Transaction& transaction, const World& world, std::string_view secret) {
  if (!looks_like_token(secret)) return std::nullopt;
  const auto token = transaction.people().find_token(world.sha256(secret));
  if (!token || token->revoked) return std::nullopt;
  const std::int64_t now = world.present().now.ms;
  if (now >= token->expires.ms) return std::nullopt;
  const auto person = transaction.people().find(token->owner);
  if (!person || !person->active()) return std::nullopt;
  const bool script = person->has(domain::Role::script);
  Authenticated result = make(*person, script ? domain::ActorKind::script : domain::ActorKind::person);
  result.actor.scopes = token->scopes;
  result.actor.session_digest = token->digest;
  result.token = token->id;
  result.touch = !token->last_used || now - token->last_used->ms >= minute_ms;
  return result;
}

}  // namespace formulary::usecases
