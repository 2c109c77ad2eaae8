// What a connection reads and writes: plain TCP, or TLS (OpenSSL through Beast's ssl_stream) on top of it. Bound to one
// I/O loop, which a single thread runs, so that a connection needs no locks.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "service/io/http/tls.hpp"

namespace formulary::io::http {

class Stream {
 public:
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
  using Error = boost::system::error_code;

  /// Plain TCP without `tls`.
  Stream(Socket socket, std::shared_ptr<const Tls> tls) : socket_(std::move(socket)), tls_(std::move(tls)) {
    if (tls_) secured_.emplace(socket_, tls_->context());
  }

  bool is_tls() const { return secured_.has_value(); }
  Socket::executor_type get_executor() { return socket_.get_executor(); }
  /// See tls.hpp; empty before the handshake and without TLS.
  std::string peer_name() { return secured_ ? certificate_name(secured_->native_handle()) : std::string(); }

  template <class Handler>
  void async_handshake(Handler handler) {
    secured_->async_handshake(boost::asio::ssl::stream_base::server, std::move(handler));
  }

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler handler) {
    if (secured_) return secured_->async_read_some(buffers, std::move(handler));
    socket_.async_read_some(buffers, std::move(handler));
  }

  /// Both, one after the other; either may be empty.
  template <class Handler>
  void async_write(boost::asio::const_buffer first, boost::asio::const_buffer second, Handler handler) {
    if (!secured_) {
      return boost::asio::async_write(socket_, std::array<boost::asio::const_buffer, 2>{first, second},
                                      std::move(handler));
    }
    // TLS gets one buffer: Beast's stream ends a write at an empty one, and a short record for a head alone is a waste.
    if (first.size() != 0 && second.size() != 0) {
      joined_.assign(static_cast<const char*>(first.data()), first.size());
      joined_.append(static_cast<const char*>(second.data()), second.size());
      first = boost::asio::buffer(joined_);
    }
    boost::asio::async_write(*secured_, first.size() != 0 ? first : second, std::move(handler));
  }
  /// When nothing is being written: gives memory back that a long answer took.
  void settle() {
    if (joined_.capacity() > kept_size) std::string().swap(joined_);
  }

  /// Says that nothing more will be sent: close_notify first, where it may be said, then the end of the TCP stream.
  /// Nothing may be being written. The client's close_notify is not waited for: it cannot truncate what it has asked
  /// for.
  template <class Handler>
  void async_end(Handler handler) {
    if (!secured_ || is_broken_ || SSL_is_init_finished(secured_->native_handle()) != 1) return handler(end_socket());
    SSL_set_shutdown(secured_->native_handle(), SSL_RECEIVED_SHUTDOWN);
    secured_->async_shutdown([this, next = std::move(handler)](Error) mutable { next(end_socket()); });
  }

  /// Reads what the client still sends, after async_end, without looking at it.
  template <class Buffers, class Handler>
  void async_discard_some(const Buffers& buffers, Handler handler) {
    socket_.async_read_some(buffers, std::move(handler));
  }

  /// Whether the error is TLS's own, so that an alert has said it and nothing else may be sent.
  bool notes_broken(Error error) {
    is_broken_ = is_broken_ || error.category() == boost::asio::error::get_ssl_category();
    return is_broken_;
  }
  /// For a client that speaks plain HTTP to a port with TLS: it would not understand anything else.
  void speak_plainly() { secured_.reset(); }

  void cancel() {
    Error ignored;
    socket_.cancel(ignored);
  }
  /// What was not sent yet is dropped when it is closed.
  void drop_unsent() {
    Error ignored;
    socket_.set_option(Socket::linger(true, 0), ignored);
  }
  void close() {
    Error ignored;
    socket_.close(ignored);
  }

 private:
  static constexpr std::size_t kept_size = 8 * 1024;

  Error end_socket() {
    Error error;
    socket_.shutdown(Socket::shutdown_send, error);
    return error;
  }

  Socket socket_;
  std::shared_ptr<const Tls> tls_;
  std::optional<boost::beast::ssl_stream<Socket&>> secured_;
  std::string joined_;
  bool is_broken_ = false;
};

}  // namespace formulary::io::http
