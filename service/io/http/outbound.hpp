// One request over TLS to a server that others name, with one bounded answer: for addresses that are configured or come
// from a document on the network. It verifies certificate and name, follows no redirects, uses no proxy, reads no more
// than `body_limit`, is over by `deadline` whatever the server does, and connects to what it looked at: the name is
// resolved once, and addresses that are not on the internet are refused unless the host is trusted by name.
// This header is C++20: io/http is compiled as such.
#pragma once

#include "service/io/http/client.hpp"

namespace formulary::io::http {

struct OutboundOptions {
  std::chrono::milliseconds deadline{10'000};  ///< for everything together
  std::uint64_t body_limit = 1024ULL * 1024;
  std::string ca_file;                     ///< PEM; empty: the system's authorities
  std::vector<std::string> trusted_hosts;  ///< in lower case; these may be anywhere
};

/// `address` is `https://...`. Throws Unreachable.
ClientAnswer send_outbound(const std::string& method, const std::string& address,
                           const std::vector<std::pair<std::string, std::string>>& headers, const std::string& body,
                           const OutboundOptions& options);

}  // namespace formulary::io::http
