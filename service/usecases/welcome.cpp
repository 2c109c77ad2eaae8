#include "service/usecases/welcome.hpp"

#include "service/usecases/attempts.hpp"
#include "service/usecases/propose.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/typed_code.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;

/// The person whose code this is, now.
std::optional<domain::Person> welcomed(Transaction& transaction, const World& world, const std::string& login,
                                       const std::string& digest) {
  auto person = transaction.people().find_by_login(login);
  const auto welcome = person ? transaction.proposals().find_welcome(person->id) : std::nullopt;
  const bool fits = welcome && welcome->digest == digest && world.present().now < welcome->expires;
  return fits && person->active() ? person : std::nullopt;
}

}  // namespace

std::expected<void, NoSession> accept_welcome(const AccountServices& services, const domain::Actor& actor,
                                              const WelcomeCode& code,
                                              const std::function<domain::Result<std::string>()>& hash) {
  World& world = services.world;
  std::string login(code.login.substr(0, 64));
  for (char& c : login) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const domain::Instant now = world.present().now;
  const AttemptSubjects subjects = attempt_subjects(world, actor, "welcome:" + login);
  const std::string digest =
      welcome_digest(world, world.sha256(bare_code(code.first_half)), world.sha256(bare_code(code.second_half)));

  std::optional<domain::Person> person;
  std::int64_t wait_ms = 0;
  services.store.read([&](Transaction& transaction) {
    wait_ms = wait_of(transaction.accounts(), subjects, now);
    person = welcomed(transaction, world, login, digest);
  });
  if (wait_ms > 0) return too_many_attempts(wait_ms);
  const auto phc = person ? hash() : domain::Result<std::string>(std::string());
  if (!phc) return std::unexpected(NoSession{.refusal = phc.error()});

  bool taken = false;
  services.store.write([&](Transaction& transaction) {
    wait_ms = wait_of(transaction.accounts(), subjects, now);
    if (wait_ms > 0) return Commit::no;
    // Right ones are counted, too: nobody tries halves of several people from one place.
    count_failed(transaction, subjects, now);
    const auto again = person ? welcomed(transaction, world, login, digest) : std::nullopt;
    if (!again) {
      const auto named = transaction.people().find_by_login(login);
      note_denied(transaction, world, actor, "person.welcome", named ? named->id.value : std::string());
      return Commit::yes;
    }
    taken = true;
    transaction.proposals().remove_welcome(again->id);
    transaction.people().set_password_hash(again->id, *phc);
    transaction.accounts().mark_password(again->id, false);
    transaction.people().end_sessions_of(again->id);
    domain::Actor self = actor;
    self.kind = domain::ActorKind::person;
    self.id = again->id;
    note(transaction, world, self, "person.welcome", "person", again->id.value);
    return Commit::yes;
  });
  if (taken) return {};
  if (wait_ms > 0) return too_many_attempts(wait_ms);
  return std::unexpected(
      NoSession{{RefusalCode::forbidden,
                 "This code is wrong, was used already or is over. Give both halves as you got them, or ask an "
                 "administrator for a new one.",
                 "/first_half"}});
}

}  // namespace formulary::usecases
