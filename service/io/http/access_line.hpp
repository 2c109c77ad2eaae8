// What the server tells of each request when it is over. Holds no query, header or body: nothing a log must not have.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace formulary::io::http {

/// One line of the access log. `note` says why when the transport itself answered or cut the connection.
struct AccessLine {
  std::string id;                     ///< RequestHead::id, the answer's x-request-id
  std::string remote;                 ///< address of the client, as proxies that are trusted say it
  std::string method;                 ///< empty when no head could be read
  std::string path;                   ///< decoded, without the query (which may hold what a log must not)
  int status = 0;                     ///< 0: cut before an answer began
  std::uint64_t bytes = 0;            ///< of the body that were sent
  std::chrono::microseconds time{0};  ///< from the head's last byte to the answer's
  std::string note;
};

}  // namespace formulary::io::http
