#include "service/usecases/log_in.hpp"

#include <optional>

#include "service/usecases/attempts.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/second_factor.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

constexpr int failures_of_codes = 5;
constexpr std::int64_t code_window_ms = 5 * minute_ms;

// Verified against when the login is unknown, so that the answer takes as long as for a known one. The salt and the
// hash belong to no password.
constexpr std::string_view nobody =
    "$argon2id$v=19$m=19456,t=2,p=1$Zm9ybXVsYXJ5LXNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

std::unexpected<NoSession> wrong() {
  return std::unexpected(
      NoSession{{RefusalCode::unauthenticated,
                 "Login or password is wrong, or the account is locked. Check both, or ask an administrator."}});
}

std::string code_subject(const domain::PersonId& person) { return "code:" + person.value; }

void note_log_in(Transaction& transaction, const World& world, const domain::Actor& self, bool second_factor) {
  domain::AuditEntry entry;
  entry.actor = self;
  entry.action = "session.login";
  entry.object_type = "person";
  entry.object_id = self.id.value;
  entry.to = second_factor ? "password+code" : "password";
  entry.at = world.present().now;
  transaction.audit().append(entry);
}

OpenSession fresh(World& world, const domain::Person& person, const domain::Actor& actor, domain::Instant expires) {
  const domain::Instant now = world.present().now;
  OpenSession open;
  open.secret = world.new_secret();
  open.person = person;
  open.session = Session{.digest = world.sha256(open.secret),
                         .person = person.id,
                         .csrf = world.new_secret(),
                         .created = now,
                         .last_seen = now,
                         .expires = expires,
                         .id = world.new_id(),
                         .confirmed = now,
                         .remote = actor.remote};
  return open;
}

/// The browser has one session, whoever it was of.
void end_session_before(Transaction& transaction, const World& world, const domain::Actor& actor,
                        std::string_view secret) {
  const auto before = transaction.people().find_session(world.sha256(secret));
  if (!before) return;
  transaction.people().end_session(before->digest);
  note(transaction, world, actor, "session.end", "person", before->person.value);
}

/// What came of the code of a second factor, within the transaction that uses it up.
enum class CodeOutcome { fits, missing, wrong, too_many };

CodeOutcome check_code(Transaction& transaction, const AccountServices& services, const domain::Actor& actor,
                       const domain::PersonId& person, std::string_view code, std::int64_t& wait_ms) {
  const domain::Instant now = services.world.present().now;
  if (code.empty()) return CodeOutcome::missing;
  wait_ms = window_wait(transaction.accounts(), code_subject(person), now, code_window_ms, failures_of_codes);
  if (wait_ms > 0) return CodeOutcome::too_many;
  if (use_code(transaction, services.world, services.cipher, person, code)) return CodeOutcome::fits;
  transaction.people().note_failed_login(code_subject(person), now);
  note_denied(transaction, services.world, actor, "session.code", person.value);
  return CodeOutcome::wrong;
}

std::unexpected<NoSession> no_code(CodeOutcome outcome, std::int64_t wait_ms) {
  if (outcome == CodeOutcome::too_many) return too_many_attempts(wait_ms);
  return std::unexpected(NoSession{
      {RefusalCode::unauthenticated,
       outcome == CodeOutcome::missing ? "Send the code that your authenticator app shows now, or a recovery code."
                                       : "This code is wrong or was used already. Wait for the next one.",
       "/code"},
      true});
}

}  // namespace

std::unexpected<NoSession> too_many_attempts(std::int64_t wait_ms) {
  const int seconds = static_cast<int>((wait_ms + 999) / 1000);
  const std::string time = seconds <= 60 ? "a minute" : std::to_string((seconds + 59) / 60) + " minutes";
  return std::unexpected(
      NoSession{{RefusalCode::too_many, "Too many failed attempts. Wait " + time + " and try again."}, false, seconds});
}

std::expected<OpenSession, NoSession> log_in(const AccountServices& services, const domain::Actor& actor,
                                             const Credentials& credentials) {
  World& world = services.world;
  std::string lower(credentials.login.substr(0, 64));
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const AttemptSubjects subjects = attempt_subjects(world, actor, lower);
  const domain::Instant now = world.present().now;

  std::optional<domain::Person> person;
  std::optional<std::string> hash;
  std::int64_t wait_ms = 0;
  services.store.read([&](Transaction& transaction) {
    wait_ms = wait_of(transaction.accounts(), subjects, now);
    person = transaction.people().find_by_login(lower);
    if (person) hash = transaction.people().password_hash(person->id);
  });
  if (wait_ms > 0) return too_many_attempts(wait_ms);

  const bool fits = world.verify_password(credentials.password, hash ? std::string_view(*hash) : nobody);
  if (!fits || !hash || !person || !person->active()) {
    services.store.write([&](Transaction& transaction) {
      wait_ms = wait_of(transaction.accounts(), subjects, now);
      if (wait_ms > 0) return Commit::no;
      count_failed(transaction, subjects, now);
      note_denied(transaction, world, actor, "session.login", person ? person->id.value : std::string());
      return Commit::yes;
    });
    return wait_ms > 0 ? too_many_attempts(wait_ms) : wrong();
  }

  // Hashed before the transaction, because that is slow on purpose.
  const std::string rehashed = world.is_outdated(*hash) ? world.hash_password(credentials.password) : std::string();
  OpenSession open = fresh(world, *person, actor, now.plus(std::chrono::milliseconds(session_absolute_ms)));
  bool still_active = false;
  CodeOutcome code = CodeOutcome::fits;
  services.store.write([&](Transaction& transaction) {
    wait_ms = wait_of(transaction.accounts(), subjects, now);
    if (wait_ms > 0) return Commit::no;
    // Between the look and this write the person may have been locked out, or the password changed.
    const auto again = transaction.people().find(person->id);
    still_active = again && again->active() && transaction.people().password_hash(person->id) == hash;
    if (!still_active) return Commit::no;
    domain::Actor self = actor;
    self.kind = domain::ActorKind::person;
    self.id = person->id;
    if (transaction.accounts().standing(person->id).second_factor) {
      code = check_code(transaction, services, self, person->id, credentials.code, wait_ms);
      if (code != CodeOutcome::fits) return code == CodeOutcome::wrong ? Commit::yes : Commit::no;
    }
    if (!rehashed.empty()) transaction.people().set_password_hash(person->id, rehashed);
    if (!credentials.session_before.empty()) end_session_before(transaction, world, self, credentials.session_before);
    transaction.people().insert(open.session);
    open.due = due_of(transaction, services.rules, *person);
    self.session_digest = open.session.digest;
    note_log_in(transaction, world, self, transaction.accounts().standing(person->id).second_factor);
    return Commit::yes;
  });
  if (wait_ms > 0 && code == CodeOutcome::fits) return too_many_attempts(wait_ms);
  if (!still_active) return wrong();
  if (code != CodeOutcome::fits) return no_code(code, wait_ms);
  return open;
}

std::expected<OpenSession, NoSession> confirm(const AccountServices& services, const Authenticated& who,
                                              const Credentials& credentials) {
  World& world = services.world;
  const domain::Instant now = world.present().now;
  const AttemptSubjects subjects = attempt_subjects(world, who.actor, "confirm:" + who.person.id.value);
  Standing standing;
  std::optional<std::string> hash;
  std::optional<Session> session;
  std::int64_t wait_ms = 0;
  services.store.read([&](Transaction& transaction) {
    standing = transaction.accounts().standing(who.person.id);
    hash = transaction.people().password_hash(who.person.id);
    session = transaction.people().find_session(who.actor.session_digest);
    wait_ms = window_wait(transaction.accounts(), subjects.account, now, minute_ms, failures_per_account);
  });
  if (!session) return wrong();
  if (!standing.password) {
    return std::unexpected(NoSession{{RefusalCode::conflict,
                                      "You have no password here. Prove who you are at your identity provider: "
                                      "/auth/login?again=to-prove."}});
  }
  if (!standing.second_factor) {
    if (wait_ms > 0) return too_many_attempts(wait_ms);
    if (!hash || !world.verify_password(credentials.password, *hash)) {
      services.store.write([&](Transaction& transaction) {
        wait_ms = window_wait(transaction.accounts(), subjects.account, now, minute_ms, failures_per_account);
        if (wait_ms > 0) return Commit::no;
        transaction.people().note_failed_login(subjects.account, now);
        note_denied(transaction, world, who.actor, "session.confirm", who.person.id.value);
        return Commit::yes;
      });
      if (wait_ms > 0) return too_many_attempts(wait_ms);
      return std::unexpected(NoSession{{RefusalCode::forbidden, "The password is missing or wrong.", "/password"}});
    }
  }
  OpenSession open = fresh(world, who.person, who.actor, session->expires);
  open.session.created = session->created;
  CodeOutcome code = CodeOutcome::fits;
  bool there = false;
  services.store.write([&](Transaction& transaction) {
    there = transaction.people().find_session(session->digest).has_value();
    if (!there) return Commit::no;
    if (standing.second_factor) {
      code = check_code(transaction, services, who.actor, who.person.id, credentials.code, wait_ms);
      if (code != CodeOutcome::fits) return code == CodeOutcome::wrong ? Commit::yes : Commit::no;
    } else {
      wait_ms = window_wait(transaction.accounts(), subjects.account, now, minute_ms, failures_per_account);
      if (wait_ms > 0) return Commit::no;
    }
    transaction.people().end_session(session->digest);
    transaction.people().insert(open.session);
    open.due = due_of(transaction, services.rules, who.person);
    note(transaction, world, who.actor, "session.confirm", "person", who.person.id.value);
    return Commit::yes;
  });
  if (!there) return wrong();
  const bool guessed = !standing.second_factor && wait_ms > 0;
  if (guessed || code == CodeOutcome::too_many) return too_many_attempts(wait_ms);
  if (code != CodeOutcome::fits) {
    return std::unexpected(
        NoSession{{RefusalCode::forbidden,
                   code == CodeOutcome::missing ? "Send the code that your authenticator app shows now."
                                                : "This code is wrong or was used already. Wait for the next one.",
                   "/code"}});
  }
  return open;
}

}  // namespace formulary::usecases
