// Two names of one company, as a person confirmed, in the contract.
#pragma once

#include "service/api/shapes.hpp"

namespace formulary::api {

Json aliases_json(Shapes& shapes, usecases::Transaction& transaction);

}  // namespace formulary::api
