// Takes new clients in and hands them to the I/O loops in turn. At the limit of connections the one that waited longest
// for its client makes room. When the process runs out of descriptors it does the same and pauses, so that it never
// spins. Lives on the first loop.
#pragma once

#include <cstddef>
#include <cstdint>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "service/io/http/io_loops.hpp"
#include "service/io/http/shared.hpp"
#include "service/io/http/stream.hpp"

namespace formulary::io::http {

class Acceptor {
 public:
  /// Binds and listens. Throws boost::system::system_error.
  Acceptor(IoLoops& loops, Shared& shared, const boost::asio::ip::tcp::endpoint& endpoint);

  std::uint16_t port() const { return port_; }
  void start();
  /// From any thread but a loop's. When it returns the port is free.
  void stop();

 private:
  void accept();
  void on_accept(boost::system::error_code error, Stream::Socket socket);
  void take(Stream::Socket socket);
  void make_room();
  void pause();

  IoLoops& loops_;
  Shared& shared_;
  boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type> socket_;
  boost::asio::steady_timer timer_;
  std::uint16_t port_ = 0;
  std::size_t next_ = 0;
};

}  // namespace formulary::io::http
