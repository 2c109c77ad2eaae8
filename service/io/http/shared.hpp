// What all connections of a server share. Outlives them.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

#include "service/api/request.hpp"
#include "service/io/http/access_line.hpp"
#include "service/io/http/connections.hpp"
#include "service/io/http/exchange.hpp"
#include "service/io/http/limits.hpp"
#include "service/io/http/proxies.hpp"
#include "service/io/http/tls.hpp"
#include "service/io/http/worker_pool.hpp"

namespace formulary::io::http {

struct Shared {
  Shared(api::Application& the_application, Dispatcher& the_dispatcher, const Limits& the_limits,
         std::function<void(const AccessLine&)> access, std::shared_ptr<const Tls> the_tls, const Proxies& the_proxies)
      : tls(std::move(the_tls)),
        proxies(the_proxies),
        limits(the_limits),
        application(the_application),
        dispatcher(the_dispatcher),
        on_access(std::move(access)),
        workers(limits.workers, limits.queue) {}

  std::atomic<std::shared_ptr<const Tls>> tls;  ///< for new connections; nothing: they are plain
  const Proxies proxies;
  const Limits limits;
  api::Application& application;
  Dispatcher& dispatcher;
  const std::function<void(const AccessLine&)> on_access;
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> body_bytes{0};  ///< held for requests that are not answered yet
  Connections connections;
  WorkerPool workers;
};

}  // namespace formulary::io::http
