// The dossier: what a submission says of its product for regulators. It belongs to one submission, so to one version
// and one intended use; a new version brings its own.
#pragma once

#include <vector>

#include "scanners/report.hpp"
#include "service/domain/claim.hpp"
#include "service/domain/device_contradictions.hpp"
#include "service/domain/device_questions.hpp"
#include "service/domain/result.hpp"

namespace formulary::domain {

struct Dossier {
  DeviceIdentity device;
  std::vector<Claim> claims;
  QuestionAnswers answers{};  ///< to "Is it a medical device?", in the order of the questions

  bool operator==(const Dossier&) const = default;
};

inline constexpr std::size_t most_claims = 50;

/// Brings numbers, codes and the UDI-DI into the form that records carry, and gives every mistake with its field,
/// relative to the dossier (`/claims/0/number`). Empty: it can be kept.
std::vector<Refusal> normalise(Dossier& dossier);

/// What does not fit together in it. Nothing where no question was answered: then nothing contradicts a claim.
std::vector<Contradiction> contradictions_in(const Dossier& dossier);
/// The facts `device.…`.
std::vector<Fact> facts_of(const std::vector<Contradiction>& contradictions);

}  // namespace formulary::domain
