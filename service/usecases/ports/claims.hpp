// Dossiers of submissions, claims with what bears on them, opinions of persons, and the judgements that were made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/domain/claims/authorization.hpp"
#include "service/domain/claims/dossier.hpp"

namespace formulary::usecases {

/// A judgement as it was made; kept when it differed from the one before.
struct StoredJudgement {
  domain::ClaimId claim;
  domain::ClaimJudgement judgement;
  domain::Instant at;
};

struct StoredAlias {
  domain::CompanyAlias alias;
  std::string reason;
  domain::PersonId person;
  domain::Instant at;
};

class Claims {
 public:
  virtual ~Claims() = default;

  virtual std::optional<domain::Dossier> dossier(const domain::SubmissionId& submission) = 0;
  /// Ends the claims that are not in `dossier` any more; those without an id are new and must have been given one.
  virtual void replace(const domain::SubmissionId& submission, const domain::Dossier& dossier,
                       const domain::PersonId& person, domain::Instant at) = 0;

  /// The claims that stand, in their order, each with the records that bear on it now and the latest opinion.
  virtual std::vector<domain::Authorization> authorizations(const domain::SubmissionId& submission) = 0;
  /// Submissions with a claim that stands, whose request is open or whose approval counts; by id, after `after`.
  virtual std::vector<domain::SubmissionId> claiming(const domain::SubmissionId& after, int limit) = 0;

  /// What the registry holds now that bears on a claim, whether or not anybody made it.
  virtual domain::ClaimRecords records_for(const domain::DeviceIdentity& device, const domain::Claim& claim) = 0;

  virtual void insert(const domain::ClaimOpinion& opinion) = 0;
  virtual std::vector<domain::ClaimOpinion> opinions(const domain::ClaimId& claim) = 0;  ///< oldest first

  virtual void insert(const StoredJudgement& judgement) = 0;
  virtual std::vector<StoredJudgement> judgements(const domain::ClaimId& claim) = 0;  ///< oldest first

  virtual void insert(const StoredAlias& alias) = 0;  ///< takes the place of the same pair
  virtual void remove(const domain::CompanyAlias& alias) = 0;
  virtual std::vector<StoredAlias> aliases() = 0;  ///< by name
};

}  // namespace formulary::usecases
