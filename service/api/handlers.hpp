// The declarations of all handlers, made from endpoints.def. Each is defined in the file of its name.
#pragma once

#include "service/api/request.hpp"

namespace formulary::api {

struct Call;

namespace handlers {

#define ENDPOINT(identifier, METHOD, path, who_may, scope, what) Response identifier(const Call& call);
#include "service/api/endpoints.def"
#undef ENDPOINT

}  // namespace handlers
}  // namespace formulary::api
