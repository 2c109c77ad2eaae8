#include "service/domain/gate/gate_recalls.hpp"

namespace formulary::domain {
namespace {

std::string because(RecallAction action, bool confirmed) {
  const std::string concerns = confirmed ? "It is about this version: " : "It concerns this tool, as far as is known: ";
  switch (action) {
    case RecallAction::suspend:
      return concerns + "do not buy or use it until a person has lifted this.";
    case RecallAction::suspend_procurement:
      return concerns + "nothing new is bought until a person has lifted this.";
    case RecallAction::hold:
      return "It may concern this tool: wait until a person has decided.";
    case RecallAction::flag:
      return concerns + "read it before you buy.";
    case RecallAction::confirm:
      return "It concerns this tool, as far as is known in other versions; a person has yet to confirm that.";
    case RecallAction::queue:
    case RecallAction::count:
      break;
  }
  return "It may concern this tool; a person has yet to decide.";
}

GateVerdict verdict_of(RecallAction action) {
  switch (action) {
    case RecallAction::suspend:
    case RecallAction::suspend_procurement:
      return GateVerdict::denied;
    case RecallAction::hold:
      return GateVerdict::hold;
    case RecallAction::flag:
    case RecallAction::confirm:
    case RecallAction::queue:
      return GateVerdict::allowed_with_conditions;
    case RecallAction::count:
      break;
  }
  return GateVerdict::allowed;
}

}  // namespace

RecallEffect effect_of(const StandingRecall& recall, PossibleRecall possible, Day today) {
  RecallEffect effect{verdict_of(recall.action), {}, {}};
  // Of what waits in the queue only class II has a day by which a person must have decided.
  const bool class_two = recall.action == RecallAction::queue && recall.due.has_value();
  if (class_two && possible == PossibleRecall::hold) effect.verdict = GateVerdict::hold;
  effect.sentence = recall.name + ", source " + recall.source;
  if (recall.as_of) effect.sentence += " as of " + to_text(*recall.as_of);
  effect.sentence[0] = effect.sentence[0] == 'r' ? 'R' : effect.sentence[0];
  effect.sentence += ". " + because(recall.action, recall.confirmed);
  if (recall.due && *recall.due < today) {
    if (effect.verdict == GateVerdict::allowed || effect.verdict == GateVerdict::allowed_with_conditions) {
      effect.verdict = GateVerdict::hold;
    }
    effect.sentence += " A person had to decide by " + to_text(*recall.due) + ".";
  }
  if (effect.verdict == GateVerdict::allowed_with_conditions) {
    effect.condition = "Read " + recall.name + " first.";
  }
  return effect;
}

}  // namespace formulary::domain
