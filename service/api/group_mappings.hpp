// A mapping of a group of the identity provider, as JSON.
#pragma once

#include "service/api/shapes.hpp"
#include "service/usecases/ports/provisioning.hpp"

namespace formulary::api {

Json group_mapping_json(Shapes& shapes, const usecases::GroupMapping& mapping);

}  // namespace formulary::api
