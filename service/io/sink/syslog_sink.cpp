#include "service/io/sink/syslog_sink.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include "service/domain/time.hpp"
#include "service/io/sink/line.hpp"

namespace formulary::io::sink {
namespace {

// RFC 5424 section 6.2.1: facility 13 (log audit), severity 6 (informational).
constexpr int priority = 13 * 8 + 6;
constexpr time_t patience = 5;  // seconds

domain::Instant clock_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace

SyslogSink::SyslogSink(SyslogAddress address, const std::filesystem::path& cursor) : address_(std::move(address)) {
  std::array<char, 256> name{};
  host_ = ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "-";
  cursor_ = ::open(cursor.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (cursor_ < 0) throw std::system_error(errno, std::generic_category(), cursor.string());
  std::array<char, 64> text{};
  long long sequence = 0;
  long long group = 0;
  if (::pread(cursor_, text.data(), text.size() - 1, 0) > 0 &&
      std::sscanf(text.data(), "%lld %lld", &sequence, &group) == 2 && sequence >= 0) {
    end_ = End{sequence, group, {}};
  }
}

SyslogSink::~SyslogSink() {
  disconnect();
  ::close(cursor_);
}

void SyslogSink::disconnect() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void SyslogSink::cannot(const char* what) {
  const int problem = errno == 0 ? ECONNREFUSED : errno;
  disconnect();
  throw std::system_error(problem, std::generic_category(), "syslog at " + address_.place + " cannot be " + what);
}

/// True when the other side hung up: the next bytes would be taken by this machine and reach nobody.
bool SyslogSink::was_left() const {
  char byte = 0;
  const ssize_t count = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

void SyslogSink::connect() {
  if (socket_ >= 0 && address_.kind == SyslogAddress::Kind::tcp && was_left()) disconnect();
  if (socket_ >= 0) return;
  errno = 0;
  const timeval limit{patience, 0};
  if (address_.kind == SyslogAddress::Kind::local) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (address_.place.size() >= sizeof name.sun_path) cannot("reached");
    std::memcpy(name.sun_path, address_.place.data(), address_.place.size());
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0 || ::connect(socket_, reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0) {
      cannot("reached");
    }
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return;
  }
  addrinfo wanted{};
  wanted.ai_socktype = address_.kind == SyslogAddress::Kind::udp ? SOCK_DGRAM : SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(address_.place.c_str(), address_.port.c_str(), &wanted, &found) != 0) cannot("found");
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    socket_ = ::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol);
    if (socket_ < 0) continue;
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (::connect(socket_, one->ai_addr, one->ai_addrlen) == 0) break;
    disconnect();
  }
  ::freeaddrinfo(found);
  if (socket_ < 0) cannot("reached");
}

void SyslogSink::send(const std::string& line) {
  std::string message = "<" + std::to_string(priority) + ">1 " + domain::to_rfc3339(clock_now()) + ' ' + host_ +
                        " formulary " + std::to_string(::getpid()) + " audit - " + line;
  if (address_.kind == SyslogAddress::Kind::tcp) message = std::to_string(message.size()) + ' ' + message;
  for (std::size_t done = 0; done < message.size();) {
    const ssize_t count = ::send(socket_, message.data() + done, message.size() - done, MSG_NOSIGNAL);
    if (count <= 0) cannot("written");
    done += static_cast<std::size_t>(count);
  }
}

/// Not synced: after a power failure a few entries are sent again rather than none.
void SyslogSink::remember(std::optional<End> end) {
  end_ = std::move(end);
  const std::string text = end_ ? std::to_string(end_->sequence) + ' ' + std::to_string(end_->group) + '\n' : "-\n";
  if (::ftruncate(cursor_, 0) != 0 ||
      ::pwrite(cursor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    cannot("followed");
  }
}

void SyslogSink::write(std::int64_t first, std::span<const std::string> entries) {
  if (entries.empty()) return;
  if (first != (end_ ? end_->sequence + 1 : 0)) {
    throw std::runtime_error("syslog at " + address_.place + " got another entry last.");
  }
  connect();
  std::int64_t sequence = first;
  for (const std::string& entry : entries) {
    send(to_line(sequence, first, entry));
    ++sequence;
  }
  remember(End{sequence - 1, first, {}});
}

void SyslogSink::take_back(std::int64_t first) {
  connect();
  send("{\"seq\":" + std::to_string(first) + ",\"void\":true}");
  remember(first == 0 ? std::nullopt : std::optional(End{first - 1, first - 1, {}}));
}

}  // namespace formulary::io::sink
