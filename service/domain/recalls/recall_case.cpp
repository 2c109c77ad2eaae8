#include "service/domain/recalls/recall_case.hpp"

#include <algorithm>

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<RecallState> states[] = {
    {RecallState::open, "open"},
    {RecallState::confirmed, "confirmed"},
    {RecallState::dismissed, "dismissed"},
    {RecallState::lifted, "lifted"},
};
constexpr Word<RecallDecision> decisions[] = {
    {RecallDecision::confirm, "confirm"},
    {RecallDecision::dismiss, "dismiss"},
    {RecallDecision::not_affected, "not_affected"},
    {RecallDecision::lift, "lift"},
};
constexpr Word<Renewal> renewals[] = {
    {Renewal::same, "same"},
    {Renewal::renewed, "renewed"},
    {Renewal::escalated, "escalated"},
    {Renewal::reopened, "reopened"},
};

void add(std::string& out, std::string_view part) {
  out += part;
  out += '\x1f';
}

void add(std::string& out, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) add(out, part);
  out += '\x1e';
}

/// The earlier of two days; none is later than any.
std::optional<Day> earlier(const std::optional<Day>& a, const std::optional<Day>& b) {
  return a && b ? std::min(*a, *b) : a ? a : b;
}

/// What was found now, in the place of what was found before; the life of the case stays.
void take_evidence(RecallCase& known, const RecallCase& found) {
  known.notice = found.notice;
  known.sources = found.sources;
  known.digest = found.digest;
  known.url = found.url;
  known.score = found.score;
  known.signals = found.signals;
  known.rules = found.rules;
}

void take_consequence(RecallCase& known, const RecallCase& found) {
  known.tier = found.tier;
  known.scope = found.scope;
  known.action = found.action;
  known.due = found.due;
}

/// What follows when it is sure that the notice is about the version.
RecallAction action_when_sure(const RecallNotice& notice) {
  return consequence(RecallTier::a, notice.severity, VersionScope::affected).action;
}

}  // namespace

std::string_view to_text(RecallState state) { return word_of(states, state); }
std::optional<RecallState> parse_recall_state(std::string_view text) { return value_of(states, text); }
bool stands(RecallState state) { return state == RecallState::open || state == RecallState::confirmed; }
std::string_view to_text(RecallDecision decision) { return word_of(decisions, decision); }
std::optional<RecallDecision> parse_recall_decision(std::string_view text) { return value_of(decisions, text); }
std::string_view to_text(Renewal renewal) { return word_of(renewals, renewal); }

// 21 CFR 7.50: the numbers of FDA's weekly enforcement reports; `Z` are those of devices.
bool is_joining_number(std::string_view number) {
  const auto digits = [](std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!number.starts_with("Z-")) return false;
  const std::string_view rest = number.substr(2);
  const std::size_t dash = rest.find('-');
  if (dash == std::string_view::npos) return false;
  const std::string_view count = rest.substr(0, dash), year = rest.substr(dash + 1);
  return count.size() >= 3 && count.size() <= 5 && (year.size() == 2 || year.size() == 4) && digits(count) &&
         digits(year);
}

std::string recall_identity(std::string_view dataset, const AuthorityRecord& record) {
  const std::string number = recall_number(record);
  if (is_joining_number(number)) return "fda/" + number;
  return std::string(dataset) + "/" + record.key;
}

std::string said_by(const RecallNotice& notice) {
  std::string out;
  for (const std::string* part :
       {&notice.number, &notice.firm, &notice.name, &notice.model, &notice.catalogue, &notice.product, &notice.text}) {
    add(out, *part);
  }
  for (const auto* parts : {&notice.udis, &notice.submissions, &notice.product_codes, &notice.company_numbers}) {
    add(out, *parts);
  }
  add(out, to_text(notice.severity));
  add(out, notice.initiated ? to_text(*notice.initiated) : std::string());
  return out;
}

RecallCase new_case(const RecallMatch& match, const RecallNotice& notice) {
  RecallCase out;
  out.version = {match.subject};
  out.notice = notice;
  out.tier = match.effective;
  out.score = match.score;
  out.signals = match.signals;
  out.scope = match.scope;
  out.rules = match.rules;
  out.action = match.consequence.action;
  out.due = match.due;
  return out;
}

Renewal renew(RecallCase& known, const RecallCase& found) {
  const bool says_else = known.digest != found.digest;
  const bool ended = known.notice.status == RecallStatus::terminated;
  const bool taken_up_again = ended && found.notice.status != RecallStatus::terminated;
  if (!stands(known.state)) {
    if (!says_else && !(known.state == RecallState::lifted && taken_up_again)) {
      if (known.notice.status == found.notice.status) return Renewal::same;
      known.notice.status = found.notice.status;
      return Renewal::renewed;
    }
    take_evidence(known, found);
    take_consequence(known, found);
    known.state = RecallState::open;
    known.ruling.reset();
    return Renewal::reopened;
  }
  const bool as_before = !says_else && known.notice.status == found.notice.status && known.signals == found.signals &&
                         known.sources == found.sources && known.url == found.url;
  // What a person confirmed stays sure, however weak the signs are: only the class counts then.
  const bool confirmed = known.state == RecallState::confirmed;
  const RecallAction action = confirmed ? std::max(found.action, action_when_sure(found.notice)) : found.action;
  const bool graver = action > known.action;
  take_evidence(known, found);
  if (action >= known.action) {
    const std::optional<Day> due = confirmed ? std::nullopt : earlier(known.due, found.due);
    take_consequence(known, found);
    known.action = action;
    known.due = due;
  }
  return graver ? Renewal::escalated : as_before ? Renewal::same : Renewal::renewed;
}

Result<void> may_decide(const Actor& actor, const RecallCase& known, RecallDecision decision, const Stakes& stakes) {
  if (actor.kind != ActorKind::person) {
    return refuse(RefusalCode::forbidden, "Only a person decides about a recall.");
  }
  if (decision == RecallDecision::lift) {
    if (!actor.has(Role::approver) || !actor.may_use(Scope::decide)) {
      return refuse(RefusalCode::forbidden, "Only an approver lifts what follows from a recall.");
    }
  } else if (!actor.has(Role::reviewer) || !actor.may_use(Scope::review) ||
             !(actor.has(ReviewDomain::clinical) || actor.has(ReviewDomain::security) ||
               actor.has(ReviewDomain::regulatory))) {
    return refuse(RefusalCode::forbidden,
                  "Only a reviewer of clinical matters, security or regulatory affairs decides about a recall.");
  }
  if (stakes.is_involved(actor.id)) {
    return refuse(RefusalCode::forbidden, "You asked for this tool or uploaded it: somebody else has to decide.");
  }
  if (stakes.is_conflicted(actor.id)) return refuse(RefusalCode::forbidden, std::string(conflict_sentence));
  if (!stands(known.state) || (decision != RecallDecision::lift && known.state != RecallState::open)) {
    return refuse(RefusalCode::conflict, "This is " + std::string(to_text(known.state)) +
                                             " already. Load it again and look before you decide.");
  }
  return {};
}

void decide(RecallCase& known, RecallRuling ruling) {
  switch (ruling.decision) {
    case RecallDecision::confirm: {
      known.state = RecallState::confirmed;
      known.action = action_when_sure(known.notice);
      known.due.reset();
      break;
    }
    case RecallDecision::dismiss:
    case RecallDecision::not_affected:
      known.state = RecallState::dismissed;
      known.due.reset();
      break;
    case RecallDecision::lift:
      known.state = RecallState::lifted;
      known.due.reset();
      break;
  }
  known.ruling = std::move(ruling);
}

std::string name_of(const RecallCase& known) {
  const RecallNotice& notice = known.notice;
  std::string out = "recall " + (notice.number.empty() ? notice.key : notice.number);
  if (!notice.firm.empty()) out += " of " + notice.firm;
  switch (notice.severity) {
    case RecallSeverity::early_alert:
      return out + " (early alert)";
    case RecallSeverity::unclassified:
      return out + " (not yet classified)";
    default:
      return out + " (class " + std::string(to_text(notice.severity)) + ")";
  }
}

}  // namespace formulary::domain
