// Looks at the deadlines of one loop's connections a few times a second: one timer instead of one for each operation.
#pragma once

#include <chrono>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "service/io/http/shared.hpp"

namespace formulary::io::http {

class DeadlineSweep {
 public:
  DeadlineSweep(boost::asio::io_context& loop, Shared& shared);
  void start();
  void stop();  ///< from any thread

 private:
  void wait();
  void sweep();

  boost::asio::io_context& loop_;
  Shared& shared_;
  boost::asio::steady_timer timer_;
  std::chrono::milliseconds interval_;
  bool stopped_ = false;
};

}  // namespace formulary::io::http
