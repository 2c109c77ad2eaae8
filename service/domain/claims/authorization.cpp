#include "service/domain/claims/authorization.hpp"

#include <algorithm>

#include "service/domain/regulators/regulator.hpp"
#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<AuthorizationState> states[] = {
    {AuthorizationState::valid, "valid"},
    {AuthorizationState::stale, "stale"},
    {AuthorizationState::open, "open"},
    {AuthorizationState::refused, "refused"},
};

/// A rationale is asked again after so long, even where nothing changed.
constexpr int rationale_days = 365;

/// Ends the binding of what was accepted on data that were too old.
constexpr std::string_view old_data = "8:old data";

std::string title(const Claim& claim) {
  switch (claim.basis) {
    case Basis::not_a_device:
      return "Not a medical device in " + claim.jurisdiction;
    case Basis::enforcement_discretion:
      return "Under enforcement discretion in " + claim.jurisdiction;
    case Basis::authorization:
      break;
  }
  const Scheme* scheme = find_scheme(claim.scheme);
  return (scheme == nullptr ? claim.scheme : std::string(scheme->name)) + " " + claim.number;
}

/// The checks that made the judgement what it is, in one text.
std::string why(const ClaimJudgement& judgement) {
  std::string text;
  for (const ClaimCheck& check : judgement.checks) {
    if (check.result != judgement.state) continue;
    text += (text.empty() ? "" : " ") + check.sentence;
  }
  return text;
}

bool only_data_missing(const ClaimJudgement& judgement) {
  return std::ranges::all_of(judgement.checks, [](const ClaimCheck& check) {
    return check.what == "data" || check.result == ClaimState::confirmed;
  });
}

/// It rests on data that are too old to say anything.
bool is_old(const ClaimJudgement& judgement) {
  return std::ranges::any_of(judgement.checks, [](const ClaimCheck& check) {
    return check.what == "data" && check.result != ClaimState::confirmed;
  });
}

/// Absent where the authority publishes all: then there is no such number.
bool surely_absent(const ClaimJudgement& judgement, const ClaimRecords& records, const Scheme* scheme, Day today) {
  if (judgement.state != ClaimState::not_found || scheme == nullptr) return false;
  return std::ranges::any_of(records.datasets, [&](const Dataset& one) {
    const DatasetKind* kind = find_dataset_kind(one.id);
    return kind != nullptr && kind->completeness == Completeness::complete && !is_stale(one, today) &&
           std::ranges::find(scheme->datasets, kind->id) != scheme->datasets.end();
  });
}

/// Until when it can count at most: what is printed, and where the law prolongs it, what the law says if its conditions
/// are met. Whether they are, the person sees who accepts it. Nothing: no end is known.
std::optional<Day> latest_end(const Claim& claim, Day today) {
  const auto by_law = validity({.scheme = claim.scheme,
                                .number = claim.number,
                                .legislation = claim.legislation,
                                .device_class = claim.device_class,
                                .printed = claim.expires,
                                .confirmation = Shown::yes,
                                .unchanged = Shown::yes,
                                .bridged = Shown::yes},
                               today);
  return by_law && by_law->deemed_until ? by_law->deemed_until : claim.expires;
}

}  // namespace

std::string_view to_text(AuthorizationState state) { return word_of(states, state); }

std::string binding_of(const Authorization& authorization, const ClaimJudgement& judgement) {
  const Claim& claim = authorization.claim;
  const DeviceIdentity& device = authorization.device;
  std::string out;
  // Each with its length, so that no two lists of texts give the same binding.
  const auto add = [&](std::string_view text) { out += std::to_string(text.size()) + ':' + std::string(text); };
  for (const std::string_view text :
       {std::string_view(claim.jurisdiction), to_text(claim.basis), std::string_view(claim.scheme),
        std::string_view(claim.number), std::string_view(claim.product_code), std::string_view(claim.device_class),
        std::string_view(claim.rationale), std::string_view(device.device_name), std::string_view(device.manufacturer),
        std::string_view(device.udi_di), std::string_view(device.model), std::string_view(device.catalogue)}) {
    add(text);
  }
  add(claim.expires ? to_text(*claim.expires) : std::string());
  add(to_text(claim.legislation));
  add(std::to_string(authorization.use_revision));
  for (const Snapshot& snapshot : judgement.evidence) add(snapshot.record_sha256);
  if (!judgement.evidence.empty() && is_old(judgement)) out += old_data;
  return out;
}

bool is_given_on(const ClaimOpinion& opinion, const Authorization& authorization, const ClaimJudgement& judgement) {
  const std::string now = binding_of(authorization, judgement);
  if (opinion.binding == now) return true;
  return !judgement.evidence.empty() && !is_old(judgement) && opinion.binding == now + std::string(old_data);
}

AuthorizationStanding standing_of(const Authorization& authorization, const Present& present) {
  using enum AuthorizationState;
  const Claim& claim = authorization.claim;
  AuthorizationStanding out;
  out.judgement = judge_claim(authorization.device, claim, authorization.records, present);
  const ClaimJudgement& judgement = out.judgement;
  out.record = claim.basis == Basis::authorization ? claim.number : claim.id.value;
  out.expires = judgement.expires;
  if (!judgement.evidence.empty()) {
    const Snapshot& first = judgement.evidence.front();
    out.source = first.dataset;
    out.as_of = first.as_of;
    for (const Dataset& one : authorization.records.datasets) {
      if (one.id == first.dataset) out.source = one.name;
    }
  }
  const auto conclude = [&](AuthorizationState state, const std::string& sentence) {
    out.state = state;
    out.sentence = title(claim) + ": " + sentence;
    return out;
  };

  if (judgement.state == ClaimState::contradicted) return conclude(refused, why(judgement));
  const Scheme* scheme = find_scheme(claim.scheme);
  if (surely_absent(judgement, authorization.records, scheme, present.today)) return conclude(refused, why(judgement));

  const auto& opinion = authorization.opinion;
  // New data do not undo a person's no: that takes a person.
  if (opinion && !opinion->accepted) return conclude(refused, "a reviewer refused it.");
  if (opinion && judgement.state != ClaimState::confirmed && opinion->valid_until >= present.today &&
      is_given_on(*opinion, authorization, judgement)) {
    out.source = "reviewer";
    out.as_of = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(opinion->at.ms)));
    out.expires = opinion->valid_until;
    return conclude(valid, "a reviewer looked at it and accepted it until " + to_text(opinion->valid_until) + ".");
  }
  if (judgement.state == ClaimState::confirmed) {
    return conclude(
        valid, "confirmed by the authority's data" + (out.as_of ? " of " + to_text(*out.as_of) : std::string()) + ".");
  }
  if (judgement.state == ClaimState::needs_person && only_data_missing(judgement)) {
    return conclude(stale, why(judgement));
  }
  return conclude(open, why(judgement));
}

Result<void> may_give(const ClaimOpinion& opinion, const Authorization& authorization, const Present& present) {
  if (opinion.reason.find_first_not_of(" \t\r\n") == std::string::npos) {
    return refuse(RefusalCode::invalid, "Say what you looked at, where and when.", "/reason");
  }
  if (!opinion.accepted) return {};
  const Claim& claim = authorization.claim;
  const Scheme* scheme = find_scheme(claim.scheme);
  if (claim.basis == Basis::authorization && (scheme == nullptr || scheme->kind != SchemeKind::authorization)) {
    return refuse(RefusalCode::conflict,
                  "This number is of a kind that never permits anybody to market a product, so it cannot be accepted.");
  }
  const ClaimJudgement judgement = judge_claim(authorization.device, claim, authorization.records, present);
  if (judgement.state == ClaimState::contradicted ||
      surely_absent(judgement, authorization.records, scheme, present.today)) {
    return refuse(RefusalCode::conflict,
                  "The authority's data say otherwise, so it cannot be accepted. Ask the submitter to correct it.");
  }
  const int most = claim.basis == Basis::authorization ? scheme->recheck_days : rationale_days;
  if (opinion.valid_until <= present.today || opinion.valid_until > present.today + std::chrono::days(most)) {
    return refuse(RefusalCode::invalid,
                  "Say until when it holds: a day from tomorrow to " +
                      to_text(present.today + std::chrono::days(most)) + ", when it must be looked at again.",
                  "/valid_until");
  }
  if (const auto end = latest_end(claim, present.today); end && opinion.valid_until > *end) {
    return refuse(RefusalCode::invalid,
                  "By the papers and the law it ends on " + to_text(*end) + ". Choose no later day.", "/valid_until");
  }
  return {};
}

}  // namespace formulary::domain
