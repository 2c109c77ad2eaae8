#include "tests/service/http/client.hpp"

#include <array>
#include <cctype>
#include <poll.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace formulary::tests {

Client::Client(std::uint16_t port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) return;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : patience(other.patience), socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)) {}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd entry{socket_, POLLOUT, 0};
    if (::poll(&entry, 1, static_cast<int>(patience.count())) <= 0) return false;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Client::send_trickled(std::string_view bytes, std::chrono::milliseconds between) {
  for (const char byte : bytes) {
    if (!send(std::string_view(&byte, 1))) return;
    std::this_thread::sleep_for(between);
  }
}

void Client::end_sending() { ::shutdown(socket_, SHUT_WR); }

void Client::reset() {
  const linger hard{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  ::close(socket_);
  socket_ = -1;
}

bool Client::fill() {
  pollfd entry{socket_, POLLIN, 0};
  if (::poll(&entry, 1, static_cast<int>(patience.count())) <= 0) return false;
  std::array<char, 65536> block;
  const ssize_t size = ::recv(socket_, block.data(), block.size(), 0);
  if (size <= 0) return false;
  received_.append(block.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<Reply> Client::read_reply(Body body) {
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  Reply reply;
  reply.head = received_.substr(0, end + 4);
  received_.erase(0, end + 4);
  reply.status = std::stoi(reply.head.substr(9, 3));
  std::size_t begin = reply.head.find("\r\n") + 2;
  while (begin + 2 < reply.head.size()) {
    const std::size_t line_end = reply.head.find("\r\n", begin);
    const std::string line = reply.head.substr(begin, line_end - begin);
    const std::size_t colon = line.find(':');
    std::string name = line.substr(0, colon);
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    reply.headers[name] = line.substr(line.find_first_not_of(' ', colon + 1));
    begin = line_end + 2;
  }
  if (body == Body::absent || reply.status == 100 || reply.status == 204 || reply.status == 304) return reply;
  const std::size_t size = std::stoull(reply.headers["content-length"]);
  while (received_.size() < size) {
    if (!fill()) return std::nullopt;
  }
  reply.body = received_.substr(0, size);
  received_.erase(0, size);
  return reply;
}

std::uint64_t Client::drop(std::uint64_t size) {
  std::uint64_t dropped = 0;
  while (dropped < size) {
    if (received_.empty() && !fill()) break;
    const std::size_t part = std::min<std::uint64_t>(received_.size(), size - dropped);
    received_.erase(0, part);
    dropped += part;
  }
  return dropped;
}

bool Client::is_closed() {
  if (!received_.empty()) return false;
  pollfd entry{socket_, POLLIN, 0};
  if (::poll(&entry, 1, static_cast<int>(patience.count())) <= 0) return false;
  char byte = 0;
  return ::recv(socket_, &byte, 1, 0) <= 0;
}

std::string Client::rest() {
  while (fill()) {
  }
  return std::exchange(received_, {});
}

std::string get(std::string_view path, std::string_view extra_headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(extra_headers) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view extra_headers) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(extra_headers) + "\r\n" + std::string(body);
}

}  // namespace formulary::tests
