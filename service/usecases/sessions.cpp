#include "service/usecases/sessions.hpp"

#include "service/usecases/authenticate.hpp"
#include "service/usecases/break_glass.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {

using domain::RefusalCode;
using domain::Role;

domain::Result<std::vector<Session>> open_sessions(Transaction& transaction, const World& world,
                                                   const domain::Actor& actor, const domain::PersonId& id) {
  if (actor.id != id && !actor.has(Role::administrator)) {
    return domain::refuse(RefusalCode::forbidden, "Only an administrator sees the sessions of others.");
  }
  const auto person = transaction.people().find(id);
  if (!person) return domain::refuse(RefusalCode::not_found, "There is no person with this id.");
  const domain::Instant now = world.present().now;
  std::vector<Session> sessions = transaction.accounts().sessions_of(id);
  std::erase_if(sessions, [&](const Session& session) {
    return now.ms >= session.expires.ms || now.ms - session.last_seen.ms >= session_idle_ms(*person);
  });
  return sessions;
}

domain::Result<void> end_session(Transaction& transaction, World& world, const domain::Actor& actor,
                                 std::string_view id) {
  const auto session = transaction.accounts().session_named(id);
  if (!session || (session->person != actor.id && !actor.has(Role::administrator))) {
    return domain::refuse(RefusalCode::not_found, "There is no session of yours with this id.");
  }
  if (const auto access = transaction.emergencies().access_of(session->person)) {
    return end_emergency(transaction, world, actor, access->id);
  }
  transaction.people().end_session(session->digest);
  note(transaction, world, actor, "session.end", "person", session->person.value);
  return {};
}

void log_out(Transaction& transaction, World& world, const domain::Actor& actor) {
  if (const auto access = transaction.emergencies().access_of(actor.id)) {
    if (end_emergency(transaction, world, actor, access->id)) return;
  }
  transaction.people().end_session(actor.session_digest);
  note(transaction, world, actor, "session.logout", "person", actor.id.value);
}

}  // namespace formulary::usecases
