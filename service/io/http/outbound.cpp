#include "service/io/http/outbound.hpp"

#include <algorithm>
#include <functional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "service/io/http/outbound_address.hpp"

namespace formulary::io::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;

/// One exchange on a loop of its own; each step is given up at the deadline.
class Exchange {
 public:
  Exchange(const OutboundAddress& address, const OutboundOptions& options)
      : address_(address),
        options_(options),
        end_(std::chrono::steady_clock::now() + options.deadline),
        tls_(asio::ssl::context::tls_client),
        resolver_(loop_),
        stream_(loop_, prepared(tls_, options)) {
    stream_.set_verify_mode(asio::ssl::verify_peer);
    stream_.set_verify_callback(asio::ssl::host_name_verification(address.host));
    SSL_set_tlsext_host_name(stream_.native_handle(), address.host.c_str());
  }

  void connect() {
    tcp::resolver::results_type found;
    step("its name is not known", [&](auto done) {
      resolver_.async_resolve(address_.host, address_.port, [&found, done](error_code error, auto results) {
        found = results;
        done(error);
      });
    });
    std::vector<tcp::endpoint> allowed;
    for (const auto& entry : found) {
      if (is_trusted() || is_on_internet(entry.endpoint().address())) allowed.push_back(entry.endpoint());
    }
    if (allowed.empty()) fail("it is not on the internet, and not among the hosts that are allowed all the same");
    step("it does not answer", [&](auto done) {
      beast::get_lowest_layer(stream_).async_connect(allowed, [done](error_code error, const auto&) { done(error); });
    });
    step("its certificate is not trusted, or TLS fails",
         [&](auto done) { stream_.async_handshake(asio::ssl::stream_base::client, done); });
  }

  ClientAnswer ask(beast::http::request<beast::http::string_body>& request) {
    step("it hung up", [&](auto done) {
      beast::http::async_write(stream_, request, [done](error_code error, std::size_t) { done(error); });
    });
    beast::flat_buffer buffer(std::size_t{64} * 1024);
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(options_.body_limit);
    step("its answer breaks off, or is too large", [&](auto done) {
      beast::http::async_read(stream_, buffer, parser, [done](error_code error, std::size_t) { done(error); });
    });
    const auto& response = parser.get();
    ClientAnswer answer;
    answer.status = static_cast<int>(response.result_int());
    for (const auto& field : response) {
      std::string name(field.name_string());
      std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
      answer.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    answer.body = response.body();
    return answer;
  }

 private:
  static asio::ssl::context& prepared(asio::ssl::context& tls, const OutboundOptions& options) {
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
    error_code error;
    if (options.ca_file.empty()) {
      tls.set_default_verify_paths(error);
    } else {
      tls.load_verify_file(options.ca_file, error);
    }
    if (error) throw Unreachable("The authorities of certificates (`ca_file`) cannot be read.");
    return tls;
  }

  bool is_trusted() const {
    return std::ranges::find(options_.trusted_hosts, address_.host) != options_.trusted_hosts.end();
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw Unreachable(address_.host + " cannot be reached: " + reason + ".");
  }

  void step(const std::string& reason, const std::function<void(std::function<void(error_code)>)>& begin) {
    error_code result;
    bool done = false;
    begin([&](error_code error) {
      result = error;
      done = true;
    });
    loop_.restart();
    loop_.run_until(end_);
    if (!done) {
      resolver_.cancel();
      error_code ignored;
      beast::get_lowest_layer(stream_).socket().close(ignored);
      loop_.restart();
      loop_.run();  // what was begun ends before what it uses
      fail("it takes too long");
    }
    if (result) fail(reason);
  }

  const OutboundAddress& address_;
  const OutboundOptions& options_;
  const std::chrono::steady_clock::time_point end_;
  asio::io_context loop_{1};
  asio::ssl::context tls_;
  tcp::resolver resolver_;
  beast::ssl_stream<beast::tcp_stream> stream_;
};

}  // namespace

ClientAnswer send_outbound(const std::string& method, const std::string& address,
                           const std::vector<std::pair<std::string, std::string>>& headers, const std::string& body,
                           const OutboundOptions& options) {
  const auto parts = parse_outbound(address);
  if (!parts) throw Unreachable("An address that others name has to begin with https://.");
  beast::http::request<beast::http::string_body> request;
  request.method_string(method);
  request.target(parts->target);
  request.version(11);
  request.set(beast::http::field::host, parts->port == "443" ? parts->host : parts->host + ":" + parts->port);
  request.set(beast::http::field::user_agent, "formulary");
  request.set(beast::http::field::connection, "close");
  for (const auto& [name, value] : headers) request.set(name, value);
  request.body() = body;
  request.prepare_payload();
  try {
    Exchange exchange(*parts, options);
    exchange.connect();
    return exchange.ask(request);
  } catch (const boost::system::system_error&) {
    throw Unreachable(parts->host + " cannot be reached.");
  }
}

}  // namespace formulary::io::http
