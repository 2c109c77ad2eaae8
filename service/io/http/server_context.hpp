// What travels inside cpprestsdk's http_request and http_response between our transport and our listener: the exchange
// with the head as it was read, and the answer's headers and stream. http_headers would join what is sent twice
// (Set-Cookie) and sort the rest; so headers stay in our own type all the way. cpprestsdk moves the context from the
// request to the response when reply() is called.
#pragma once

#include <memory>
#include <string>

#include <cpprest/http_msg.h>

#include "service/api/request.hpp"
#include "service/io/http/exchange.hpp"

namespace formulary::io::http {

struct ServerContext : web::http::details::_http_server_context {
  explicit ServerContext(std::unique_ptr<Exchange> the_exchange) : exchange(std::move(the_exchange)) {}

  std::unique_ptr<Exchange> exchange;
  api::Headers headers;                     ///< of the answer
  std::shared_ptr<api::BodyStream> stream;  ///< a body that is read while it is sent
};

/// A whole body as cpprestsdk's stream, and back. Neither waits nor uses cpprestsdk's threads.
concurrency::streams::istream to_stream(std::string body);
std::string to_string(const concurrency::streams::istream& stream);

}  // namespace formulary::io::http
