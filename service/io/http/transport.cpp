#include "service/io/http/transport.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <cpprest/containerstream.h>
#include <cpprest/http_listener.h>
#include <sys/resource.h>

#include "service/io/http/connection.hpp"
#include "service/io/http/server_context.hpp"

namespace formulary::io::http {
namespace net = boost::asio;

namespace {

constexpr std::size_t descriptors_for_others = 128;  ///< database, blobs, scanners, logs

/// Runs what cpprestsdk chains to a task where the task ends. Its reply() chains an empty continuation to every answer;
/// on cpprestsdk's own threads that would cost two context switches for each request.
struct Inline : pplx::scheduler_interface {
  void schedule(pplx::TaskProc_t task, void* argument) override { task(argument); }
};

pplx::task<void> done() {
  static Inline scheduler;
  return pplx::task_from_result(pplx::task_options(pplx::scheduler_ptr(&scheduler)));
}

/// As many connections as the process may have descriptors for.
Limits within_descriptors(Limits limits) {
  rlimit descriptors{};
  if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0 || descriptors.rlim_cur == RLIM_INFINITY) return limits;
  const std::size_t available = std::max<std::size_t>(descriptors.rlim_cur, descriptors_for_others + 16);
  limits.connections = std::min(limits.connections, available - descriptors_for_others);
  return limits;
}

net::ip::tcp::endpoint endpoint_of(const Options& options) {
  boost::system::error_code error;
  net::ip::address address = net::ip::make_address(options.host, error);
  if (error) {
    net::io_context context;
    const auto found = net::ip::tcp::resolver(context).resolve(options.host, "", error);
    if (error || found.empty()) throw std::invalid_argument("The host " + options.host + " has no address.");
    address = found.begin()->endpoint().address();
  }
  if (!address.is_loopback() && !options.tls) {
    throw std::invalid_argument(
        "Plain HTTP is served on loopback addresses only, such as 127.0.0.1, and " + options.host +
        " is not one: passwords would travel in the open. Give a certificate (--certificate FILE --key FILE), try it "
        "with --self-signed, or keep 127.0.0.1 and put a proxy with TLS in front.");
  }
  return {address, options.port};
}

}  // namespace

concurrency::streams::istream to_stream(std::string body) {
  return concurrency::streams::bytestream::open_istream<std::string>(std::move(body));
}

std::string to_string(const concurrency::streams::istream& stream) {
  if (!stream.is_valid()) return {};
  auto buffer = stream.streambuf();
  std::string body(buffer.in_avail(), '\0');
  const std::size_t size = buffer.scopy(reinterpret_cast<std::uint8_t*>(body.data()), body.size());
  body.resize(size);
  return body;
}

Transport::Transport(api::Application& application, const Options& options)
    : loops_(options.limits.io_threads),
      shared_(application, *this, within_descriptors(options.limits), options.on_access, options.tls, options.proxies),
      acceptor_(listen(options)) {}

Transport::~Transport() { stop(); }

std::unique_ptr<Acceptor> Transport::listen(const Options& options) {
  const auto endpoint = endpoint_of(options);
  try {
    return std::make_unique<Acceptor>(loops_, shared_, endpoint);
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("Cannot listen on " + options.host + " port " + std::to_string(options.port) + ": " +
                             error.code().message() + ".");
  }
}

pplx::task<void> Transport::start() {
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    sweeps_.push_back(std::make_unique<DeadlineSweep>(loops_.at(i), shared_));
    sweeps_.back()->start();
  }
  acceptor_->start();
  return done();
}

pplx::task<void> Transport::register_listener(ListenerImpl* listener) {
  const std::unique_lock lock(listener_mutex_);
  if (listener_ != nullptr) throw std::runtime_error("The transport serves one listener.");
  listener_ = listener;
  return done();
}

pplx::task<void> Transport::unregister_listener(ListenerImpl* listener) {
  const std::unique_lock lock(listener_mutex_);  // waits for the handlers that run
  if (listener_ == listener) listener_ = nullptr;
  return done();
}

bool Transport::drain(std::chrono::milliseconds deadline) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  if (!acceptor_) return true;  // stopped before
  acceptor_->stop();
  shared_.stopping = true;
  for (const auto& connection : shared_.connections.all()) connection->leave_when_idle();
  if (!shared_.connections.wait_until_empty(end)) {
    for (const auto& connection : shared_.connections.all()) connection->abort("the service stops");
    shared_.connections.wait_until_empty(std::chrono::steady_clock::now() + std::chrono::seconds(1));
  }
  return shared_.workers.finish(std::max(end, std::chrono::steady_clock::now() + std::chrono::milliseconds(100)));
}

pplx::task<void> Transport::stop() {
  if (!acceptor_) return done();
  drain(std::chrono::milliseconds(0));
  while (!shared_.workers.finish(std::chrono::steady_clock::now() + std::chrono::hours(1))) {
  }
  for (const auto& sweep : sweeps_) sweep->stop();
  loops_.finish();
  sweeps_.clear();
  acceptor_.reset();
  return done();
}

void Transport::dispatch(std::unique_ptr<Exchange> exchange) {
  const std::shared_lock lock(listener_mutex_);
  if (listener_ == nullptr) return;
  auto context = std::make_unique<ServerContext>(std::move(exchange));
  Exchange& carried = *context->exchange;
  try {
    auto request = web::http::http_request::_create_request(std::move(context));
    request.set_method(carried.head.method);
    request.set_request_uri(web::uri(carried.target));
    const auto& implementation = request._get_impl();
    implementation->_set_remote_address(carried.head.remote);
    implementation->_set_listener_path("/");
    const std::size_t size = carried.body.size();
    implementation->set_instream(to_stream(std::move(carried.body)));
    implementation->_complete(size);
    listener_->handle_request(request);
  } catch (...) {
    return;  // the exchange answers 500 when it dies with its request
  }
}

pplx::task<void> Transport::respond(web::http::http_response response) {
  const auto implementation = response._get_impl();
  auto& context = static_cast<ServerContext&>(*implementation->_get_server_context());
  api::Response answer;
  answer.status = response.status_code();
  answer.stream = std::move(context.stream);
  if (!answer.stream) answer.body = to_string(implementation->instream());
  answer.headers = std::move(context.headers);
  context.exchange->answer(std::move(answer));
  return done();
}

}  // namespace formulary::io::http
