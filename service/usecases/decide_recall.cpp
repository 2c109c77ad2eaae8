#include "service/usecases/decide_recall.hpp"

#include <algorithm>

#include "service/usecases/conflict.hpp"
#include "service/usecases/record.hpp"
#include "service/usecases/watch_recalls.hpp"

namespace formulary::usecases {
namespace {

using domain::RecallCase;
using domain::RefusalCode;

std::unexpected<domain::Refusal> none() {
  return domain::refuse(RefusalCode::not_found, "There is no match of a recall with this id.");
}

/// After these nothing follows from the recall any more.
bool clears(domain::RecallDecision decision) { return decision != domain::RecallDecision::confirm; }

}  // namespace

domain::Result<void> may_decide_recall(Transaction& transaction, const domain::Actor& actor, const RecallCase& recall,
                                       domain::RecallDecision decision) {
  return domain::may_decide(actor, recall, decision, stakes_in(transaction, recall.version));
}

domain::Result<RecallCase> decide_recall(Transaction& transaction, World& world, const domain::Actor& actor,
                                         const domain::RecallMatchId& id, const RecallChoice& choice) {
  auto recall = transaction.recalls().find(id);
  if (!recall) return none();
  if (choice.reason.empty()) {
    return domain::refuse(RefusalCode::invalid, "Give the reason: the departments concerned will read it.", "/reason");
  }
  if (choice.digest.empty() && clears(choice.decision)) {
    return domain::refuse(RefusalCode::invalid, "Say which notice you read: give the digest of the match.", "/digest");
  }
  if (const auto may = may_decide_recall(transaction, actor, *recall, choice.decision); !may) {
    return std::unexpected(may.error());
  }
  if (!choice.digest.empty() && choice.digest != recall->digest) {
    return domain::refuse(RefusalCode::stale,
                          "The notice changed since you read it. Load it again and decide on what it says now.",
                          "/digest");
  }
  domain::decide(*recall,
                 {.decision = choice.decision, .person = actor.id, .reason = choice.reason, .at = world.present().now});
  transaction.recalls().update(*recall, {});
  note_recall(transaction, world, actor, *recall, std::string(to_text(choice.decision)), choice.reason);
  act_on(transaction, world, *recall);
  return *recall;
}

bool may_acknowledge(const domain::Actor& actor, const std::vector<ToldDepartment>& departments) {
  return actor.kind == domain::ActorKind::person && !actor.department.empty() &&
         std::ranges::any_of(departments, [&](const ToldDepartment& one) {
           return one.department == actor.department && !one.acknowledged;
         });
}

domain::Result<RecallCase> acknowledge_recall(Transaction& transaction, World& world, const domain::Actor& actor,
                                              const domain::RecallMatchId& id) {
  const auto recall = transaction.recalls().find(id);
  if (!recall) return none();
  const std::vector<ToldDepartment> departments = transaction.recalls().departments(id);
  const auto own = std::ranges::find(departments, actor.department, &ToldDepartment::department);
  if (actor.kind != domain::ActorKind::person || actor.department.empty() || own == departments.end()) {
    return domain::refuse(RefusalCode::forbidden, "Only a person of a department that was told says that it knows.");
  }
  if (own->acknowledged) {
    return domain::refuse(RefusalCode::conflict, "Your department has said already that it knows.");
  }
  transaction.recalls().acknowledge(id, actor.department, actor.id, world.present().now);
  const auto department = transaction.people().find_department(actor.department);
  note_recall(transaction, world, actor, *recall, "acknowledged", department ? department->name : std::string());
  return *recall;
}

domain::Result<RecallEntry> enter_recall(Transaction& transaction, World& world, const domain::Actor& actor,
                                         RecallEntry entry) {
  if (actor.kind != domain::ActorKind::person || !actor.has(domain::Role::reviewer) ||
      !actor.may_use(domain::Scope::review)) {
    return domain::refuse(RefusalCode::forbidden, "Only a reviewer enters a recall.");
  }
  domain::AuthorityRecord& record = entry.record;
  if (record.holder.empty() && record.name.empty()) {
    return domain::refuse(RefusalCode::invalid, "Name the company or the product.", "/name");
  }
  const domain::Present present = world.present();
  if (!record.decided) record.decided = present.today;
  if (*record.decided > present.today + std::chrono::days(1)) {
    return domain::refuse(RefusalCode::invalid, "This day is still to come.", "/date");
  }
  record.kind = domain::RecordKind::recall;
  record.key = world.new_id();
  if (!record.number.empty()) record.links.push_back({domain::LinkKind::recall, record.number});
  entry.person = actor.id;
  entry.at = present.now;
  transaction.recalls().insert(entry);
  note(transaction, world, actor, "recall.enter", "recall", record.key);
  return entry;
}

std::vector<RecallCase> recalls_against(Transaction& transaction, const domain::VersionId& version) {
  std::vector<RecallCase> against;
  for (const domain::StandingRecall& one : transaction.recalls().standing(version)) {
    if (one.action != domain::RecallAction::suspend) continue;
    if (auto recall = transaction.recalls().find(one.match)) against.push_back(std::move(*recall));
  }
  return against;
}

}  // namespace formulary::usecases
