// What the rules about keys and certificates share: whose certificates count, and a finding for each that is wrong.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/domain/rules/rule.hpp"

namespace formulary::domain {

/// The certificates that count: of the verified signers, or where none is verified those that the package claims.
std::vector<std::string_view> signers(const RuleInput& input);

/// The beginning of a digest, fit for a sentence.
std::string brief(std::string_view sha256);

/// A finding, by the trigger's sentence, for each signer of which the fact `name` is stated and `wrong` says so.
std::vector<Finding> for_signers(const Rule& rule, const RuleInput& input, std::string_view name,
                                 const std::function<bool(const Fact&)>& wrong);

}  // namespace formulary::domain
