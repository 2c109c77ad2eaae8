#include "service/api/witness_application.hpp"

#include <exception>

#include "service/api/security_headers.hpp"

namespace formulary::api {
namespace {

constexpr std::uint64_t most_bytes = 64 * 1024;
constexpr std::string_view add_path = "/add-checkpoint";
constexpr std::string_view checkpoint_tail = "/checkpoint";
constexpr int size_differs = 409;

Response text_response(int status, std::string body, std::string_view type = "text/plain; charset=utf-8") {
  Response response;
  response.status = status;
  response.set("content-type", std::string(type));
  response.body = std::move(body);
  return response;
}

}  // namespace

WitnessApplication::WitnessApplication(usecases::Witness& witness, std::function<std::uint64_t()> clock,
                                       std::function<void(const std::string&)> on_problem)
    : witness_(witness), clock_(std::move(clock)), on_problem_(std::move(on_problem)) {}

std::variant<Admission, Response> WitnessApplication::admit(const RequestHead& head) {
  return Admission{head.path == add_path ? most_bytes : 0, std::chrono::seconds(30)};
}

Response WitnessApplication::handle(const Request& request) {
  Response response;
  try {
    response = answer(request);
  } catch (const std::exception& problem) {
    on_problem_(problem.what());
    response = text_response(500, "The witness cannot keep or read what it has to remember.\n");
  }
  add_security_headers(response);
  return response;
}

Response WitnessApplication::answer(const Request& request) {
  const bool reading = request.method == "GET" || request.method == "HEAD";
  if (request.path == add_path) {
    if (request.method != "POST") {
      Response refused = text_response(405, "Use POST.\n");
      refused.set("allow", "POST");
      return refused;
    }
    const usecases::Witness::Answer answer = witness_.add_checkpoint(request.body, clock_());
    return answer.status == size_differs ? text_response(answer.status, answer.body, "text/x.tlog.size")
                                         : text_response(answer.status, answer.body);
  }
  const std::string_view path = request.path;
  if (reading && path == "/healthz") return text_response(200, "ok\n");
  if (reading && path.size() > checkpoint_tail.size() + 1 && path.ends_with(checkpoint_tail)) {
    const auto note = witness_.last_checkpoint(path.substr(1, path.size() - 1 - checkpoint_tail.size()));
    if (note) return text_response(200, *note);
  }
  return text_response(404, "There is nothing at this address.\n");
}

Response WitnessApplication::problem(int status, std::string_view detail, std::string_view) {
  Response response = text_response(status, std::string(detail) + "\n");
  add_security_headers(response);
  return response;
}

}  // namespace formulary::api
