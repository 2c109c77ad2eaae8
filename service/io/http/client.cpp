#include "service/io/http/client.hpp"

#include <algorithm>

#include <boost/asio/ssl.hpp>
#include <cpprest/http_client.h>
#include <cpprest/rawptrstream.h>

namespace formulary::io::http {
namespace {

namespace rest = web::http;

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.");
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// Reads at most `limit` bytes of the answer's body.
std::string read_body(const rest::http_response& response, std::uint64_t limit) {
  auto stream = response.body();
  std::string body;
  std::vector<std::uint8_t> piece(std::size_t{64} * 1024);
  for (;;) {
    concurrency::streams::rawptr_buffer<std::uint8_t> target(piece.data(), piece.size());
    const std::size_t count = stream.read(target, piece.size()).get();
    if (count == 0) return body;
    if (body.size() + count > limit) throw Unreachable("The answer is larger than this program accepts.");
    body.append(reinterpret_cast<const char*>(piece.data()), count);
  }
}

}  // namespace

Client::Client(std::string base, ClientOptions options) : base_(std::move(base)), options_(std::move(options)) {
  const web::uri uri(base_);
  if (uri.scheme() != "https" && !(uri.scheme() == "http" && is_loopback(uri.host()))) {
    throw std::invalid_argument("The address must begin with https://, or with http:// on this machine itself.");
  }
}

ClientAnswer Client::request(const std::string& method, const std::string& target,
                             const std::vector<std::pair<std::string, std::string>>& headers,
                             const std::string& body) const {
  try {
    rest::client::http_client_config config;
    config.set_timeout(options_.timeout);
    config.set_max_redirects(0);
    config.set_ssl_context_callback([this](boost::asio::ssl::context& context) {
      if (!options_.ca_file.empty()) context.load_verify_file(options_.ca_file);
      if (options_.certificate.empty()) return;
      context.use_certificate_chain_file(options_.certificate);
      context.use_private_key_file(options_.key.empty() ? options_.certificate : options_.key,
                                   boost::asio::ssl::context::pem);
    });
    rest::client::http_client client(base_, config);
    rest::http_request request(method);
    request.set_request_uri(web::uri(target));
    for (const auto& [name, value] : headers) request.headers().add(name, value);
    if (!body.empty() || method == "PATCH" || method == "POST") {
      const auto type = request.headers().find("content-type");
      const std::string content_type = type == request.headers().end() ? "application/json" : type->second;
      request.set_body(body, content_type);
    }
    const rest::http_response response = client.request(request).get();
    ClientAnswer answer;
    answer.status = response.status_code();
    for (const auto& [name, value] : response.headers()) answer.headers.emplace_back(lower(name), value);
    if (method != "HEAD") answer.body = read_body(response, options_.body_limit);
    return answer;
  } catch (const rest::http_exception& problem) {
    throw Unreachable(problem.what());
  } catch (const std::system_error& problem) {
    throw Unreachable(problem.what());
  }
}

}  // namespace formulary::io::http
