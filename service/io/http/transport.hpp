// The server under cpprestsdk's http_listener: our own, on Boost.Asio and Boost.Beast, in the place of the stock one,
// which cannot face a network. One listener, at the root. It asks the Application for admission before a body is read
// and for the wording of its own refusals; everything else goes through the listener as http_request and http_response.
// Serves TLS, and plain HTTP on loopback addresses only.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <vector>

#include <cpprest/details/http_server.h>

#include "service/io/http/acceptor.hpp"
#include "service/io/http/deadline_sweep.hpp"
#include "service/io/http/exchange.hpp"
#include "service/io/http/io_loops.hpp"
#include "service/io/http/server.hpp"
#include "service/io/http/shared.hpp"

namespace formulary::io::http {

class Transport : public web::http::experimental::details::http_server, private Dispatcher {
 public:
  using ListenerImpl = web::http::experimental::listener::details::http_listener_impl;

  /// Binds and listens; start() begins to accept. Throws std::runtime_error with a sentence for the administrator.
  Transport(api::Application& application, const Options& options);
  ~Transport() override;

  pplx::task<void> start() override;
  pplx::task<void> register_listener(ListenerImpl* listener) override;
  pplx::task<void> unregister_listener(ListenerImpl* listener) override;
  pplx::task<void> stop() override;
  pplx::task<void> respond(web::http::http_response response) override;

  void use(std::shared_ptr<const Tls> tls) { shared_.tls = std::move(tls); }
  std::uint16_t port() const { return acceptor_ ? acceptor_->port() : 0; }

  /// Accepts no more, lets what is in flight finish, closes. Whether all handlers had returned by then.
  bool drain(std::chrono::milliseconds deadline);

 private:
  void dispatch(std::unique_ptr<Exchange> exchange) override;
  std::unique_ptr<Acceptor> listen(const Options& options);

  IoLoops loops_;
  Shared shared_;
  std::vector<std::unique_ptr<DeadlineSweep>> sweeps_;
  std::unique_ptr<Acceptor> acceptor_;
  std::shared_mutex listener_mutex_;  ///< held shared while a handler runs
  ListenerImpl* listener_ = nullptr;
};

}  // namespace formulary::io::http
