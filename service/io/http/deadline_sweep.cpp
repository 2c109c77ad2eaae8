#include "service/io/http/deadline_sweep.hpp"

#include <algorithm>

#include <boost/asio/post.hpp>

#include "service/io/http/connection.hpp"

namespace formulary::io::http {

DeadlineSweep::DeadlineSweep(boost::asio::io_context& loop, Shared& shared)
    : loop_(loop), shared_(shared), timer_(loop) {
  const Limits& limits = shared.limits;
  const auto shortest = std::min({limits.handshake_time, limits.head_time, limits.idle_time, limits.body_time,
                                  limits.write_time, limits.linger_time});
  interval_ = std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(250));
}

void DeadlineSweep::start() {
  boost::asio::post(loop_, [this] { wait(); });
}

void DeadlineSweep::stop() {
  boost::asio::post(loop_, [this] {
    stopped_ = true;
    timer_.cancel();
  });
}

void DeadlineSweep::wait() {
  if (stopped_) return;
  timer_.expires_after(interval_);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) sweep();
  });
}

void DeadlineSweep::sweep() {
  const auto now = Connection::Clock::now();
  for (const auto& connection : shared_.connections.all()) {
    if (connection->executor() == loop_.get_executor()) connection->check(now);
  }
  wait();
}

}  // namespace formulary::io::http
