#include "service/io/http/exchange.hpp"

#include <utility>

#include "service/io/http/connection.hpp"

namespace formulary::io::http {

Exchange::Exchange(std::shared_ptr<Connection> connection, std::uint64_t serial, api::RequestHead request_head,
                   std::string request_target, std::string request_body)
    : head(std::move(request_head)),
      target(std::move(request_target)),
      body(std::move(request_body)),
      connection_(std::move(connection)),
      serial_(serial) {}

Exchange::~Exchange() { fail("the handler gave no answer"); }

void Exchange::fail(std::string_view note) {
  if (const auto connection = std::exchange(connection_, nullptr)) connection->fail(serial_, note);
}

void Exchange::answer(api::Response response) {
  if (const auto connection = std::exchange(connection_, nullptr)) connection->answer(serial_, std::move(response));
}

}  // namespace formulary::io::http
