// What does not fit together: what is claimed of a product, what its answers say it is, and what its own texts say.
// Each is a doubt that a person has to clear up; none is cleared by itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/domain/claims/claim.hpp"
#include "service/domain/claims/device_questions.hpp"
#include "service/domain/claims/device_status.hpp"

namespace formulary::domain {

/// What the department or the vendor says that the product is.
struct ClaimedStatus {
  std::string jurisdiction;  ///< ISO 3166-1 alpha-2, or `EU`
  DeviceStatus status = DeviceStatus::unknown;
  std::string device_class;  ///< claimed, or empty

  bool operator==(const ClaimedStatus&) const = default;
};

struct Contradiction {
  std::string_view id;       ///< `number_of_no_device`; never renamed
  std::string jurisdiction;  ///< empty: of the answers themselves
  std::string sentence;      ///< what does not fit, for people

  bool operator==(const Contradiction&) const = default;
};

/// `listing` is the description in the store or on the maker's page; empty: none is known. In the order of
/// jurisdictions given, each once.
std::vector<Contradiction> contradictions(const QuestionAnswers& answers, const std::vector<ClaimedStatus>& claimed,
                                          const std::vector<Claim>& claims, std::string_view listing);

}  // namespace formulary::domain
