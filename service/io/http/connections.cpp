#include "service/io/http/connections.hpp"

#include <utility>

#include "service/io/http/connection.hpp"

namespace formulary::io::http {

void Connections::add(std::shared_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  open_.insert(std::move(connection));
}

void Connections::remove(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  open_.erase(connection);
  if (open_.empty()) empty_.notify_all();
}

std::size_t Connections::size() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

std::vector<std::shared_ptr<Connection>> Connections::all() const {
  const std::lock_guard lock(mutex_);
  return {open_.begin(), open_.end()};
}

std::shared_ptr<Connection> Connections::longest_waiting() const {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Connection> found;
  auto since = Connection::not_waiting;
  for (const auto& connection : open_) {
    if (connection->waiting_since() < since) {
      since = connection->waiting_since();
      found = connection;
    }
  }
  return found;
}

bool Connections::wait_until_empty(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return empty_.wait_until(lock, deadline, [this] { return open_.empty(); });
}

}  // namespace formulary::io::http
