// Why the transport answers a request itself instead of handing it over: a status and a sentence for whoever wrote
// the client. The sentence never repeats what the client sent.
#pragma once

#include <string>

namespace formulary::io::http {

struct Rejection {
  int status = 400;
  std::string detail;
};

}  // namespace formulary::io::http
