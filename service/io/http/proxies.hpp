// The proxies that are believed when they say for whom they ask, and how they say it: X-Forwarded-For, or Forwarded
// (RFC 7239). Only the one header that was configured counts, because a proxy passes the other one on as a client wrote
// it. Who is not a trusted proxy is the client, whatever it says.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/api/request.hpp"

namespace formulary::io::http {

class Proxies {
 public:
  enum class Header { x_forwarded_for, forwarded };

  /// None is trusted.
  Proxies();
  /// Addresses and networks: `127.0.0.1`, `10.1.0.0/16`, `fd00::/8`. Throws std::invalid_argument with a sentence.
  Proxies(const std::vector<std::string>& trusted, Header header);
  ~Proxies();
  Proxies(const Proxies& other);
  Proxies& operator=(const Proxies&) = delete;

  /// The address that a request is accounted to: read from the right, the first hop that is no trusted proxy. What is
  /// no address ends the way there.
  std::string client_of(const std::string& peer, const api::RequestHead& head) const;

 private:
  struct Networks;
  std::shared_ptr<const Networks> networks_;
  Header header_ = Header::x_forwarded_for;
};

}  // namespace formulary::io::http
