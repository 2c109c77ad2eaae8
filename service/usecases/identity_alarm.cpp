#include "service/usecases/identity_alarm.hpp"

#include "service/usecases/record.hpp"

namespace formulary::usecases {

std::string_view sentence_of(std::string_view alarm) {
  if (alarm == alarm::lock_refused) {
    return "The identity provider may have wanted to lock this person out, but its request could not be understood. "
           "Nothing was changed. If the person has left, lock them out here; then correct the provider's mapping.";
  }
  if (alarm == alarm::roles_exclude) {
    return "This person's groups give both administrator and approver, which exclude each other. They got neither. "
           "Take the person out of one of the groups at the identity provider.";
  }
  if (alarm == alarm::departments_disagree) {
    return "This person's groups belong to different departments. They got none. Take the person out of one of the "
           "groups at the identity provider.";
  }
  if (alarm == alarm::break_glass) {
    return "Emergency access was opened. Look in the audit log at who opened it, why, and what was done in it; end it "
           "if "
           "it is not needed.";
  }
  return "The identity provider has locked out the last administrator. Give another person the role, at the provider "
         "or "
         "on the registry's host.";
}

void raise_alarm(Transaction& transaction, World& world, const domain::Actor& actor, std::string_view alarm,
                 const std::string& person) {
  const domain::Instant now = world.present().now;
  transaction.provisioning().raise({.id = world.new_id(),
                                    .kind = std::string(alarm),
                                    .subject = person,
                                    .at = now,
                                    .acknowledged = {},
                                    .acknowledger = {}});
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "identity." + std::string(alarm);
  entry.object_type = "person";
  entry.object_id = person;
  entry.outcome = domain::AuditOutcome::denied;
  entry.at = now;
  transaction.audit().append(entry);
}

domain::Result<void> acknowledge_alarm(Transaction& transaction, const World& world, const domain::Actor& actor,
                                       const std::string& id) {
  if (!transaction.provisioning().acknowledge(id, actor.id, world.present().now)) {
    return domain::refuse(domain::RefusalCode::not_found, "No such alarm waits for somebody to look.");
  }
  note(transaction, world, actor, "identity.acknowledge", "identity_alarm", id);
  return {};
}

}  // namespace formulary::usecases
