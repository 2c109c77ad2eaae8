// One request on its way to the application and its answer on the way back to the connection. Answered once at most;
// an Exchange that dies unanswered answers 500, so that no client waits for an answer that nobody will give.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "service/api/request.hpp"

namespace formulary::io::http {

class Connection;

class Exchange {
 public:
  Exchange(std::shared_ptr<Connection> connection, std::uint64_t serial, api::RequestHead head, std::string target,
           std::string body);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  api::RequestHead head;
  std::string target;  ///< as sent
  std::string body;

  /// From any thread. Dropped when the client has left or has had its 503.
  void answer(api::Response response);
  /// Answers 500; `note` is for the log.
  void fail(std::string_view note);

 private:
  std::shared_ptr<Connection> connection_;
  std::uint64_t serial_;
};

/// Takes exchanges to the application; called on worker threads.
class Dispatcher {
 public:
  virtual ~Dispatcher() = default;
  virtual void dispatch(std::unique_ptr<Exchange> exchange) = 0;
};

}  // namespace formulary::io::http
