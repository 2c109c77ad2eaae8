#include "service/usecases/break_glass.hpp"

#include <algorithm>

#include "service/domain/network.hpp"
#include "service/usecases/emergency_approval.hpp"
#include "service/usecases/identity_alarm.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::EmergencyAccess;
using domain::RefusalCode;

constexpr std::int64_t minute_ms = 60'000;
constexpr int failures_per_visitor = 20;
constexpr std::string_view object = "emergency_access";

std::unexpected<NoSession> no_code() {
  return std::unexpected(
      NoSession{{RefusalCode::unauthenticated,
                 "This code is unknown, used or older than 15 minutes. Make another one on the host: "
                 "formulary break-glass.",
                 "/code"}});
}

/// Whoever acts in the access: a person who has no role and no password, and is locked out at its end.
domain::Person person_of(World& world, const EmergencyAccess& access, domain::Instant now) {
  domain::Person person;
  person.id = {world.new_id()};
  person.login = "emergency-" + access.id.value;
  person.display_name = "Emergency access of " + domain::to_rfc3339(now).substr(0, 16) + "Z";
  person.created = now;
  return person;
}

void note_denied(Transaction& transaction, const World& world, const domain::Actor& visitor) {
  domain::AuditEntry entry;
  entry.actor = visitor;
  entry.action = "break_glass.open";
  entry.object_type = object;
  entry.outcome = domain::AuditOutcome::denied;
  entry.at = world.present().now;
  transaction.audit().append(entry);
}

/// Tells administrators and auditors until one of them says that they looked.
void tell(Transaction& transaction, World& world, const domain::PersonId& person) {
  transaction.provisioning().raise({.id = world.new_id(),
                                    .kind = std::string(alarm::break_glass),
                                    .subject = person.value,
                                    .at = world.present().now,
                                    .acknowledged = {},
                                    .acknowledger = {}});
}

void close(Transaction& transaction, const World& world, const domain::Actor& actor, const EmergencyAccess& access,
           const std::string& action) {
  const domain::Instant now = world.present().now;
  transaction.emergencies().close(access.id, now);
  if (auto person = transaction.people().find(access.person); person && person->active()) {
    person->disabled = now;
    transaction.people().update(*person);
  }
  transaction.people().end_sessions_of(access.person);
  note(transaction, world, actor, action, std::string(object), access.id.value);
}

}  // namespace

domain::Result<MintedCode> mint_emergency_code(Transaction& transaction, World& world, const std::string& reason) {
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos) {
    return domain::refuse(RefusalCode::invalid, "Say why emergency access is needed.", "/reason");
  }
  if (reason.size() > 4000) {
    return domain::refuse(RefusalCode::invalid, "Say it in at most 4000 characters.", "/reason");
  }
  const domain::Instant now = world.present().now;
  MintedCode minted{.code = world.new_secret(), .access = {}};
  minted.access.id = {world.new_id()};
  minted.access.code_digest = world.sha256(minted.code);
  minted.access.minted = now;
  minted.access.code_ends = {now.ms + domain::emergency_code_ms};
  transaction.emergencies().insert(minted.access);
  note(transaction, world, domain::Actor::system(), "break_glass.mint", std::string(object), minted.access.id.value,
       reason);
  return minted;
}

std::expected<OpenSession, NoSession> open_emergency(Store& store, World& world, const domain::Actor& visitor,
                                                     std::string_view code, const std::string& name) {
  const domain::Instant now = world.present().now;
  const std::string subject = "break-glass:" + domain::visitor_of(visitor.remote);
  std::expected<OpenSession, NoSession> result = no_code();
  store.write([&](Transaction& transaction) {
    if (transaction.accounts().failed(subject, {now.ms - minute_ms}).count >= failures_per_visitor) {
      result = std::unexpected(
          NoSession{{RefusalCode::too_many, "Too many failed attempts. Wait a minute and try again."}, false, 60});
      return Commit::no;
    }
    auto access = transaction.emergencies().with_code(world.sha256(code));
    if (!access || !access->opens(now)) {
      transaction.people().note_failed_login(subject, now);
      note_denied(transaction, world, visitor);
      return Commit::yes;
    }
    OpenSession open;
    open.secret = world.new_secret();
    open.person = person_of(world, *access, now);
    open.session = Session{.digest = world.sha256(open.secret),
                           .person = open.person.id,
                           .csrf = world.new_secret(),
                           .created = now,
                           .last_seen = now,
                           .expires = {now.ms + domain::emergency_access_ms},
                           .id = world.new_id(),
                           .confirmed = now,
                           .remote = visitor.remote};
    access->person = open.person.id;
    access->opened = now;
    access->until = open.session.expires;
    transaction.people().insert(open.person);
    transaction.emergencies().open(*access);
    transaction.people().insert(open.session);
    domain::Actor self = visitor;
    self.kind = domain::ActorKind::emergency;
    self.id = open.person.id;
    self.session_digest = open.session.digest;
    note(transaction, world, self, "break_glass.open", std::string(object), access->id.value, name);
    tell(transaction, world, open.person.id);
    result = std::move(open);
    return Commit::yes;
  });
  return result;
}

domain::Result<void> end_emergency(Transaction& transaction, World& world, const domain::Actor& actor,
                                   const domain::EmergencyAccessId& id) {
  const auto access = transaction.emergencies().find(id);
  const bool own = access && actor.kind == domain::ActorKind::emergency && access->person == actor.id;
  if (!access || (!own && !actor.has(domain::Role::administrator))) {
    return domain::refuse(RefusalCode::not_found, "There is no emergency access with this id.");
  }
  if (!access->opened || access->ended) {
    return domain::refuse(RefusalCode::conflict, "This emergency access is not open.");
  }
  close(transaction, world, actor, *access, "break_glass.end");
  return {};
}

std::optional<EmergencyAccess> standing_emergency(Transaction& transaction, const World& world) {
  const std::vector<EmergencyAccess> open = transaction.emergencies().open_ones();
  const auto standing = std::ranges::find_if(open, [&](const EmergencyAccess& access) {
    const auto person = transaction.people().find(access.person);
    return access.stands(world.present().now) && person && person->active();
  });
  return standing == open.end() ? std::nullopt : std::optional(*standing);
}

int end_emergencies(Transaction& transaction, World& world) {
  int ended = end_emergency_approvals(transaction, world);
  for (const EmergencyAccess& access : transaction.emergencies().open_ones()) {
    if (world.present().now < *access.until) continue;
    close(transaction, world, domain::Actor::system(), access, "break_glass.close");
    ++ended;
  }
  return ended;
}

}  // namespace formulary::usecases
