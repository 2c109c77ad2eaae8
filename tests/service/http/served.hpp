// A running server with the small application behind it, as a test's fixture.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "service/io/http/server.hpp"
#include "tests/service/http/client.hpp"
#include "tests/service/http/small_application.hpp"

namespace formulary::tests {

using namespace std::chrono_literals;

class Served : public testing::Test {
 protected:
  void TearDown() override {
    application.release();
    EXPECT_TRUE(!server || server->stop(10s)) << "a handler was still running";
  }

  void serve(const io::http::Limits& limits = {}, std::shared_ptr<const io::http::Tls> tls = {}) {
    server.emplace(application,
                   io::http::Options{.limits = limits, .tls = std::move(tls), .on_access = [this](const auto& line) {
                                       const std::lock_guard lock(mutex_);
                                       lines_.push_back(line);
                                     }});
    server->start();
  }

  Client connect() const { return Client(server->port()); }

  /// Sends the bytes on a new connection and reads one answer.
  std::optional<Reply> ask(std::string_view bytes) const {
    Client client = connect();
    client.send(bytes);
    return client.read_reply();
  }
  int status_of(std::string_view bytes) const {
    const auto reply = ask(bytes);
    return reply ? reply->status : 0;
  }

  std::vector<io::http::AccessLine> access_lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

  /// Whether the condition comes true in time.
  static bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds time = 5s) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(5ms);
    }
    return true;
  }

  SmallApplication application;
  std::optional<io::http::Server> server;

 private:
  std::mutex mutex_;
  std::vector<io::http::AccessLine> lines_;
};

}  // namespace formulary::tests
