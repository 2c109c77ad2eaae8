#include "service/usecases/authenticate.hpp"

#include <algorithm>

#include "service/domain/network.hpp"
#include "service/usecases/manage_tokens.hpp"
#include "service/usecases/sign_in.hpp"

namespace formulary::usecases {
namespace {

using domain::Role;

constexpr std::int64_t minute_ms = 60'000;

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

bool may_come_from(const Token& token, std::string_view remote) {
  if (token.networks.empty()) return true;
  const auto address = domain::parse_address(remote);
  return address && std::ranges::any_of(token.networks, [&](const std::string& text) {
           const auto network = domain::parse_network(text);
           return network && network->contains(*address);
         });
}

}  // namespace

std::string_view to_text(Due due) {
  switch (due) {
    case Due::nothing:
      return "nothing";
    case Due::password:
      return "password";
    case Due::second_factor:
      return "second_factor";
  }
  return "nothing";
}

bool is_privileged(const domain::Person& person) {
  return person.has(Role::reviewer) || person.has(Role::approver) || person.has(Role::administrator);
}

std::int64_t session_idle_ms(const domain::Person& person) { return (is_privileged(person) ? 15 : 30) * minute_ms; }

Due due_of(Transaction& transaction, AccountRules rules, const domain::Person& person) {
  if (rules == AccountRules::trial) return Due::nothing;
  const Standing standing = transaction.accounts().standing(person.id);
  if (!standing.password) return Due::nothing;
  if (standing.chosen_by_another) return Due::password;
  return is_privileged(person) && !standing.second_factor ? Due::second_factor : Due::nothing;
}

std::optional<Authenticated> authenticate_session(Transaction& transaction, const World& world, AccountRules rules,
                                                  std::string_view secret) {
  if (secret.size() != 43) return std::nullopt;
  const auto session = transaction.people().find_session(world.sha256(secret));
  if (!session) return std::nullopt;
  const domain::Instant now = world.present().now;
  if (now.ms >= session->expires.ms) return std::nullopt;
  const auto person = transaction.people().find(session->person);
  if (!person || !person->active()) return std::nullopt;
  if (person->roles.empty()) {
    if (const auto access = transaction.emergencies().access_of(person->id)) {
      if (!access->stands(now)) return std::nullopt;
      Authenticated result = make(*person, domain::ActorKind::emergency);
      result.actor.session_digest = session->digest;
      result.csrf = session->csrf;
      result.session = session->id;
      result.confirmed = now;  // the code was the proof, for the whole hour
      result.at = now;
      return result;
    }
  }
  if (now.ms - session->last_seen.ms >= session_idle_ms(*person)) return std::nullopt;
  if (is_due_at_provider(transaction, *session, *person, now)) return std::nullopt;
  Authenticated result = make(*person, domain::ActorKind::person);
  result.actor.session_digest = session->digest;
  result.csrf = session->csrf;
  result.touch = now.ms - session->last_seen.ms >= minute_ms;
  result.session = session->id;
  result.confirmed = session->confirmed;
  result.at = now;
  result.due = due_of(transaction, rules, *person);
  return result;
}

std::optional<Authenticated> authenticate_token(Transaction& transaction, const World& world, std::string_view secret,
                                                std::string_view remote) {
  if (!looks_like_token(secret)) return std::nullopt;
  const auto token = transaction.people().find_token(world.sha256(secret));
  if (!token || token->revoked || !may_come_from(*token, remote)) return std::nullopt;
  const domain::Instant now = world.present().now;
  if (now.ms >= token->expires.ms) return std::nullopt;
  const auto person = transaction.people().find(token->owner);
  if (!person || !person->active()) return std::nullopt;
  const bool script = person->has(Role::script);
  Authenticated result = make(*person, script ? domain::ActorKind::script : domain::ActorKind::person);
  result.actor.scopes = token->scopes;
  result.actor.session_digest = token->digest;
  result.token = token->id;
  result.touch = !token->last_used || now.ms - token->last_used->ms >= minute_ms;
  result.at = now;
  return result;
}

}  // namespace formulary::usecases
