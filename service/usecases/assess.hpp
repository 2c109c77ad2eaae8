// What the machine concludes about a submission now: the stored Report, where there is a file, and what is told of the
// product, judged by today's rules and the current policy.
// Nothing is stored; the answer is derived each time it is asked for.
#pragma once

#include <vector>

#include "service/domain/policy.hpp"
#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::usecases {

struct Assessed {
  domain::Policy policy;
  std::optional<StoredReport> report;
  domain::Assessment assessment;
};

/// With the waivers of its decision when `waivers` is null.
Assessed assess(Transaction& transaction, const World& world, const domain::Submission& submission,
                const std::vector<domain::Waiver>* waivers = nullptr);

/// The domains that the policy wants and in which nobody has yet given a view on what is there now.
std::vector<domain::ReviewDomain> missing_reviews(const Assessed& assessed, const domain::Submission& submission,
                                                  const std::vector<domain::Review>& reviews);

/// What the gate would answer no for if `submission` were approved now: a sentence each.
std::vector<std::string> missing_at_gate(Transaction& transaction, const World& world,
                                         const domain::Submission& submission, const domain::Policy& policy);

/// The domains in which somebody objects; each once.
std::vector<domain::ReviewDomain> objections(const std::vector<domain::Review>& reviews);

/// Everybody who submitted or uploaded evidence for the same version: none of them reviews or decides about it.
std::vector<domain::PersonId> involved(Transaction& transaction, const domain::Submission& submission);

}  // namespace formulary::usecases
