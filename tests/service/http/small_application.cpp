#include "tests/service/http/small_application.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace formulary::tests {
namespace {

class CountedStream : public api::BodyStream {
 public:
  CountedStream(std::atomic<int>& count, std::uint64_t size, std::uint64_t fails_after)
      : count_(count), size_(size), fails_after_(fails_after) {
    ++count_;
  }
  ~CountedStream() override { --count_; }
  std::uint64_t size() const override { return size_; }
  std::size_t read(std::span<char> out) override {
    if (given_ >= fails_after_) return 0;
    std::fill(out.begin(), out.end(), 'x');
    given_ += out.size();
    return out.size();
  }

 private:
  std::atomic<int>& count_;
  std::uint64_t size_;
  std::uint64_t fails_after_;
  std::uint64_t given_ = 0;
};

std::string describe(const api::RequestHead& head) {
  std::string text = head.method + " " + head.path + "\n";
  for (const auto& [name, value] : head.query) text += "?" + name + "=" + value + "\n";
  for (const auto& [name, value] : head.headers) text += name + ": " + value + "\n";
  return text + "from " + head.remote + "\n";
}

std::uint64_t size_parameter(const api::RequestHead& head) {
  return std::stoull(std::string(head.parameter("size").value_or("0")));
}

}  // namespace

std::variant<api::Admission, api::Response> SmallApplication::admit(const api::RequestHead& head) {
  ++admitted;
  static const std::map<std::string, std::uint64_t> posts = {{"/echo", 1u << 20}, {"/length", 8u << 20}};
  const auto post = posts.find(head.path);
  if (post != posts.end()) {
    if (head.method == "POST") return api::Admission{.body_limit = post->second};
    api::Response refusal = problem(405, "Use POST.", head.id);
    refusal.set("allow", "POST");
    return refusal;
  }
  if (head.path == "/unsure") throw std::runtime_error("an admission's secret");
  if (head.path == "/brief") return api::Admission{.body_limit = 100, .handler_deadline = std::chrono::seconds(1)};
  if (head.path == "/hang") return api::Admission{.handler_deadline = std::chrono::seconds(1)};
  if (head.path == "/missing") return problem(404, "There is nothing here.", head.id);
  if (head.path == "/refused") return problem(401, "Log in first.", head.id);
  return api::Admission{};
}

api::Response SmallApplication::handle(const api::Request& request) {
  ++handled;
  const std::string& path = request.path;
  api::Response response;
  response.set("content-type", "text/plain");
  if (path == "/head") {
    response.body = describe(request);
  } else if (path == "/peer") {
    response.body = request.certificate;
  } else if (path == "/echo") {
    response.body = request.body;
  } else if (path == "/length") {
    response.body = std::to_string(request.body.size());
  } else if (path == "/download") {
    const std::uint64_t size = size_parameter(request);
    response.stream = std::make_shared<CountedStream>(streams, size, size);
  } else if (path == "/cut") {
    const std::uint64_t size = size_parameter(request);
    response.stream = std::make_shared<CountedStream>(streams, size, size / 2);
  } else if (path == "/text") {
    response.body.assign(size_parameter(request), 't');
  } else if (path == "/wait" || path == "/hang") {
    return wait();
  } else if (path == "/split") {
    response.set("location", "/next\r\nset-cookie: session=stolen");
  } else if (path == "/badname") {
    response.set("x bad", "value");
  } else if (path == "/own") {
    response.set("Transfer-Encoding", "chunked");
  } else if (path == "/unfinal") {
    response.status = 101;
  } else if (path == "/throw") {
    throw std::runtime_error("a handler's secret");
  } else if (path == "/cookies") {
    response.set("set-cookie", "a=1; Path=/");
    response.set("set-cookie", "b=2; Path=/");
  } else if (path == "/head-length") {
    response.set("content-length", "12345");
  } else if (path == "/nothing") {
    response.status = 204;
  } else if (path == "/not-modified") {
    response.status = 304;
    response.set("etag", "\"1\"");
  } else {
    response.body = "hello";
  }
  return response;
}

api::Response SmallApplication::problem(int status, std::string_view detail, std::string_view) {
  api::Response response{.status = status, .headers = {}, .body = {}, .stream = {}};
  response.set("content-type", "application/problem+json");
  response.body = "{\"status\":" + std::to_string(status) + ",\"detail\":\"" + std::string(detail) + "\"}";
  return response;
}

void SmallApplication::release() {
  const std::lock_guard lock(mutex_);
  released_ = true;
  released_changed_.notify_all();
}

api::Response SmallApplication::wait() {
  std::unique_lock lock(mutex_);
  ++waiting;
  released_changed_.wait(lock, [this] { return released_; });
  --waiting;
  return {.status = 200, .headers = {}, .body = "released", .stream = {}};
}

}  // namespace formulary::tests
