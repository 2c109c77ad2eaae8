#include "service/io/http/server.hpp"

#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

#include <cpprest/details/http_server_api.h>
#include <cpprest/http_listener.h>
#include <pplx/threadpool.h>

#include "service/io/http/quiet_thread.hpp"
#include "service/io/http/server_context.hpp"
#include "service/io/http/transport.hpp"

namespace formulary::io::http {
namespace {

using web::http::experimental::details::http_server_api;
using web::http::experimental::listener::http_listener;

constexpr std::size_t sdk_threads = 2;  ///< they only complete tasks; handlers run on the transport's workers

void start_sdk_threads() {
  static std::once_flag once;
  std::call_once(once, [] {
    const SignalsBlocked blocked;
    try {
      crossplat::threadpool::initialize_with_threads(sdk_threads);
    } catch (const std::exception&) {
      return;  // the program has sized the pool itself
    }
  });
}

// The head was read once, strictly, by the transport.
api::Request to_request(const web::http::http_request& message, ServerContext& context) {
  api::Request request;
  static_cast<api::RequestHead&>(request) = std::move(context.exchange->head);
  request.body = to_string(message.body());
  return request;
}

web::http::http_response to_message(api::Response answer, ServerContext& context) {
  const bool is_status = answer.status >= 100 && answer.status <= 999;
  web::http::http_response message(static_cast<web::http::status_code>(is_status ? answer.status : 999));
  context.headers = std::move(answer.headers);
  if (answer.stream) {
    context.stream = std::move(answer.stream);
  } else if (!answer.body.empty()) {
    message._get_impl()->set_instream(to_stream(std::move(answer.body)));
  }
  return message;
}

void handle(api::Application& application, const web::http::http_request& message) {
  auto& context = static_cast<ServerContext&>(*message._get_impl()->_get_server_context());
  const api::Request request = to_request(message, context);
  api::Response answer;
  try {
    answer = application.handle(request);
  } catch (const std::exception& error) {
    return context.exchange->fail(std::string("the handler threw: ") + error.what());
  } catch (...) {
    return context.exchange->fail("the handler threw");
  }
  message.reply(to_message(std::move(answer), context));
}

}  // namespace

/// The listener and the transport under it, from start to stop.
class Server::Running {
 public:
  Running(api::Application& application, const Options& options) : listener_(web::uri("http://localhost/")) {
    start_sdk_threads();
    if (http_server_api::has_listener()) throw std::runtime_error("A server runs already in this process.");
    auto transport = std::make_unique<Transport>(application, options);
    transport_ = transport.get();
    const auto handler = [&application](const web::http::http_request& message) { handle(application, message); };
    listener_.support(handler);
    listener_.support(web::http::methods::OPTIONS, handler);  // which http_listener would answer itself
    http_server_api::register_server_api(std::move(transport));
    try {
      listener_.open().get();
    } catch (...) {
      http_server_api::register_server_api(nullptr);
      throw;
    }
  }

  ~Running() {
    listener_.close().get();
    http_server_api::register_server_api(nullptr);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  Transport& transport() { return *transport_; }

 private:
  http_listener listener_;
  Transport* transport_ = nullptr;
};

Server::Server(api::Application& application, Options options)
    : application_(application), options_(std::move(options)) {}

Server::~Server() = default;

void Server::start() {
  if (running_) throw std::runtime_error("The server runs already.");
  running_ = std::make_unique<Running>(application_, options_);
}

std::uint16_t Server::port() const { return running_ ? running_->transport().port() : std::uint16_t{0}; }

void Server::use(std::shared_ptr<const Tls> tls) { running_->transport().use(std::move(tls)); }

bool Server::stop(std::chrono::milliseconds deadline) {
  if (!running_) return true;
  if (!running_->transport().drain(deadline)) return false;
  running_.reset();
  return true;
}

}  // namespace formulary::io::http
