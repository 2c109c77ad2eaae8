// All open connections: how many there are, which one has waited longest for its client, who is left when the server
// stops. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <vector>

namespace formulary::io::http {

class Connection;

class Connections {
 public:
  void add(std::shared_ptr<Connection> connection);
  void remove(const std::shared_ptr<Connection>& connection);
  std::size_t size() const;
  std::vector<std::shared_ptr<Connection>> all() const;

  /// Nothing when every connection waits for its handler.
  std::shared_ptr<Connection> longest_waiting() const;

  bool wait_until_empty(std::chrono::steady_clock::time_point deadline);

 private:
  mutable std::mutex mutex_;
  std::condition_variable empty_;
  std::unordered_set<std::shared_ptr<Connection>> open_;
};

}  // namespace formulary::io::http
