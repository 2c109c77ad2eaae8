// What travels inside cpprestsdk's http_request and http_response between our transport and our listener: the exchange
// that waits for the answer, and the two things that http_response cannot carry. cpprestsdk moves it from the request
// to the response when reply() is called.
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
  api::Headers repeated;  ///< headers that have appeared before (Set-Cookie): http_headers would join them into one
  std::shared_ptr<api::BodyStream> stream;  ///< a body that is read while it is sent
};

/// A whole body as cpprestsdk's stream, and back. Neither waits nor uses cpprestsdk's threads.
concurrency::streams::istream to_stream(std::string body);
std::string to_string(const concurrency::streams::istream& stream);

}  // namespace formulary::io::http
