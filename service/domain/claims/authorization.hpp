// An authorization as the registry holds it: a claim for one version and one intended use, what the authority's data
// say of it now, and what a person said. Its standing on a day follows from these and is never stored.
//
// What a person accepts is bound to what was on record then: other data, another product or another intended use, and
// it no longer counts. A person's refusal stands until a person takes it back. Nobody can accept what data contradict,
// and nobody can make a permission of a registration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/claims/judge_claim.hpp"
#include "service/domain/result.hpp"

namespace formulary::domain {

struct ClaimOpinion {
  ClaimId claim;
  PersonId person;
  bool accepted = false;
  std::string reason;   ///< what was looked at, where and when
  Day valid_until;      ///< of an acceptance: when it must be looked at again
  std::string binding;  ///< of what was on record
  Instant at;
};

struct Authorization {
  SubmissionId submission;
  DeviceIdentity device;
  Claim claim;
  std::int64_t use_revision = 1;  ///< of the submission now
  ClaimRecords records;
  std::optional<ClaimOpinion> opinion{};  ///< the latest
};

/// What an opinion is bound to: the claim, the product, the intended use and the records that bear on it.
std::string binding_of(const Authorization& authorization, const ClaimJudgement& judgement);

/// Was it given on what is on record now? What was accepted on old data counts on newer ones that say the same, never
/// the other way round.
bool is_given_on(const ClaimOpinion& opinion, const Authorization& authorization, const ClaimJudgement& judgement);

/// From best to worst.
enum class AuthorizationState : std::uint8_t {
  valid,
  stale,    ///< the data are too old to say, or were never imported
  open,     ///< a person has to look
  refused,  ///< contradicted, refused by a person, expired, or no authorization at all
};
std::string_view to_text(AuthorizationState state);

struct AuthorizationStanding {
  AuthorizationState state = AuthorizationState::open;
  std::string sentence;        ///< names the record
  std::string record;          ///< number, or id of the claim
  std::string source;          ///< name of the data set or `reviewer`
  std::optional<Day> as_of{};  ///< of the source
  std::optional<Day> expires{};
  ClaimJudgement judgement;
};

AuthorizationStanding standing_of(const Authorization& authorization, const Present& present);

/// May this be said at all? (Who may say it, the use case knows.) Refusals:
/// conflict (the data contradict it, or the number is of a kind that never permits), invalid (no reason; no day, a past
/// one, or one further away than the scheme lets data be).
Result<void> may_give(const ClaimOpinion& opinion, const Authorization& authorization, const Present& present);

}  // namespace formulary::domain
