// Which endpoint a request is for, as a story's reader finds it: by the paths of the table, without the dispatcher.
#pragma once

#include <string>

#include "service/api/request.hpp"

namespace formulary::stories {

/// The identifier of the endpoint; empty when there is none.
std::string operation_of(const api::Request& request);

}  // namespace formulary::stories
