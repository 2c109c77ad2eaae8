#include "service/usecases/erase_texts.hpp"

namespace formulary::usecases {

domain::Result<int> erase_texts(Transaction& transaction, const World& world, const domain::Actor& actor,
                                const domain::PersonId& person) {
  if (!transaction.people().find(person)) {
    return domain::refuse(domain::RefusalCode::not_found, "There is no person with this id.");
  }
  const int erased = transaction.audit().erase_texts(person);
  transaction.conflicts().erase_reasons(person);  // the same texts as some of those
  domain::AuditEntry entry;
  entry.actor = actor;
  entry.action = "audit.erase";  // a check of the log accepts missing texts because of this very word
  entry.object_type = "person";
  entry.object_id = person.value;
  entry.to = std::to_string(erased) + " texts";
  entry.at = world.present().now;
  transaction.audit().append(entry);
  return erased;
}

}  // namespace formulary::usecases
