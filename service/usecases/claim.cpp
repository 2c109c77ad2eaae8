#include "service/usecases/claim.hpp"

#include <algorithm>

#include "service/usecases/conflict.hpp"
#include "service/usecases/record.hpp"

namespace formulary::usecases {
namespace {

using domain::RefusalCode;
using domain::SubmissionState;

/// The same claim apart from its id.
bool same(domain::Claim a, const domain::Claim& b) {
  a.id = b.id;
  return a == b;
}

const domain::Authorization* find(const std::vector<domain::Authorization>& list, const domain::ClaimId& id) {
  const auto found = std::ranges::find_if(list, [&](const auto& one) { return one.claim.id == id; });
  return found == list.end() ? nullptr : &*found;
}

bool approved(const domain::Submission& submission) {
  return submission.state == SubmissionState::approved || submission.state == SubmissionState::approved_with_conditions;
}

/// What a judgement says, without the instant and without data that are merely newer.
bool says_the_same(const domain::ClaimJudgement& a, const domain::ClaimJudgement& b) {
  const auto records = [](const domain::ClaimJudgement& judgement) {
    std::vector<std::string> hashes;
    for (const domain::Snapshot& one : judgement.evidence) hashes.push_back(one.record_sha256);
    return hashes;
  };
  const auto results = [](const domain::ClaimJudgement& judgement) {
    std::vector<std::pair<std::string, domain::ClaimState>> list;
    for (const domain::ClaimCheck& one : judgement.checks) list.emplace_back(one.what, one.result);
    return list;
  };
  return a.state == b.state && a.expires == b.expires && records(a) == records(b) && results(a) == results(b);
}

}  // namespace

domain::Result<domain::Submission> keep_dossier(Transaction& transaction, World& world, const domain::Actor& actor,
                                                const domain::SubmissionId& id, std::int64_t revision,
                                                domain::Dossier dossier) {
  auto submission = fetch(transaction, actor, id, revision);
  if (!submission) return submission;
  if (submission->submitter != actor.id) {
    return domain::refuse(RefusalCode::forbidden, "Only the person who made this request may change its dossier.");
  }
  if (submission->state != SubmissionState::draft && submission->state != SubmissionState::in_review &&
      submission->state != SubmissionState::needs_info) {
    return domain::refuse(RefusalCode::conflict, "This request is " + std::string(to_text(submission->state)) +
                                                     " and its dossier cannot be changed now.");
  }
  if (const auto mistakes = domain::normalise(dossier); !mistakes.empty()) return std::unexpected(mistakes.front());

  const auto earlier = transaction.claims().dossier(id);
  if (earlier && earlier->device == dossier.device && earlier->answers == dossier.answers &&
      std::ranges::equal(earlier->claims, dossier.claims, [](const auto& a, const auto& b) { return same(a, b); })) {
    return submission;
  }
  for (domain::Claim& claim : dossier.claims) {
    claim.id = {};
    if (earlier) {
      const auto before = std::ranges::find_if(earlier->claims, [&](const auto& one) { return same(one, claim); });
      if (before != earlier->claims.end()) claim.id = before->id;
    }
    if (claim.id.empty()) claim.id = {world.new_id()};
  }
  transaction.claims().replace(id, dossier, actor.id, world.present().now);
  void_reviews(transaction, world, actor, *submission, "The dossier was changed.");
  if (const auto saved = save(transaction, world, actor, *submission, "submission.dossier"); !saved) {
    return std::unexpected(saved.error());
  }
  watch_claims(transaction, world, id);
  return submission;
}

domain::Result<void> may_give_opinions(Transaction& transaction, const domain::Actor& actor,
                                       const domain::Submission& submission) {
  const domain::Stakes stakes = stakes_in(transaction, submission);
  if (!approved(submission)) {
    return domain::may_review(actor, submission, domain::ReviewDomain::regulatory, stakes);
  }
  domain::Submission as_in_review = submission;
  as_in_review.state = SubmissionState::in_review;
  return domain::may_review(actor, as_in_review, domain::ReviewDomain::regulatory, stakes);
}

domain::Result<domain::Submission> give_opinion(Transaction& transaction, World& world, const domain::Actor& actor,
                                                const domain::SubmissionId& id, std::int64_t revision,
                                                const NewOpinion& request) {
  auto submission = fetch(transaction, actor, id, revision);
  if (!submission) return submission;
  if (const auto may = may_give_opinions(transaction, actor, *submission); !may) return std::unexpected(may.error());
  const auto authorizations = transaction.claims().authorizations(id);
  const domain::Authorization* about = find(authorizations, request.claim);
  if (about == nullptr) {
    return domain::refuse(RefusalCode::not_found, "There is no such claim in this dossier.", "/claim");
  }
  if (request.accepted && !request.valid_until) {
    return domain::refuse(RefusalCode::invalid, "Say until when it holds.", "/valid_until");
  }
  const domain::Present present = world.present();
  const domain::ClaimOpinion opinion{
      .claim = request.claim,
      .person = actor.id,
      .accepted = request.accepted,
      .reason = request.reason,
      .valid_until = request.valid_until.value_or(present.today),
      .binding = domain::binding_of(*about, domain::judge_claim(about->device, about->claim, about->records, present)),
      .at = present.now};
  if (const auto may = domain::may_give(opinion, *about, present); !may) return std::unexpected(may.error());
  transaction.claims().insert(opinion);
  const auto saved = save(transaction, world, actor, *submission,
                          request.accepted ? "submission.claim.accept" : "submission.claim.refuse", request.reason);
  if (!saved) return std::unexpected(saved.error());
  watch_claims(transaction, world, id);
  return submission;
}

bool watch_claims(Transaction& transaction, World& world, const domain::SubmissionId& id) {
  const domain::Present present = world.present();
  bool wrote = false;
  std::string broken;
  for (const domain::Authorization& one : transaction.claims().authorizations(id)) {
    const domain::AuthorizationStanding standing = domain::standing_of(one, present);
    const auto earlier = transaction.claims().judgements(one.claim.id);
    if (earlier.empty() || !says_the_same(earlier.back().judgement, standing.judgement)) {
      transaction.claims().insert(StoredJudgement{one.claim.id, standing.judgement, present.now});
      note(transaction, world, domain::Actor::system(), "claim." + std::string(to_text(standing.judgement.state)),
           "claim", one.claim.id.value);
      wrote = true;
    }
    if (standing.state == domain::AuthorizationState::refused && broken.empty()) broken = standing.sentence;
  }
  if (broken.empty()) return wrote;
  const auto submission = transaction.submissions().find(id);
  if (!submission || submission->tool.empty()) return wrote;
  for (domain::Approval approval : transaction.registry().approvals_of(submission->tool)) {
    if (approval.submission != id || approval.state != domain::ApprovalState::active) continue;
    if (advance(transaction, world, domain::Actor::system(), approval, domain::ApprovalEvent::suspend, broken)) {
      wrote = true;
    }
  }
  return wrote;
}

}  // namespace formulary::usecases
