// bench-empty-handler [stock|own|tls CERTIFICATE KEY]: serves 200 with an empty body for everything on a free port of
// 127.0.0.1, prints the port, and ends with its standard input. `stock` is cpprestsdk's own transport under an
// http_listener with an empty handler, sized as it serves best: the figure that others are measured against. `own` is
// this project's Server, `tls` the same with TLS.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

#include <arpa/inet.h>
#include <cpprest/http_listener.h>
#include <netinet/in.h>
#include <pplx/threadpool.h>
#include <sys/socket.h>

#include "service/io/http/server.hpp"

namespace {

using namespace formulary;

/// The stock transport cannot choose a port itself.
std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(socket);
  if (!bound) throw std::runtime_error("there is no free port");
  return ntohs(address.sin_port);
}

void print_port_and_wait(std::uint16_t port) {
  std::printf("%d\n", port);
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
}

void serve_stock() {
  crossplat::threadpool::initialize_with_threads(4);
  const std::uint16_t port = free_port();
  web::http::experimental::listener::http_listener listener(web::uri("http://127.0.0.1:" + std::to_string(port) + "/"));
  listener.support([](const web::http::http_request& request) { request.reply(web::http::status_codes::OK); });
  listener.open().get();
  print_port_and_wait(port);
  std::_Exit(0);  // its close() may wait for ever while a connection is open
}

class Empty : public api::Application {
 public:
  std::variant<api::Admission, api::Response> admit(const api::RequestHead&) override { return api::Admission{}; }
  api::Response handle(const api::Request&) override { return {}; }
  api::Response problem(int status, std::string_view, std::string_view) override {
    return {.status = status, .headers = {}, .body = {}, .stream = {}};
  }
};

int serve_own(std::shared_ptr<const io::http::Tls> tls = {}) {
  Empty application;
  io::http::Server server(application, {.tls = std::move(tls)});
  server.start();
  print_port_and_wait(server.port());
  return server.stop(std::chrono::seconds(5)) ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view kind = count > 1 ? arguments[1] : "stock";
  try {
    if (kind == "own") return serve_own();
    if (kind == "tls" && count == 4) {
      return serve_own(std::make_shared<const io::http::Tls>(io::http::TlsFiles{arguments[2], arguments[3], {}}));
    }
    if (kind == "stock") serve_stock();
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-empty-handler: %s\n", problem.what());
    return 1;
  }
  std::fputs("usage: bench-empty-handler [stock|own|tls CERTIFICATE KEY]\n", stderr);
  return 2;
}
