// The HTTP server: an `api::Application` behind cpprestsdk's `http_listener`, which stands on our own transport
// (transport.hpp). It promises the Application whole, bounded and well-formed requests, on worker threads only, and
// promises clients an answer or a closed connection within the times of limits.hpp, whatever others send.
// It does not route, authenticate, log or add security headers but HSTS. Without TLS it serves loopback addresses only.
// cpprestsdk keeps its transport in a global: one Server can run in a process at a time.
//
//   Server server(application, {.host = "127.0.0.1", .port = 0});
//   server.start();
//   ... server.port() ...
//   if (!server.stop(std::chrono::seconds(10))) std::_Exit(1);  // a handler hangs
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "service/api/request.hpp"
#include "service/io/http/access_line.hpp"
#include "service/io/http/limits.hpp"
#include "service/io/http/proxies.hpp"
#include "service/io/http/tls.hpp"

namespace formulary::io::http {

struct Options {
  std::string host = "127.0.0.1";  ///< an address or a name; must be a loopback address where there is no TLS
  std::uint16_t port = 0;          ///< 0: any free one
  Limits limits{};
  std::shared_ptr<const Tls> tls{};  ///< nothing: plain HTTP
  Proxies proxies{};
  /// Called once for every answer, from the I/O threads: must be quick, must not throw, and must be thread-safe.
  std::function<void(const AccessLine&)> on_access{};
};

class Server {
 public:
  /// `application` must outlive the server.
  Server(api::Application& application, Options options);
  /// Stops without a deadline: waits for handlers that still run. Call stop() before.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds, listens and returns. Throws std::runtime_error with a sentence for the administrator when it cannot.
  void start();

  /// The port that is listened on. Valid after start().
  std::uint16_t port() const;

  /// For connections that come from now on. Not for a server that serves plain HTTP. From any thread, after start().
  void use(std::shared_ptr<const Tls> tls);

  /// Accepts no more, lets requests in flight finish until `deadline`, closes. True: all handlers have returned.
  /// False: a handler still runs and uses the Application; leave the process without destroying either.
  [[nodiscard]] bool stop(std::chrono::milliseconds deadline);

 private:
  class Running;
  api::Application& application_;
  Options options_;
  std::unique_ptr<Running> running_;
};

}  // namespace formulary::io::http
