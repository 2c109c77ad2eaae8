#include "service/io/http/acceptor.hpp"

#include <chrono>
#include <exception>
#include <future>
#include <memory>
#include <utility>

#include <boost/asio/post.hpp>

#include "service/io/http/connection.hpp"

namespace formulary::io::http {
namespace net = boost::asio;

namespace {

constexpr std::chrono::milliseconds pause_time{50};

/// An address of IPv4 looks the same whichever kind of socket it came in by.
std::string text_of(const net::ip::address& address) {
  const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
  return mapped ? net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string() : address.to_string();
}

}  // namespace

Acceptor::Acceptor(IoLoops& loops, Shared& shared, const net::ip::tcp::endpoint& endpoint)
    : loops_(loops), shared_(shared), socket_(loops.at(0)), timer_(loops.at(0)) {
  socket_.open(endpoint.protocol());
  socket_.set_option(net::socket_base::reuse_address(true));
  socket_.bind(endpoint);
  socket_.listen(net::socket_base::max_listen_connections);
  port_ = socket_.local_endpoint().port();
}

void Acceptor::start() {
  net::post(socket_.get_executor(), [this] { accept(); });
}

void Acceptor::stop() {
  std::promise<void> closed;
  net::post(socket_.get_executor(), [this, &closed] {
    boost::system::error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
    closed.set_value();
  });
  closed.get_future().wait();
}

void Acceptor::accept() {
  if (!socket_.is_open()) return;
  next_ = (next_ + 1) % loops_.size();
  socket_.async_accept(loops_.at(next_), [this](boost::system::error_code error, Stream::Socket socket) {
    on_accept(error, std::move(socket));
  });
}

void Acceptor::on_accept(boost::system::error_code error, Stream::Socket socket) {
  if (!socket_.is_open()) return;
  if (!error) {
    try {
      return take(std::move(socket));
    } catch (const std::exception&) {
      return pause();  // memory is short: this client is lost, the next ones shall not be
    }
  }
  if (error == net::error::connection_aborted) return accept();
  if (const auto victim = shared_.connections.longest_waiting()) {
    victim->make_room("closed because the process has no descriptors left");
  }
  pause();
}

void Acceptor::take(Stream::Socket socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return accept();  // it has left already
  socket.set_option(net::ip::tcp::no_delay(true), error);
  const auto connection = std::make_shared<Connection>(std::move(socket), shared_, text_of(peer.address()));
  shared_.connections.add(connection);
  const bool is_over = shared_.connections.size() > shared_.limits.connections;
  // Not started, the new one waits for its client, too: when all others wait for their handlers it is the one that
  // goes.
  if (!is_over || shared_.connections.longest_waiting() != connection) {
    net::post(connection->executor(), [connection] { connection->start(); });
  }
  make_room();
}

void Acceptor::make_room() {
  if (shared_.connections.size() <= shared_.limits.connections) return accept();
  const auto victim = shared_.connections.longest_waiting();
  if (!victim) return pause();
  victim->make_room("closed to make room for a new connection",
                    [this] { net::post(socket_.get_executor(), [this] { make_room(); }); });
}

void Acceptor::pause() {
  timer_.expires_after(pause_time);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) make_room();
  });
}

}  // namespace formulary::io::http
