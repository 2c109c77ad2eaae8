// What a connection reads and writes. Plain TCP now; TLS takes this place with a stream of its own (OpenSSL through
// Beast's ssl_stream), a handshake between `Connection::start` and the first read, and nothing else in this folder.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace formulary::io::http {

/// Bound to one I/O loop, which a single thread runs: a connection needs no locks.
using Stream = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

}  // namespace formulary::io::http
