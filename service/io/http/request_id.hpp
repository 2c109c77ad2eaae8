// Names for requests: UUIDs of version 7 (RFC 9562, section 5.7), so that logs sort by time. Unique, not secret.
#pragma once

#include <string>

namespace formulary::io::http {

std::string new_request_id();

}  // namespace formulary::io::http
