// The headers that every answer carries, whatever it is: what a browser may do with it, and that nobody keeps a copy.
// That it may only be reached by TLS says whoever speaks TLS: the transport, or a proxy.
#pragma once

#include "service/api/request.hpp"

namespace formulary::api {

/// Adds them; a `cache-control` that is there already stays.
void add_security_headers(Response& response);

}  // namespace formulary::api
