// Reads an intended use and a claim from a request. Which answers are missing, the domain says (missing_answers); here
// only shape, words and lengths are checked.
#pragma once

#include "service/api/object_reader.hpp"
#include "service/domain/submission.hpp"
#include "service/usecases/submit.hpp"

namespace formulary::api {

domain::IntendedUse read_intended_use(ObjectReader& in, Mistakes& mistakes);
std::optional<usecases::Claim> read_claim(ObjectReader& in, Mistakes& mistakes);

}  // namespace formulary::api
